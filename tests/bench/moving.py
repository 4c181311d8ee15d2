"""How soon, and how many a second, do facts of one service reach the read model of another?

Cases and tracker, with the real relay and the real consumer, over a real NATS server. Nobody answers for the feed of
cases, so nothing is healed by it: all that is measured came through NATS.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from time import perf_counter
from typing import Any

from deploy.waiting import eventually
from nats.aio.client import Client as Connection
from nats.js.errors import NotFoundError
from pydantic_core import from_json
from shared.history.feed import since
from shared.history.inbox import Applied
from shared.network.bus import STREAM, connect
from shared.network.consumer import Consumer
from shared.network.relay import relay
from shared.observing.metrics import Metrics
from shared.wire import Fact
from shared.writing.writer import Writer
from sqlalchemy import Connection as Transaction
from sqlalchemy import text
from tracker.service import TRACKER

from tests.bench import bare
from tests.bench.measuring import Line, Sizes, median, quantile
from tests.bench.world import AT_ONCE, World, at_once, sqlite_url, world

PACE = 200
"""Commands a second."""
PATIENCE = 60.0


class Noting(Writer):
    """Notes when the facts of each command were committed here."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.at: dict[str, float] = {}
        self.number = 0
        self.moved = asyncio.Event()

    async def apply(self, facts: Sequence[Fact]) -> Applied:
        done = await super().apply(facts)
        if done.parked:
            raise RuntimeError("a fact was parked")
        now = perf_counter()
        self.at |= dict.fromkeys((fact.command_id for fact in facts), now)
        self.number = done.number
        self.moved.set()
        return done

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():
                self.moved.clear()
                await self.moved.wait()


async def way_of_a_fact(
    sizes: Sizes, nats_url: str, new_database: Callable[[], str], folder: Path, name: str
) -> list[Line]:
    """From the answer to a command, right after its commit, to the commit of the tracker's read model."""
    woken = asyncio.Event()
    async with AsyncExitStack() as stack:
        of_cases, of_tracker = await stack.enter_async_context(_connections(nats_url))
        await _without_a_stream(of_cases)
        cases = await stack.enter_async_context(world(new_database(), sqlite_url(folder), committed=woken.set))
        tracker, writer = await stack.enter_async_context(_tracker(new_database(), folder))
        await stack.enter_async_context(_consuming(tracker, of_tracker))
        await stack.enter_async_context(_relaying(cases, of_cases, woken))
        await cases.open_cases(sizes.cases)
        await writer.until(lambda: len(writer.at) >= 3 * sizes.cases)
        middles, ends = [], []
        for _ in range(sizes.rounds):
            ways = await _at_an_even_pace(cases, writer, int(sizes.paced * PACE))
            middles.append(median(ways) * 1000)
            ends.append(quantile(ways, 0.99) * 1000)
    what = f"committed event → the tracker's read model committed, {PACE}/s, {name}"
    return [
        Line(f"{what}, median", median(middles), "ms", 6, higher=False),
        Line(f"{what}, p99", median(ends), "ms", 25, higher=False),
    ]


async def _at_an_even_pace(cases: World, writer: Noting, number: int) -> list[float]:
    answered: dict[str, float] = {}

    async def one(raw: bytes) -> None:
        await cases.answer(raw)
        answered[from_json(raw)["id"]] = perf_counter()

    start, loop, under_way = perf_counter(), asyncio.get_running_loop(), []
    for at, raw in enumerate(cases.extensions(number)):
        await asyncio.sleep(max(0.0, start + at / PACE - perf_counter()))
        under_way.append(loop.create_task(one(raw)))
    await asyncio.gather(*under_way)
    await writer.until(lambda: answered.keys() <= writer.at.keys())
    return [writer.at[command_id] - then for command_id, then in answered.items()]


