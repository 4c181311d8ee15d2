"""Does the feed have every fact once, in order, without gaps?"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from ledger.running import Replica, StartReplica, new_id
from shared.database.engine import Database
from shared.database.sql import DATABASE_ERRORS, write_all
from shared.history import feed
from shared.history.feed import Told
from shared.privacy.sealing import is_sealed
from shared.wire import Fact
from sqlalchemy import Connection, text


def told(stream: str, version: int = 1) -> Told:
    at = "2026-11-03T10:00:00.000000+00:00"
    return Told(
        "MoneyPaid",
        1,
        stream,
        version,
        at,
        "clerk",
        new_id(),
        None,
        f'{{"case_id":null,"amount":{version}}}',
        f"hash of {version}",
    )


def add(tx: Connection, facts: list[Told]) -> None:
    write_all(tx, feed.adding(tx, facts))


def numbered(database: Database, limit: int = 1000) -> list[Fact]:
    """The rows that were given a number now."""
    with database.begin() as tx:
        last = feed.last_number(tx)
        feed.number_waiting(tx, limit)
        return feed.since(tx, "ledger", last, limit)


async def test_rows_have_no_number_until_they_are_committed(ledger: Replica) -> None:
    with ledger.database.begin() as tx:
        add(tx, [told("s", 1), told("s", 2), told("s", 3)])
        assert feed.last_number(tx) == 0
        assert feed.unsent(tx, "ledger", 10) == []
    assert [row.number for row in numbered(ledger.database, 2)] == [1, 2]
    assert [(row.number, row.stream_version) for row in numbered(ledger.database)] == [(3, 3)]
    assert numbered(ledger.database) == []


async def test_what_was_not_sent_is_known_until_it_is(ledger: Replica) -> None:
    with ledger.database.begin() as tx:
        add(tx, [told("s", version) for version in range(1, 6)])
    rows = numbered(ledger.database)
    with ledger.database.begin() as tx:
        assert [Fact.model_validate_json(one.payload) for one in feed.unsent(tx, "ledger", 3)] == rows[:3]
        feed.mark_sent(tx, [1, 3])
        assert [row.number for row in feed.unsent(tx, "ledger", 10)] == [2, 4, 5]
        feed.mark_sent(tx, [])
        assert feed.since(tx, "ledger", 2, 2) == rows[2:4]  # sent or not
        assert feed.last_number(tx) == 5


async def test_a_fact_travels_with_its_place_in_the_record_and_sealed(ledger: Replica) -> None:
    account = await ledger.open(case_id="c" * 32)
    fact = numbered(ledger.database)[0]
    assert fact.producer == "ledger"
    assert (fact.type, fact.version, fact.stream, fact.stream_version) == ("AccountOpened", 1, f"account-{account}", 1)
    assert (fact.actor_id, fact.case_id, fact.queue) == ("clerk", "c" * 32, "c" * 32)
    assert is_sealed(fact.data)
    assert type(fact).model_validate_json(fact.model_dump_json()) == fact


async def test_numbers_have_no_gaps_under_many_writers_and_numberers(start: StartReplica) -> None:
    """The order of identity values is not the order of commits: a reader that trusted them would skip rows."""
    ledger = await start()
    databases = [(await start()).database for _ in range(4)]
    rows_each, writers = 40, 4

    def write(which: int) -> None:
        for version in range(rows_each):
            with databases[which].begin() as tx:
                add(tx, [told(f"s{which}", version), told(f"t{which}", version)])

    def number(which: int) -> None:
        while not stop:
            with databases[which].begin() as tx:
                feed.number_waiting(tx, 7)

    stop: list[bool] = []
    with ThreadPoolExecutor(writers + 3) as threads:
        writing = [threads.submit(write, which) for which in range(writers)]
        numbering = [threads.submit(number, which) for which in range(3)]
        await asyncio.gather(*map(asyncio.wrap_future, writing))
        stop.append(True)
        await asyncio.gather(*map(asyncio.wrap_future, numbering))
    numbered(ledger.database)
    total = writers * rows_each * 2
    with ledger.database.read() as tx:
        facts = feed.since(tx, "ledger", 0, total)
    assert [fact.number for fact in facts] == list(range(1, total + 1))
    for stream in {fact.stream for fact in facts}:
        versions = [fact.stream_version for fact in facts if fact.stream == stream]
        assert versions == sorted(versions)


async def test_a_number_is_given_once(ledger: Replica) -> None:
    with ledger.database.begin() as tx:
        add(tx, [told("s", 1), told("s", 2)])
    numbered(ledger.database, 1)
    with pytest.raises(DATABASE_ERRORS), ledger.database.begin() as tx:
        tx.execute(text("UPDATE feed SET number = 1"))
