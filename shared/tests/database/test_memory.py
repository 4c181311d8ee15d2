"""Is what the writer remembers always what the database says, whoever else writes?"""

import asyncio
import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from ledger.messages import ItemSold, Open, Paid, Pay
from ledger.running import Replica, StartReplica, new_id, sold
from ledger.service import LEDGER
from ledger.views import BALANCES_TABLE, SALES_TABLE, TOTALS_TABLE
from shared.actor import Role
from shared.database.sql import reading_back
from shared.database.tables import EVENTS, PARKED
from shared.record import Recorded
from shared.view import Row, View
from shared.writing.projection import rebuild
from sqlalchemy import JSON, Column, Integer, MetaData, Table, Text, func, select, update


def _sold_or_paid(row: Row | None, recorded: Recorded[Any]) -> Row:
    if isinstance(recorded.message, ItemSold) and recorded.message.trouble:
        raise ZeroDivisionError("a sale that cannot be read")
    so_far = row["sold"] if row else 0
    return {"account_id": recorded.message.account_id, "sold": so_far + recorded.message.amount}


BOTH = View(SALES_TABLE, (ItemSold, Paid), lambda recorded: (recorded.message.account_id,), _sold_or_paid)
LISTENS_ONLY = replace(LEDGER, reactions=(), views=(BOTH,))
"""Of its rows, facts of the shop and payments of our own change the same ones."""


TABLES = {table.name: table for table in (BALANCES_TABLE, TOTALS_TABLE, SALES_TABLE)}


def remembers_rightly(replica: Replica) -> None:
    memory = replica.writer._thread._memory
    for name, rows in memory.rows.items():
        table = TABLES[name]
        stored = {tuple(row[column.name] for column in table.primary_key.columns): row for row in replica.rows(table)}
        assert {key: row for key, row in rows.items() if row is not None} == {
            key: stored[key] for key, row in rows.items() if row is not None
        }
        assert [key for key, row in rows.items() if row is None and key in stored] == []


async def test_a_row_is_read_once_and_remembered_as_it_is_stored(start: StartReplica) -> None:
    ledger = await start()
    account = await ledger.open()
    await ledger.pay(account, 5)
    memory = ledger.writer._thread._memory
    assert memory.rows["totals"] == {("all", 1): {"kind": "all", "size": 1, "total": 5, "order": 2}}
    assert not memory.rows["balances"]  # its pounds are only known once the database has rounded them
    assert not memory.doubted
    remembers_rightly(ledger)


async def test_replicas_that_write_in_turns_agree_with_the_record(start: StartReplica) -> None:
    one, other = await start(), await start()
    accounts = [await one.open() for _ in range(3)]
    chance, number = random.Random(20261103), 0
    for _ in range(60):
        replica, account = chance.choice((one, other)), chance.choice(accounts)
        if chance.random() < 0.3:
            number += 1
            await replica.writer.apply([sold(number, account, amount=1)])
        else:
            assert (await replica.pay(account, 1)).accepted
    remembers_rightly(max((one, other), key=lambda each: each.writer._thread._memory.mark))
    assert sum(row["total"] for row in one.rows(BALANCES_TABLE)) == 60  # what is sold is paid, too
    assert [row["total"] for row in one.rows(TOTALS_TABLE)] == [60]
    assert sum(row["sold"] for row in one.rows(SALES_TABLE)) == number
    with one.database.read() as tx:
        versions = tx.execute(select(EVENTS.c.stream, EVENTS.c.version).order_by(EVENTS.c.position)).all()
    for account in accounts:
        own = [version for stream, version in versions if stream == f"account-{account}"]
        assert own == list(range(1, len(own) + 1))


async def test_facts_that_another_replica_applied_are_seen(start: StartReplica) -> None:
    """They write no event of ours: only how far they were applied tells."""
    one, other = await start(service=LISTENS_ONLY), await start(service=LISTENS_ONLY)
    account = await one.open()
    await one.pay(account, 1)
    await other.writer.apply([sold(1, account, amount=10)])
    await one.pay(account, 100)  # from what is remembered, in one round trip
    await other.writer.apply([sold(2, account, amount=1_000)])
    await one.writer.apply([sold(3, account, amount=10_000)])
    assert one.rows(SALES_TABLE) == [{"account_id": account, "sold": 11_111}]