async def rates(sizes: Sizes, nats_url: str, new_database: Callable[[], str], folder: Path, name: str) -> list[Line]:
    """Of the relay and of the consumer, each alone, beside what JetStream does with the same payloads."""
    relayed, consumed, published, fetched = [], [], [], []
    async with _connections(nats_url) as (of_cases, of_tracker), world(new_database(), sqlite_url(folder)) as cases:
        await cases.open_cases(sizes.cases)
        await at_once(map(cases.answer, cases.extensions(sizes.facts // 2)), AT_ONCE)
        for _ in range(sizes.rounds):
            facts = await _all_told_anew(cases, of_cases)
            async with _tracker(new_database(), folder) as (tracker, writer):
                async with _consuming(tracker, of_tracker):
                    pass  # its place in the stream is made
                relayed.append(len(facts) / await _relay_all(cases, of_cases))
                start = perf_counter()
                async with _consuming(tracker, of_tracker):
                    await writer.until(lambda: writer.number >= len(facts))  # noqa: B023 - awaited here
                consumed.append(len(facts) / (perf_counter() - start))
            rates_of_nats = await bare.jetstream(of_cases, [fact.model_dump_json().encode() for fact in facts])
            published.append(rates_of_nats[0])
            fetched.append(rates_of_nats[1])
    lines = []
    for what, ours, beside, limit in (
        (f"relay, {name}", relayed, "bare JetStream publish in windows", published),
        (f"consumer, {name}", consumed, "bare JetStream fetch in batches", fetched),
    ):
        lines += [
            Line(what, median(ours), "facts/s", 10_000),
            Line(what, median(ours), "facts/s", 0.4, beside, median(limit)),
        ]
    return lines


async def _all_told_anew(cases: World, connection: Connection) -> list[Fact]:
    """All facts wait to be numbered and told; the stream is empty."""
    await _without_a_stream(connection)

    def anew(tx: Transaction) -> list[Fact]:
        tx.execute(text("UPDATE feed SET sent = 0, number = id"))
        facts = since(tx, cases.service.name, 0, 10_000_000)
        tx.execute(text("UPDATE feed SET number = NULL"))
        return facts

    return await cases.writer.do(anew)


async def _without_a_stream(connection: Connection) -> None:
    """The next one is new, and knows no message ids."""
    with suppress(NotFoundError):
        await connection.jetstream().delete_stream(STREAM)


async def _relay_all(cases: World, connection: Connection) -> float:
    """Seconds, until the last is marked as sent."""

    def all_sent() -> bool:
        with cases.database.read() as tx:
            return tx.execute(text("SELECT id FROM feed WHERE sent = 0 LIMIT 1")).first() is None

    start = perf_counter()
    async with _relaying(cases, connection, asyncio.Event()):
        await eventually(all_sent, PATIENCE, what="all facts to be sent")
        return perf_counter() - start


@asynccontextmanager
async def _connections(nats_url: str) -> AsyncIterator[tuple[Connection, Connection]]:
    """As in life, where each service has its own."""
    connections = await connect(nats_url, "cases"), await connect(nats_url, "tracker")
    try:
        yield connections
    finally:
        for connection in connections:
            await connection.close()


@asynccontextmanager
async def _tracker(url: str, folder: Path) -> AsyncIterator[tuple[World, Noting]]:
    async with world(url, sqlite_url(folder), TRACKER, Noting) as tracker:
        assert isinstance(tracker.writer, Noting)
        yield tracker, tracker.writer


@asynccontextmanager
async def _consuming(tracker: World, connection: Connection) -> AsyncIterator[None]:
    consumer = Consumer(tracker.service, connection, tracker.writer, Metrics(), lambda name, words: None)
    async with _in_background(consumer.run()):
        await eventually(lambda: _is_declared(connection), PATIENCE, what="the consumer to be declared")
        yield


async def _is_declared(connection: Connection) -> bool:
    try:
        await connection.jetstream().consumer_info(STREAM, TRACKER.name)
    except NotFoundError:
        return False
    return True


@asynccontextmanager
async def _relaying(cases: World, connection: Connection, woken: asyncio.Event) -> AsyncIterator[None]:
    async with _in_background(
        relay(cases.service.name, connection, cases.writer, woken, Metrics(), lambda words: None)
    ):
        yield


@asynccontextmanager
async def _in_background(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
