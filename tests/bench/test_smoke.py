"""Does each part of the bench still run? With tiny sizes, and nothing said about times."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvloop
from deploy.servers import NatsServer

from tests.bench import choosing, commands, moving, reading
from tests.bench.measuring import Line, Sizes, table

TINY = Sizes(rounds=1, spell=0.05, cases=4, paced=0.2, facts=40, events=40, many_cases=300, pages=5, candidates=8)


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        yield runner


def plausible(lines: list[Line]) -> bool:
    return bool(lines) and all(line.measured > 0 and (line.limit is None or line.limit > 0) for line in lines)


def test_commands_on_sqlite(runner: asyncio.Runner, tmp_path: Path) -> None:
    assert plausible(list(commands.on_sqlite(TINY, runner, tmp_path)))


def test_commands_on_postgresql(runner: asyncio.Runner, postgres_url: str, tmp_path: Path) -> None:
    assert plausible(list(commands.on_postgresql(TINY, runner, postgres_url, tmp_path)))


def test_the_way_of_facts(
    runner: asyncio.Runner, nats_server: NatsServer, new_database: Callable[[], str], tmp_path: Path
) -> None:
    assert plausible(runner.run(moving.rates(TINY, nats_server.url, new_database, tmp_path, "here")))
    assert plausible(runner.run(moving.way_of_a_fact(TINY, nats_server.url, new_database, tmp_path, "here")))


def test_rebuilding(runner: asyncio.Runner, database_url: str, tmp_path: Path) -> None:
    assert plausible(runner.run(reading.rebuilding(TINY, database_url, tmp_path, "here")))


def test_a_case_page(runner: asyncio.Runner, new_database: Callable[[], str], tmp_path: Path) -> None:
    assert plausible(runner.run(reading.case_page(TINY, new_database, tmp_path, "here")))


def test_choosing(runner: asyncio.Runner, new_database: Callable[[], str], tmp_path: Path) -> None:
    assert plausible(runner.run(choosing.choosing(TINY, new_database, tmp_path, "here")))


def test_the_table_says_what_is_held() -> None:
    lines = [
        Line("a", 5_000, "/s", 0.5, "bare", 8_000),
        Line("b", 7, "ms", 6, higher=False),
    ]
    told = table(lines).splitlines()
    assert told[0].split("|")[1:3] == [" what ", " measured "]
    assert [row.rpartition("| ")[2].split("|")[0].split() for row in told[2:]]
    assert "0.62" in told[2]
    assert " held" in told[2]
    assert "NOT HELD" in told[3]
