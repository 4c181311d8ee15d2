"""How does a request become a person's, and how does a person sign in and out?"""

from datetime import UTC, datetime, timedelta

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.gate import Gate
from gateway.identity import sessions
from gateway.identity.accounts import Account
from gateway.identity.sessions import Limits, Session
from gateway.settings import GatewaySettings

PUBLIC = ("/static/", "/healthz")
"""Never asked who they are."""


def cookie_name(settings: GatewaySettings) -> str:
    """With https a browser keeps the cookie to this host; without, on this machine alone, it refuses that name."""
    return "__Host-session" if settings.https else "session"


def limits(settings: GatewaySettings) -> Limits:
    return Limits(timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours))


def now() -> datetime:
    """Sessions and tokens go by the real clock, even where a demonstration has another day."""
    return datetime.now(UTC)


class Sessions:
    """Puts `session` on the request's state: the person's, or None."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith(PUBLIC):
            request = Request(scope)
            gate: Gate = scope["app"].state.gate
            secret = request.cookies.get(cookie_name(gate.settings))
            scope.setdefault("state", {})["session"] = await run_sync(_find, gate, secret) if secret else None
        await self.app(scope, receive, send)


def _find(gate: Gate, secret: str) -> Session | None:
    at = now()
    with gate.database.read() as tx:
        session = sessions.find(tx, secret, at=at, limits=limits(gate.settings))
    if session is not None and sessions.is_due(session, at):
        with gate.database.begin() as tx:
            sessions.seen(tx, session, at)
    return session


async def sign_in(gate: Gate, response: Response, account: Account, *, place: str, device: str) -> None:
    """A new session for the account; its secret goes out with the response."""

    def begin() -> str:
        with gate.database.begin() as tx:
            return sessions.begin(tx, account, at=now(), place=place, device=device)

    response.set_cookie(
        cookie_name(gate.settings),
        await run_sync(begin),
        max_age=gate.settings.session_hours * 3600,
        path="/",
        httponly=True,
        samesite="lax",
        secure=gate.settings.https,
    )


async def sign_out(gate: Gate, response: Response, session: Session) -> None:
    def end() -> None:
        with gate.database.begin() as tx:
            sessions.end(tx, session.id, session.account.id, now())

    await run_sync(end)
    response.delete_cookie(
        cookie_name(gate.settings), path="/", httponly=True, samesite="lax", secure=gate.settings.https
    )
