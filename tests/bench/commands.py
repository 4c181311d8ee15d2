"""How many commands a second, at 32 in flight and one at a time?"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from tests.bench import bare, peer, same_work
from tests.bench.measuring import Line, Sizes, between, for_a_spell
from tests.bench.world import AT_ONCE, World, at_once, sqlite_url, world

MORE_THAN_CAN_BE_DONE = 12_000
"""Commands a second."""

CONNECTIONS = {"SQLite": "WAL, synchronous=FULL", "PostgreSQL": f"over {AT_ONCE} connections"}
PEER_THREADS = {"SQLite": 4, "PostgreSQL": 32}
"""With which the other library is at its fastest."""

type Rate = Callable[[], float]


def on_postgresql(sizes: Sizes, runner: asyncio.Runner, url: str, folder: Path) -> Iterator[Line]:
    with ExitStack() as stack:
        ours = stack.enter_context(_running(runner, url, folder, sizes))
        recorder = stack.enter_context(peer.on_postgresql(url, functions=True))
        other = stack.enter_context(same_work.on_postgresql(url))
        yield from _lines(
            "PostgreSQL",
            Bars(many=0.45, one=0.25),
            sizes,
            many=lambda: _rate(runner, ours, sizes.spell, AT_ONCE),
            one=lambda: _rate(runner, ours, sizes.spell, 1),
            bare_many=lambda: bare.postgresql_commits(url, sizes.spell, AT_ONCE),
            bare_one=lambda: bare.postgresql_commits(url, sizes.spell, 1),
            other=lambda threads: same_work.extensions(other, sizes.spell, threads),
            recorder=lambda: peer.inserts(recorder, sizes.spell, AT_ONCE),
        )


def on_sqlite(sizes: Sizes, runner: asyncio.Runner, folder: Path) -> Iterator[Line]:
    with ExitStack() as stack:
        ours = stack.enter_context(_running(runner, sqlite_url(folder), folder, sizes))
        recorder = stack.enter_context(peer.on_sqlite(folder))
        other = stack.enter_context(same_work.on_sqlite(folder))
        yield from _lines(
            "SQLite",
            Bars(many=1.0, one=0.3),
            sizes,
            many=lambda: _rate(runner, ours, sizes.spell, AT_ONCE),
            one=lambda: _rate(runner, ours, sizes.spell, 1),
            bare_many=lambda: bare.sqlite_commits(folder, sizes.spell),
            bare_one=lambda: bare.sqlite_commits(folder, sizes.spell),
            other=lambda threads: same_work.extensions(other, sizes.spell, threads),
            recorder=lambda: peer.inserts(recorder, sizes.spell, 1),
        )


@dataclass(frozen=True, slots=True)
class Bars:
    """Of one bare commit."""

    many: float
    one: float


def _lines(
    database: str,
    bars: Bars,
    sizes: Sizes,
    *,
    many: Rate,
    one: Rate,
    bare_many: Rate,
    bare_one: Rate,
    other: Callable[[int], float],
    recorder: Rate,
) -> Iterator[Line]:
    at_once, alone = f"commands, {AT_ONCE} in flight, {database}", f"commands, one at a time, {database}"
    threads = PEER_THREADS[database]
    for what, ours, bar, beside, limit in (
        (at_once, many, bars.many, f"bare one-row commits, {CONNECTIONS[database]}", bare_many),
        (alone, one, bars.one, "bare one-row commits, one connection", bare_one),
        (at_once, many, 3.0, f"the same work in eventsourcing, {threads} threads", lambda: other(threads)),
        (alone, one, 1.0, "the same work in eventsourcing, one thread", lambda: other(1)),
        (at_once, many, None, "eventsourcing's recorder, inserting bytes that are ready", recorder),
    ):
        found = between(ours, limit, sizes.rounds)
        yield Line(what, found.measured, "/s", bar, beside, found.limit, ratio=found.ratio)


def _rate(runner: asyncio.Runner, ours: World, seconds: float, in_flight: int) -> float:
    asked = ours.extensions(int(seconds * MORE_THAN_CAN_BE_DONE))
    return runner.run(_answered(ours, asked, seconds, in_flight))


async def _answered(ours: World, asked: list[bytes], seconds: float, in_flight: int) -> float:
    replies: list[bytes] = []

    async def one(raw: bytes) -> None:
        replies.append(await ours.answer(raw))

    start = perf_counter()
    await at_once(map(one, for_a_spell(seconds, asked)), in_flight)
    return len(replies) / (perf_counter() - start)


@contextmanager
def _running(runner: asyncio.Runner, url: str, folder: Path, sizes: Sizes) -> Iterator[World]:
    context = world(url, sqlite_url(folder))
    ours = runner.run(context.__aenter__())
    try:
        runner.run(ours.open_cases(sizes.cases))
        yield ours
    finally:
        runner.run(context.__aexit__(None, None, None))
