"""What is answered when a database is away before anybody further in could say so?"""

from collections.abc import Awaitable, Callable

from shared.database.trouble import passes
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Passing:
    """`answer` makes the response. It is a whole one, after which the connection can be used again: what reaches the
    server as an error ends the connection."""

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Awaitable[Response]]) -> None:
        self._app, self._answer = app, answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noticed(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noticed)
        except Exception as wrong:
            if begun or scope["type"] != "http" or not passes(wrong):
                raise
            response = await self._answer(Request(scope), wrong)
            await response(scope, receive, send)
