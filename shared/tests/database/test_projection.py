"""Is a view the same whether it was folded live, rebuilt, or looked at as at a past day?"""

import asyncio
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from ledger.messages import Opened, Paid
from ledger.running import DAY, Replica, new_id, sold
from ledger.views import BALANCES, BALANCES_TABLE, METADATA, SHARES_TABLE, TOTALS_TABLE
from shared.privacy.unsealing import open_facts
from shared.record import Recorded
from shared.view import Key, Row
from shared.writing import projection
from shared.writing.projection import as_at, fold_rows, rebuild
from sqlalchemy import delete, text


async def fill(ledger: Replica) -> list[str]:
    accounts = [await ledger.open() for _ in range(3)]
    await asyncio.gather(*(ledger.pay(accounts[n % 3], n) for n in range(1, 31)))
    return accounts


def everything(ledger: Replica) -> dict[str, list[dict[str, Any]]]:
    return {table.name: ledger.rows(table) for table in METADATA.sorted_tables}


async def test_rows_come_back_as_they_went_in(ledger: Replica) -> None:
    """Decimals, dates, truth values, JSON, and a column called `order`, on both databases."""
    account = await ledger.open()
    await asyncio.gather(ledger.pay(account, 2), ledger.pay(account, 3))
    await ledger.pay(account, 4)
    assert ledger.rows(BALANCES_TABLE) == [
        {
            "account_id": account,
            "total": 9,
            "pounds": Decimal("9.00"),
            "last_day": DAY,
            "paid": True,
            "versions": [1, 2, 3, 4],
        }
    ]
    assert ledger.rows(TOTALS_TABLE) == [{"kind": "all", "size": 1, "total": 9, "order": 4}]


async def test_a_row_that_folds_to_nothing_goes(ledger: Replica) -> None:
    account, other = await ledger.open(), await ledger.open()
    await ledger.pay(account, 0)
    assert [row["account_id"] for row in ledger.rows(BALANCES_TABLE)] == [other]
    await asyncio.gather(ledger.pay(other, 0), ledger.open(third := new_id()), ledger.pay(third, 0))
    assert ledger.rows(BALANCES_TABLE) == []


async def test_a_wide_view_writes_by_itself_in_order(ledger: Replica) -> None:
    first = await ledger.open()
    await ledger.pay(first, 5)
    second = await ledger.open()
    await ledger.pay(second, 1)
    assert {row["account_id"]: row["share"] for row in ledger.rows(SHARES_TABLE)} == {first: 6, second: 1}


@pytest.mark.parametrize(("name", "steps"), [("balances", [7, 14, 21, 28, 33]), ("totals", [7, 14, 21, 28, 30])])
async def test_a_rebuilt_view_is_the_same(
    ledger: Replica, name: str, steps: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projection, "BATCH", 7)
    await fill(ledger)
    before = everything(ledger)
    with ledger.database.begin() as tx:
        tx.execute(delete(METADATA.tables[name]))
    progress: list[int] = []
    assert rebuild(ledger.service, ledger.database, ledger.vault, name, on_progress=progress.append) == steps[-1]
    assert progress == steps
    assert everything(ledger) == before
    rebuild(ledger.service, ledger.database, ledger.vault, "shares")
    assert everything(ledger) == before


async def test_a_view_of_anothers_facts_is_rebuilt_from_its_feed(ledger: Replica) -> None:
    accounts = await fill(ledger)
    facts = [sold(number, accounts[number % 3], number) for number in range(1, 10)]
    await ledger.writer.apply(facts)
    before = everything(ledger)
    rebuild(ledger.service, ledger.database, ledger.vault, "sales", open_facts(facts, ledger.service, ledger.vault))
    assert everything(ledger) == before
    assert before["sales"]


async def test_a_rebuild_that_fails_leaves_the_view_as_it_was(ledger: Replica) -> None:
    account = await ledger.open()
    await ledger.writer.apply([sold(1, account)])
    before = everything(ledger)
    bad = open_facts([sold(1, account, trouble=True)], ledger.service, ledger.vault)
    with pytest.raises(ZeroDivisionError):
        rebuild(ledger.service, ledger.database, ledger.vault, "sales", bad)
    assert everything(ledger) == before


async def test_a_view_as_at_a_past_day_is_folded_from_what_was_recorded_until_then(ledger: Replica) -> None:
    accounts = await fill(ledger)
    live = sorted(ledger.rows(BALANCES_TABLE), key=lambda row: row["account_id"])
    with ledger.database.begin() as tx:  # the first half of it was yesterday
        tx.execute(text("UPDATE events SET at = replace(at, '2026-11-03', '2026-11-02') WHERE position <= 15"))
    with ledger.database.read() as tx:
        today = as_at(ledger.service, tx, ledger.vault, "balances", DAY)
        yesterday = as_at(ledger.service, tx, ledger.vault, "balances", DAY - timedelta(days=1))
        assert as_at(ledger.service, tx, ledger.vault, "balances", date(2026, 1, 1)) == []
        with pytest.raises(TypeError, match="cannot be folded in memory"):
            as_at(ledger.service, tx, ledger.vault, "shares", DAY)
        with pytest.raises(LookupError, match="it has balances, totals"):
            as_at(ledger.service, tx, ledger.vault, "nothing", DAY)
    assert [row["total"] for row in sorted(today, key=lambda row: str(row["account_id"]))] == [
        row["total"] for row in live
    ]
    assert {row["account_id"] for row in yesterday} == set(accounts)
    assert sum(row["total"] for row in yesterday) == sum(range(1, 13))


def test_a_day_ends_at_midnight_in_london() -> None:
    """A fact of 23:30 in UTC in July belongs to the next day there; shown by the fold itself, without a database."""
    rows: dict[Key, Row | None] = {}
    at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    opened = Opened(account_id="a" * 32, case_id=None, owner="Ada")
    paid = Paid(account_id="a" * 32, case_id=None, amount=4)
    told = [
        Recorded(message, "ledger", "account-a", version, version, at, "clerk", new_id())
        for version, message in enumerate((opened, paid), 1)
    ]
    fold_rows(BALANCES, rows, told)
    assert rows[("a" * 32,)] == {
        "account_id": "a" * 32,
        "total": 4,
        "pounds": Decimal("4.00"),
        "last_day": date(2026, 7, 1),
        "paid": True,
        "versions": [1, 2],
    }


async def test_as_at_takes_the_day_in_london(ledger: Replica) -> None:
    await ledger.open()
    with ledger.database.begin() as tx:
        tx.execute(text("UPDATE events SET at = '2026-07-01T23:30:00.000000+00:00'"))
    with ledger.database.read() as tx:
        assert as_at(ledger.service, tx, ledger.vault, "balances", date(2026, 7, 1)) == []
        assert len(as_at(ledger.service, tx, ledger.vault, "balances", date(2026, 7, 2))) == 1
