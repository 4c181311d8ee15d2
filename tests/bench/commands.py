"""How many commands a second, at 32 in flight and one at a time?"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter

from tests.bench import bare, peer
from tests.bench.measuring import Line, Sizes, for_a_spell, median
from tests.bench.world import AT_ONCE, World, at_once, sqlite_url, world

MORE_THAN_CAN_BE_DONE = 12_000
"""Commands a second."""


def on_postgresql(sizes: Sizes, runner: asyncio.Runner, url: str, folder: Path) -> list[Line]:
    with ExitStack() as stack:
        ours = stack.enter_context(_running(runner, url, folder, sizes))
        peers = [stack.enter_context(peer.on_postgresql(url, functions=functions)) for functions in (False, True)]
        found = _medians(
            sizes.rounds,
            {
                "many": lambda: _rate(runner, ours, sizes.spell, AT_ONCE),
                "bare many": lambda: bare.postgresql_commits(url, sizes.spell, AT_ONCE),
                "one": lambda: _rate(runner, ours, sizes.spell, 1),
                "bare one": lambda: bare.postgresql_commits(url, sizes.spell, 1),
            }
            | {
                f"peer {at}, {threads} threads": lambda one=one, threads=threads: peer.inserts(
                    one, sizes.spell, threads
                )
                for at, one in enumerate(peers)
                for threads in (1, 32)
            },
        )
    return _lines("PostgreSQL", found, of_bare=0.5, connections=f"over {AT_ONCE} connections")


def on_sqlite(sizes: Sizes, runner: asyncio.Runner, folder: Path) -> list[Line]:
    with ExitStack() as stack:
        ours = stack.enter_context(_running(runner, sqlite_url(folder), folder, sizes))
        other = stack.enter_context(peer.on_sqlite(folder))
        found = _medians(
            sizes.rounds,
            {
                "many": lambda: _rate(runner, ours, sizes.spell, AT_ONCE),
                "bare many": lambda: bare.sqlite_commits(folder, sizes.spell),
                "one": lambda: _rate(runner, ours, sizes.spell, 1),
                "bare one": lambda: bare.sqlite_commits(folder, sizes.spell),
                "peer, 1 thread": lambda: peer.inserts(other, sizes.spell, 1),
                "peer, 8 threads": lambda: peer.inserts(other, sizes.spell, 8),
            },
        )
    return _lines("SQLite", found, of_bare=1.0, connections="WAL, synchronous=FULL")


def _lines(database: str, found: dict[str, float], *, of_bare: float, connections: str) -> list[Line]:
    best = max(rate for name, rate in found.items() if name.startswith("peer"))
    many, one = f"commands, {AT_ONCE} in flight, {database}", f"commands, one at a time, {database}"
    return [
        Line(many, found["many"], "/s", of_bare, f"bare one-row commits, {connections}", found["bare many"]),
        Line(many, found["many"], "/s", 3.0, "eventsourcing's best recorder", best),
        Line(one, found["one"], "/s", 0.3, "bare one-row commits, one connection", found["bare one"]),
    ]


def _medians(rounds: int, deeds: dict[str, Callable[[], float]]) -> dict[str, float]:
    """In turns, so that what else goes on on the machine meets all of them alike."""
    all_rounds = [{name: deed() for name, deed in deeds.items()} for _ in range(rounds)]
    return {name: median([each[name] for each in all_rounds]) for name in deeds}


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
