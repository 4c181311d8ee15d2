"""How does one service, the gateway or `dhr` ask something of a service, and what can come back?"""

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

import nats.errors
from nats.aio.client import Client as Connection

from shared.actor import Actor, Forbidden
from shared.asking import (
    Answered,
    CaseKey,
    DiscardParked,
    Feed,
    FeedPage,
    Inquiry,
    KeepPiece,
    Parked,
    ParkedRow,
    RetryParked,
    owner_of,
)
from shared.message import Value
from shared.network.bus import connect
from shared.network.line import Line
from shared.privacy.documents import pieces
from shared.question import Question
from shared.service import NotFound
from shared.wire import Envelope, FieldError, Reply

A = TypeVar("A", bound=Value)

SECOND_TRY = 1.0
PATIENCE = 5.0
"""Seconds to wait for an answer. A service that is not there at all is noticed at once."""


class Away(Exception):
    """The service does not answer at the moment. What was asked may have been done: ask again with the same id."""

    def __init__(self, service: str) -> None:
        super().__init__(f"{service} does not answer at the moment")
        self.service = service


class BadQuestion(Exception):
    """The question cannot be read; `errors` say which fields."""

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        super().__init__(f"{len(errors)} fields of the question cannot be read")
        self.errors = errors


class Fault(Exception):
    """Something went wrong in the service. Its log tells more under `reference`."""

    def __init__(self, service: str, reference: str) -> None:
        super().__init__(f"{service} could not answer; its log has the reference {reference}")
        self.service, self.reference = service, reference


class Client:
    """`connection` may come later (see `client`): until then every service is away."""

    def __init__(self, connection: Connection | None = None) -> None:
        self.connection = connection

    @property
    def connected(self) -> bool:
        return self.connection is not None and self.connection.is_connected

    async def send(self, service: str, envelope: Envelope, *, timeout: float = PATIENCE) -> Reply:
        """Raises Away. A command may be sent again with the same id: it is done once, and answered the same."""
        raw = await self._request(service, f"commands.{service}", envelope.packed(), timeout)
        reply = Reply.model_validate_json(raw)
        if reply.away:
            raise Away(service)
        return reply

    async def ask(self, question: Question[A], actor: Actor, *, timeout: float = PATIENCE) -> A:
        """Of the service whose contract it is. Raises Away, Forbidden, NotFound, BadQuestion, Fault. A service that is
        away is asked once more after a second: another replica may answer, or its database may be back."""
        owner, asked = owner_of(type(question)), time.monotonic()
        try:
            return await self.ask_of(owner, question, actor, timeout=timeout)
        except Away:
            if not self.connected or time.monotonic() - asked > SECOND_TRY:  # the caller has waited long enough
                raise
        await asyncio.sleep(SECOND_TRY)
        return await self.ask_of(owner, question, actor, timeout=timeout)

    async def ask_of(self, service: str, question: Question[A], actor: Actor, *, timeout: float = PATIENCE) -> A:
        """The same of a service that is named, once: for what every service may be asked."""
        name = type(question).__name__
        inquiry = Inquiry[Any](actor=actor, question=question).model_dump_json().encode()
        raw = await self._request(service, f"queries.{service}.{name}", inquiry, timeout)
        found = Answered[type(question).answer()].model_validate_json(raw)  # type: ignore[misc]
        if found.away:
            raise Away(service)
        if found.forbidden is not None:
            raise Forbidden(found.forbidden)
        if found.not_found is not None:
            raise NotFound(found.not_found)
        if found.errors:
            raise BadQuestion(found.errors)
        if found.answer is None:
            raise Fault(service, found.fault or "none")
        answer: A = found.answer
        return answer

    async def feed(self, producer: str, after: int, actor: Actor, *, history: str = "", hash: str = "") -> FeedPage:
        return await self.ask_of(producer, Feed(after=after, history=history, hash=hash), actor)

    async def key(self, owner: str, subject: str, actor: Actor) -> bytes | None:
        """The key of a subject, from its owner; None: it was destroyed."""
        found = await self.ask_of(owner, CaseKey(subject=subject), actor)
        return None if found.key is None else bytes.fromhex(found.key)

    async def keep_file(self, service: str, subject: str, content: bytes, actor: Actor) -> str:
        """The file's SHA-256, once all of it is kept. Raises as `ask`; asked again, it changes nothing."""
        sha256 = hashlib.sha256(content).hexdigest()
        for at, piece in enumerate(pieces(content)):
            asked = KeepPiece(subject=subject, sha256=sha256, at=at, content=piece)
            await self.ask_of(service, asked, actor, timeout=30)
        return sha256

    async def parked(self, service: str, actor: Actor) -> tuple[ParkedRow, ...]:
        return (await self.ask_of(service, Parked(), actor)).rows

    async def retry_parked(self, service: str, parked: int, actor: Actor) -> tuple[ParkedRow, ...]:
        """What is still parked after it."""
        return (await self.ask_of(service, RetryParked(id=parked), actor, timeout=30)).rows

    async def retry_all_parked(self, service: str, cause: str | None, actor: Actor) -> tuple[ParkedRow, ...]:
        """Those of one cause, or all; what is still parked after it."""
        return (await self.ask_of(service, RetryParked(cause=cause), actor, timeout=120)).rows

    async def discard_parked(self, service: str, parked: int, reason: str, actor: Actor) -> tuple[ParkedRow, ...]:
        """What is still parked after it."""
        return (await self.ask_of(service, DiscardParked(id=parked, reason=reason), actor, timeout=30)).rows

    async def _request(self, service: str, subject: str, payload: bytes, timeout: float) -> bytes:
        if self.connection is None:
            raise Away(service)
        try:
            return (await self.connection.request(subject, payload, timeout=timeout)).data
        except nats.errors.MaxPayloadError:
            raise BadQuestion((FieldError(field="", kind="too_long", message="This is too much at once"),)) from None
        except nats.errors.Error:  # nobody there, no answer in time, or NATS itself is away
            raise Away(service) from None


@asynccontextmanager
async def client(nats_url: str, name: str) -> AsyncIterator[Client]:
    """A client that connects now, or as soon as NATS is there. `name` is its user in the NATS configuration."""
    made = Client()

    async def connecting() -> None:
        while True:  # one that has ended for good, such as when NATS takes no more of us, is made anew
            line = Line()
            made.connection = await connect(nats_url, name, line)
            await line.until_given_up()
            await made.connection.close()

    task = asyncio.create_task(connecting())
    with suppress(TimeoutError):
        await asyncio.wait_for(asyncio.shield(task), 2)
    try:
        yield made
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        if made.connection is not None:
            await made.connection.close()
