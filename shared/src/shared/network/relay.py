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
from sqlalchemy import Connection as Transaction

from shared.history import feed
from shared.history.feed import FeedRow
from shared.network.bus import declare_stream
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
    unsure = True  # a relay before us may have ended between numbering and sending
    declared = False
    pause = FIRST_PAUSE
    async with windows(connection) as publish:
        while True:
            woken.clear()
            try:
                rows, still_unsure = await writer.do(partial(_next, producer=producer, sent=sent, unsure=unsure))
                sent = []
                if not declared:
                    await declare_stream(connection)
                    declared = True
                if rows:
                    unsure = True
                    await publish([row.fact for row in rows])
                    sent = [row.id for row in rows]
                    metrics.relayed.inc(len(rows))
                unsure = still_unsure
                pause = FIRST_PAUSE
                trouble(None)
                if len(rows) < WINDOW and not still_unsure:  # marking what was sent can wait for the next to number
                    try:
                        async with asyncio.timeout(SAFETY):
                            await woken.wait()
                    except TimeoutError:
                        unsure = True  # an operator may have asked that facts are told again (`dhr replay`)
            except Exception as wrong:
                log.warning("Facts wait to be sent", trouble=type(wrong).__name__)
                trouble("Facts of this service wait to be sent: NATS or the database does not take them.")
                declared = declared and not isinstance(wrong, NotTaken)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)


def _next(tx: Transaction, *, producer: str, sent: Sequence[int], unsure: bool) -> tuple[list[FeedRow], bool]:
    """Marks what was acknowledged and gives what is to be published next: one transaction for both."""
    if sent:
        feed.mark_sent(tx, sent)
    if unsure and (rows := feed.unsent(tx, producer, WINDOW)):
        return rows, True
    return feed.number_waiting(tx, producer, WINDOW), False


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

    async def __call__(self, facts: Sequence[Fact]) -> None:
        """All of them, or an error: what NATS has had already it knows by the message id."""
        self._window += 1
        self._done = asyncio.get_running_loop().create_future()
        self._waiting = {f"{self._window}-{fact.number}" for fact in facts}
        for fact in facts:
            await self._connection.publish(
                f"events.{fact.producer}.{fact.type}",
                fact.model_dump_json().encode(),
                reply=f"{self.answers}.{self._window}-{fact.number}",
                headers={Header.MSG_ID: f"{fact.producer}:{fact.number}", "Number": str(fact.number)},
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