async def test_a_parked_fact_that_another_replica_retried_is_seen(start: StartReplica) -> None:
    """It moves neither the last position nor how far facts were applied."""
    one, other = await start(service=LISTENS_ONLY), await start(service=LISTENS_ONLY)
    account = await one.open()
    done = await one.writer.apply([sold(1, account, amount=10, trouble=True)])
    assert done.parked == (1,)
    with one.database.begin() as tx:
        tx.execute(update(PARKED).values(fact=func.replace(PARKED.c.fact, '"trouble":true', '"trouble":false')))
    await one.pay(account, 1)
    assert await other.writer.retry(1)
    reply = await one.pay(account, 100)
    assert reply.accepted, reply
    assert one.rows(SALES_TABLE) == [{"account_id": account, "sold": 111}]


async def test_a_view_that_was_made_again_is_seen(start: StartReplica) -> None:
    """`dhr rebuild` runs beside the service, and adds nothing to the record."""
    ledger, operator = await start(), await start()
    account = await ledger.open()
    with operator.database.begin() as tx:
        tx.execute(update(TOTALS_TABLE).values(total=0))
    await ledger.pay(account, 1)
    with operator.database.begin() as tx:
        tx.execute(update(TOTALS_TABLE).values(total=500))  # a row that is wrong, as nothing of ours would write it
    await asyncio.to_thread(rebuild, LEDGER, operator.database, operator.vault, "totals")
    memory = ledger.writer._thread._memory
    memory.rows["totals"]["all", 1] = {"kind": "all", "size": 1, "total": 500, "order": 2}
    assert (await ledger.pay(account, 10)).accepted
    assert [row["total"] for row in ledger.rows(TOTALS_TABLE)] == [11]


@pytest.mark.parametrize("between", ["nothing", "another replica"])
async def test_what_was_accepted_is_answered_alike_though_it_would_be_refused_now(
    start: StartReplica, between: str
) -> None:
    ledger, other = await start(), await start()
    account, id_ = await ledger.open(), new_id()
    opening = Open(account_id=new_id(), owner="Grace Hopper")
    first = await ledger.send(opening, id=id_)
    paying = Pay(account_id=account, amount=7)
    accepted = await ledger.send(paying, id=(paid := new_id()))
    if between == "another replica":
        await other.pay(account, 1)
    assert await ledger.send(opening, id=id_) == first
    assert await ledger.send(paying, id=paid) == accepted
    again = await ledger.send(Pay(account_id=account, amount=2_000_000), id=paid)
    assert again.refused == "This was already sent once with other content. Please start again."
    balance = {row["account_id"]: row["total"] for row in ledger.rows(BALANCES_TABLE)}
    assert balance[account] == (8 if between == "another replica" else 7)


async def test_a_transaction_that_fails_leaves_nothing_to_be_remembered(start: StartReplica) -> None:
    account = new_id()

    def stumbling(row: object, recorded: object) -> None:
        raise ZeroDivisionError("a view with a mistake")

    views = tuple(replace(view, apply=stumbling) if view.name == "totals" else view for view in LEDGER.views)  # type: ignore[arg-type]
    ledger = await start(service=replace(LEDGER, views=views))
    await ledger.open(account)
    memory = ledger.writer._thread._memory
    assert (await ledger.pay(account, 1)).fault
    assert memory.doubted
    assert not memory.heads
    other = await start()
    assert (await other.pay(account, 1)).version == 2


def test_a_row_is_read_back_as_the_database_would_give_it() -> None:
    table = Table("some", MetaData(), Column("id", Text, primary_key=True), Column("parts", JSON), Column("n", Integer))
    read = reading_back(table)
    assert read is not None
    row = read((Role.MANAGER, {"day": date(2026, 2, 28), "roles": (Role.DCI,)}, 3))
    assert row == ("manager", {"day": "2026-02-28", "roles": ["dci"]}, 3)
    assert type(row[0]) is str
    assert reading_back(BALANCES_TABLE) is None
