"""How do facts leave a service? Numbered, published in windows, and marked as sent when NATS has acknowledged them."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

import structlog
from nats.aio.client import Client as Connection
from nats.js import JetStreamContext
from nats.js.api import Header, PubAck
from nats.js.errors import NoStreamResponseError
from sqlalchemy import Connection as Transaction

from shared import feed
from shared.bus import declare_stream
from shared.feed import FeedRow
from shared.metrics import Metrics
from shared.writer import Writer

log = structlog.get_logger()

WINDOW = 1000
PATIENCE = 5.0
"""Seconds to wait for the acknowledgements of a window."""
SAFETY = 2.0
"""Seconds after which the relay looks, even if no commit has woken it."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0


async def relay(
    producer: str,
    connection: Connection,
    writer: Writer,
    woken: asyncio.Event,
    metrics: Metrics,
    trouble: Callable[[str | None], None],
) -> None:
    """For ever, while the lease is held. Rows are kept until they are acknowledged, however long NATS is away."""
    js = connection.jetstream(publish_async_max_pending=2 * WINDOW)
    sent: list[int] = []
    unsure = True  # a relay before us may have ended between numbering and sending
    declared = False
    pause = FIRST_PAUSE
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
                await _publish(js, rows)
                sent = [row.id for row in rows]
                metrics.relayed.inc(len(rows))
            unsure = still_unsure
            pause = FIRST_PAUSE
            trouble(None)
            if not rows:
                try:
                    async with asyncio.timeout(SAFETY):
                        await woken.wait()
                except TimeoutError:
                    unsure = True  # an operator may have asked that facts are told again (`dhr replay`)
        except Exception as wrong:
            log.warning("Facts wait to be sent", trouble=type(wrong).__name__)
            trouble("Facts of this service wait to be sent: NATS or the database does not take them.")
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
            declared = declared and not isinstance(wrong, NoStreamResponseError)


def _next(tx: Transaction, *, producer: str, sent: Sequence[int], unsure: bool) -> tuple[list[FeedRow], bool]:
    """Marks what was acknowledged and gives what is to be published next: one transaction for both."""
    if sent:
        feed.mark_sent(tx, sent)
    if unsure and (rows := feed.unsent(tx, producer, WINDOW)):
        return rows, True
    return feed.number_waiting(tx, producer, WINDOW), False


async def _publish(js: JetStreamContext, rows: Sequence[FeedRow]) -> None:
    """The whole window, or an error: what NATS has had already it knows by the message id."""
    acknowledgements: list[asyncio.Future[PubAck]] = []
    try:
        for _, fact in rows:
            acknowledgements.append(
                await js.publish_async(
                    f"events.{fact.producer}.{fact.type}",
                    fact.model_dump_json().encode(),
                    headers={Header.MSG_ID: f"{fact.producer}:{fact.number}", "Number": str(fact.number)},
                )
            )
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*acknowledgements)
    finally:
        for late in acknowledgements:
            late.cancel()
        await asyncio.gather(*acknowledgements, return_exceptions=True)  # so that no error goes unheard
