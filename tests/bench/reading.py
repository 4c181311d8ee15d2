"""How fast is a read model made again, and does a case page stay as quick when there are many cases?"""

import asyncio
import secrets
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from cases.views import tables
from shared.contracts.cases.queries import CaseOverview
from shared.testing.spec import MANAGER
from shared.writing.projection import rebuild
from sqlalchemy import Connection as Transaction
from sqlalchemy import text

from tests.bench import story
from tests.bench.measuring import Line, Sizes, median
from tests.bench.world import AT_ONCE, World, at_once, sqlite_url, world

FEW = 100


async def rebuilding(sizes: Sizes, url: str, folder: Path, name: str) -> list[Line]:
    """Of `case_list`, which listens to every event of a case: half of them beginnings, half later ones."""
    async with world(url, sqlite_url(folder)) as cases:
        await cases.open_cases(sizes.events // 2 // story.EVENTS_OF_A_BEGINNING)
        await at_once(map(cases.answer, cases.extensions(sizes.events // 2)), AT_ONCE)

        def once() -> float:
            start = perf_counter()
            events = rebuild(cases.service, cases.database, cases.vault, "case_list")
            return events / (perf_counter() - start)

        found = [await asyncio.to_thread(once) for _ in range(sizes.rounds)]
    return [Line(f"rebuild of a read model, {name}", median(found), "events/s", 20_000)]


async def case_page(sizes: Sizes, new_database: Callable[[], str], folder: Path, name: str) -> list[Line]:
    """CaseOverview, answered one at a time: in turns by a service with few cases and by one with many, for cases that
    are spread among all the others."""
    async with (
        world(new_database(), sqlite_url(folder)) as small,
        world(new_database(), sqlite_url(folder)) as large,
    ):
        await small.open_cases(FEW)
        await large.open_cases(FEW)
        await large.writer.do(lambda tx: _multiply(tx, sizes.many_cases // FEW))
        await asyncio.to_thread(large.database.sweep, tables.case_list)  # so much at once stays in the log otherwise
        await large.open_cases(FEW)
        with_few, with_many = [], []
        for _ in range(sizes.rounds):
            with_few += await _milliseconds(small, sizes.pages)
            with_many += await _milliseconds(large, sizes.pages)
    what = f"a case page with {sizes.many_cases:,} cases, {name}"
    return [Line(what, median(with_many), "ms", 1.2, f"with {FEW} cases", median(with_few), higher=False)]


async def _milliseconds(cases: World, pages: int) -> list[float]:
    ways, case_ids = [], list(cases.due)
    for at in range(pages):
        question = CaseOverview(case_id=case_ids[at * 37 % len(case_ids)])
        start = perf_counter()
        (await cases.answering.answer(question, MANAGER)).model_dump_json()
        ways.append((perf_counter() - start) * 1000)
    return ways


def _multiply(tx: Transaction, times: int) -> None:
    """Every case so many times, under other ids: rows that nobody opens, for those that are opened to stand among."""
    tx.execute(text("CREATE TEMPORARY TABLE others (number INTEGER, prefix TEXT)"))
    numbers = [{"number": number, "prefix": secrets.token_hex(6)} for number in range(1, times)]
    if numbers:
        tx.execute(text("INSERT INTO others VALUES (:number, :prefix)"), numbers)
    last = tx.execute(text("SELECT max(position) FROM events")).scalar_one()
    copied = f"position + others.number * {last}, 'case-' || others.prefix || substr(stream, 18), version"
    rest = "type, type_version, at, actor_id, command_id, data, hash"
    tx.execute(
        text(
            f"INSERT INTO events (position, stream, version, {rest}) "
            f"SELECT {copied}, {rest} FROM events CROSS JOIN others WHERE version <= {story.EVENTS_OF_A_NOTIFICATION}"
        )
    )
    for view in (tables.case_list, tables.grants):
        rest = ", ".join(column.name for column in view.columns if column.name != "case_id")
        tx.execute(
            text(
                f"INSERT INTO {view.name} (case_id, {rest}) "
                f"SELECT others.prefix || substr(case_id, 13), {rest} FROM {view.name} CROSS JOIN others"
            )
        )
    tx.execute(text("DROP TABLE others"))
    tx.execute(text("ANALYZE"))
