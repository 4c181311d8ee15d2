"""`make bench`: the numbers to hold, each beside what it is measured against, all from one run.

python -m tests.bench [part ...]        commands  moving  reading  choosing  starting
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter

import uvloop
from deploy.servers import nats_server, postgres_server
from sqlalchemy import create_engine, make_url

from tests.bench import choosing, commands, moving, reading, starting
from tests.bench.measuring import Line, Sizes, said, table
from tests.bench.world import sqlite_url

PARTS = ("commands", "moving", "reading", "choosing", "starting")


def main(parts: list[str]) -> None:
    unknown = set(parts) - set(PARTS)
    if unknown:
        sys.exit(f"There is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}.")
    start = perf_counter()
    lines = list(measured(Sizes(), parts or list(PARTS)))
    print(f"\n{table(lines)}\n")
    barred = [line for line in lines if line.bar is not None]
    held = sum(line.held for line in barred)
    print(f"{held} of {len(barred)} held. Medians of {Sizes().rounds} rounds, in {perf_counter() - start:.0f} s.")
    print("Where a busy thread got much less than a core, the machine was doing other work, and the rates are too low.")


def measured(sizes: Sizes, parts: list[str]) -> Iterator[Line]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        runner = stack.enter_context(asyncio.Runner(loop_factory=uvloop.new_event_loop))
        if {"commands", "moving", "reading", "choosing"} & set(parts):
            new_database = stack.enter_context(_postgresql())
        if "commands" in parts:
            with said("commands on SQLite"):
                yield from commands.on_sqlite(sizes, runner, folder)
            with said("commands on PostgreSQL"):
                yield from commands.on_postgresql(sizes, runner, new_database(), folder)
        if "moving" in parts:
            nats_url = stack.enter_context(nats_server(folder / "nats", own=True)).url
            for name, new in (("SQLite", lambda: sqlite_url(folder)), ("PostgreSQL", new_database)):
                with said(f"relay and consumer on {name}"):
                    yield from runner.run(moving.rates(sizes, nats_url, new, folder, name))
                with said(f"the way of a fact on {name}"):
                    yield from runner.run(moving.way_of_a_fact(sizes, nats_url, new, folder, name))
        if "reading" in parts:
            for name, new in (("SQLite", lambda: sqlite_url(folder)), ("PostgreSQL", new_database)):
                with said(f"rebuilding on {name}"):
                    yield from runner.run(reading.rebuilding(sizes, new(), folder, name))
                with said(f"a case page on {name}"):
                    yield from runner.run(reading.case_page(sizes, new, folder, name))
        if "choosing" in parts:
            for name, new in (("SQLite", lambda: sqlite_url(folder)), ("PostgreSQL", new_database)):
                with said(f"choosing a chair on {name}"):
                    yield from runner.run(choosing.choosing(sizes, new, folder, name))
        if "starting" in parts:
            with said("make up"):
                yield from starting.make_up(sizes, folder / "var")


@contextmanager
def _postgresql() -> Iterator[Callable[[], str]]:
    """A server that syncs as in production, and from it empty databases."""
    with postgres_server(durable=True) as server:
        admin = create_engine(server.url, isolation_level="AUTOCOMMIT")
        made: list[str] = []

        def new_database() -> str:
            name = f"bench_{os.getpid()}_{len(made)}"
            with admin.connect() as connection:
                connection.exec_driver_sql(f"CREATE DATABASE {name}")
            made.append(name)
            return make_url(server.url).set(database=name).render_as_string(hide_password=False)

        try:
            yield new_database
        finally:
            with admin.connect() as connection:
                for name in made:
                    connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
            admin.dispose()


if __name__ == "__main__":
    main(sys.argv[1:])
