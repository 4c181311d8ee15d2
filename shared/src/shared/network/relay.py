"""How do facts leave a service? Numbered, published in windows, and marked as sent when NATS has acknowledged them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial

import nats.errors
import structlog
from nats.aio.client import Client as Connection
from nats.aio.msg import Msg
from nats.js.api import Header
from nats.js.errors import NotFoundError
from sqlalchemy import Connection as Transaction

from shared.history import feed
from shared.history.feed import Ready
from shared.network.bus import STREAM, declare_stream
from shared.observing.metrics import Metrics
from shared.wire import Fact
from shared.writing.writer import Writer

log = structlog.get_logger()

WINDOW = 1000
PATIENCE = 5.0
"""Seconds to wait for the acknowledgements of a window."""
SAFETY = 2.0
"""Seconds after which the relay looks, even if no commit has woken it."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0


class NotTaken(Exception):
    """NATS answered, and did not take the facts: the stream may be gone."""


async def relay(
    producer: str,
    connection: Connection,
    writer: Writer,
    woken: asyncio.Event,
    metrics: Metrics,
    trouble: Callable[[str | None], None],
) -> None:
    """For ever, while the lease is held. Rows are kept until they are acknowledged, however long NATS is away."""
    sent: list[int] = []
    declared = False
    pause = FIRST_PAUSE
    async with windows(connection) as publish:
        while True:
            woken.clear()
            try:
                facts = await writer.do(partial(_next, producer=producer, sent=sent))
                sent = []
                if not declared:
                    await declare_stream(connection)
                    declared = True
                if facts:
                    await publish(producer, facts)
                    sent = [fact.number for fact in facts]
                    metrics.relayed.inc(len(facts))
                pause = FIRST_PAUSE
                trouble(None)
                if len(facts) < WINDOW:  # marking what was sent can wait for the next to number
                    with suppress(TimeoutError):
                        async with asyncio.timeout(SAFETY):
                            await woken.wait()
            except Exception as wrong:
                log.warning("Facts wait to be sent", trouble=type(wrong).__name__)
                trouble("Facts of this service wait to be sent: NATS or the database does not take them.")
                declared = declared and not isinstance(wrong, NotTaken)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)


def _next(tx: Transaction, *, producer: str, sent: Sequence[int]) -> list[Ready]:
    """Marks what was acknowledged, numbers what is new, and gives what is to be published next: one transaction."""
    feed.mark_sent(tx, sent)
    feed.number_waiting(tx, WINDOW)
    return feed.unsent(tx, producer, WINDOW)


async def last_told(connection: Connection, producer: str) -> Fact | None:
    """The last fact of this producer that is in the stream, if the stream has one."""
    try:
        message = await connection.jetstream().get_last_msg(STREAM, f"events.{producer}.>")
    except NotFoundError:
        return None
    return Fact.model_validate_json(message.data) if message.data else None


@asynccontextmanager
async def windows(connection: Connection) -> AsyncIterator["Windows"]:
    made = Windows(connection)
    subscription = await connection.subscribe(f"{made.answers}.*", cb=made.acknowledged)
    try:
        yield made
    finally:
        with suppress(nats.errors.Error):
            await subscription.unsubscribe()


class Windows:
    """Publishes many facts and waits once. (nats-py's own waiting for each costs as much as all the rest.)"""

    def __init__(self, connection: Connection) -> None:
        self.answers = connection.new_inbox()
        self._connection = connection
        self._window = 0
        self._waiting: set[str] = set()
        self._done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    async def __call__(self, producer: str, facts: Sequence[Ready]) -> None:
        """All of them, or an error: what NATS has had already it knows by the message id."""
        self._window += 1
        self._done = asyncio.get_running_loop().create_future()
        self._waiting = {f"{self._window}-{fact.number}" for fact in facts}
        for fact in facts:
            await self._connection.publish(
                f"events.{producer}.{fact.type}",
                fact.payload,
                reply=f"{self.answers}.{self._window}-{fact.number}",
                headers={Header.MSG_ID: f"{producer}:{fact.number}:{fact.hash}"},
            )
        async with asyncio.timeout(PATIENCE):
            if not await self._done:
                raise NotTaken

    async def acknowledged(self, message: Msg) -> None:
        if self._done.done():
            return
        self._waiting.discard(message.subject.rpartition(".")[2])
        if message.headers or b'"error"' in message.data:  # a header: nobody is there who would take it
            self._done.set_result(False)
        elif not self._waiting:
            self._done.set_result(True)
