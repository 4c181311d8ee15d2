"""Is there one holder, and never two at once?"""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from shared.database.engine import Database
from shared.database.lease import Lease
from shared.database.tables import KERNEL
from sqlalchemy import text

SECONDS = 0.6


@pytest.fixture
def connect(database_url: str) -> Iterator[Callable[[], Database]]:
    made: list[Database] = []

    def new() -> Database:
        made.append(Database(database_url))
        return made[-1]

    with new().begin() as tx:
        KERNEL.create_all(tx)
    yield new
    for each in made:
        each.close()


class Watch:
    """Who works, now and so far."""

    def __init__(self) -> None:
        self.working: set[str] = set()
        self.story: list[str] = []
        self.overlaps: list[set[str]] = []
        self.changed = asyncio.Event()
        self.let_go_at = 0.0

    async def work(self, name: str) -> None:
        self.working.add(name)
        if len(self.working) > 1:
            self.overlaps.append(set(self.working))
        self.story.append(name)
        self.changed.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.working.discard(name)
            self.let_go_at = time.monotonic()
            self.changed.set()

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not condition():
                self.changed.clear()
                await self.changed.wait()


async def stopped(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_one_works_and_the_next_follows_when_it_gives_the_lease_back(connect: Callable[[], Database]) -> None:
    watch = Watch()
    leases = {name: Lease(connect(), "leader", name, seconds=SECONDS) for name in ("a", "b", "c")}
    tasks = {
        name: asyncio.create_task(lease.hold(lambda name=name: watch.work(name)))  # type: ignore[misc]
        for name, lease in leases.items()
    }
    await watch.until(lambda: bool(watch.working))
    for _ in range(3):
        (holder,) = watch.working
        assert [name for name, lease in leases.items() if lease.held] == [holder]
        before = len(watch.story)
        await stopped(tasks.pop(holder))
        assert not leases.pop(holder).held
        if tasks:
            await watch.until(lambda before=before: len(watch.story) > before)  # type: ignore[misc]
    assert sorted(watch.story) == ["a", "b", "c"]
    assert watch.overlaps == []


async def test_a_holder_that_can_not_renew_lets_go_before_another_may_begin(connect: Callable[[], Database]) -> None:
    watch, database = Watch(), connect()
    tasks = [
        asyncio.create_task(Lease(connect(), "leader", name, seconds=SECONDS).hold(lambda name=name: watch.work(name)))  # type: ignore[misc]
        for name in ("a", "b")
    ]
    await watch.until(lambda: bool(watch.working))
    with database.begin() as tx:
        tx.execute(text("ALTER TABLE lease RENAME TO hidden"))
    hidden_at = time.monotonic()
    await watch.until(lambda: not watch.working)
    with database.begin() as tx:
        assert watch.let_go_at - hidden_at < SECONDS  # while the other waits that long after it saw the last renewal
        tx.execute(text("ALTER TABLE hidden RENAME TO lease"))
    await watch.until(lambda: bool(watch.working))
    assert watch.overlaps == []
    for task in tasks:
        await stopped(task)


async def test_a_holder_whose_database_hangs_lets_go_in_time(connect: Callable[[], Database]) -> None:
    watch, database = Watch(), connect()
    lease = Lease(database, "leader", "a", seconds=SECONDS)
    task = asyncio.create_task(lease.hold(lambda: watch.work("a")))
    await watch.until(lambda: watch.working == {"a"})
    with database.begin() as tx:  # whoever wants to renew waits for this one
        tx.execute(text("UPDATE lease SET seconds = seconds"))
        await watch.until(lambda: not watch.working)
        assert not lease.held
    await watch.until(lambda: watch.working == {"a"})
    assert watch.story == ["a", "a"]
    await stopped(task)


async def test_who_died_with_the_lease_is_followed_whatever_the_clocks_say(connect: Callable[[], Database]) -> None:
    """Nothing of the row is an instant: a clock that was set back three hours keeps nobody waiting."""
    watch, database = Watch(), connect()
    with database.begin() as tx:
        dead = {"seconds": SECONDS, "renewals": 1_000}
        tx.execute(text("INSERT INTO lease VALUES ('leader', 'dead', :renewals, :seconds)"), dead)
    lease = Lease(database, "leader", "a", seconds=SECONDS)
    began = time.monotonic()
    task = asyncio.create_task(lease.hold(lambda: watch.work("a")))
    await watch.until(lambda: watch.working == {"a"})
    assert time.monotonic() - began >= SECONDS
    with database.read() as tx:
        (row,) = tx.execute(text("SELECT holder, renewals FROM lease")).all()
    assert row.holder == "a"
    assert 1_000 < row.renewals < 2_000, "counted, and not read from a clock"
    await stopped(task)


async def test_a_lease_that_was_taken_away_stops_the_work(connect: Callable[[], Database]) -> None:
    watch, database = Watch(), connect()
    lease = Lease(database, "leader", "a", seconds=SECONDS)
    task = asyncio.create_task(lease.hold(lambda: watch.work("a")))
    await watch.until(lambda: watch.working == {"a"})
    with database.begin() as tx:
        tx.execute(text("UPDATE lease SET holder = 'thief'"))
    await watch.until(lambda: not watch.working)
    await watch.until(lambda: watch.working == {"a"})  # the thief does not renew
    await stopped(task)


async def test_work_that_fails_gives_the_lease_back(connect: Callable[[], Database]) -> None:
    async def failing() -> None:
        raise ZeroDivisionError

    lease = Lease(connect(), "leader", "a", seconds=60)
    with pytest.raises(ZeroDivisionError):
        await lease.hold(failing)
    watch = Watch()
    task = asyncio.create_task(Lease(connect(), "leader", "b", seconds=60).hold(lambda: watch.work("b")))
    await watch.until(lambda: watch.working == {"b"})
    await stopped(task)


async def test_leases_of_other_names_do_not_mind_each_other(connect: Callable[[], Database]) -> None:
    watch, database = Watch(), connect()
    tasks = [
        asyncio.create_task(Lease(database, name, "x", seconds=SECONDS).hold(lambda name=name: watch.work(name)))  # type: ignore[misc]
        for name in ("one", "two")
    ]
    await watch.until(lambda: watch.working == {"one", "two"})
    for task in tasks:
        await stopped(task)
