"""Does the record show when it was changed by other hands?"""

from typing import Any

import pytest
from ledger.running import Replica, StartReplica
from shared.history import store
from shared.history.store import BrokenEvent
from shared.message import ERASED
from shared.privacy.unsealing import open_events
from sqlalchemy import text

A, B = "a" * 32, "b" * 32


@pytest.fixture
async def filled(ledger: Replica) -> Replica:
    for account in (A, B):
        await ledger.open(account, case_id="c" * 32)
        for amount in (1, 2, 3):
            await ledger.pay(account, amount, note="Rent of Ada")
    return ledger


def verified(ledger: Replica, **options: Any) -> BrokenEvent | None:
    with ledger.database.read() as tx:
        return store.verify(tx, **options)


def tamper(ledger: Replica, *statements: str) -> None:
    with ledger.database.begin() as tx:
        for statement in statements:
            tx.exec_driver_sql(statement)


def test_whole_chains_are_found_whole(filled: Replica) -> None:
    looked_at: list[int] = []
    assert verified(filled, on_progress=looked_at.append) is None
    assert looked_at == [8]


def test_long_records_are_walked_in_pages(filled: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_PAGE", 3)
    looked_at: list[int] = []
    assert verified(filled, on_progress=looked_at.append) is None
    assert looked_at == [3, 6, 8]
    tamper(filled, f"UPDATE events SET actor_id = 'x' WHERE stream = 'account-{B}' AND version = 3")
    assert verified(filled) == BrokenEvent(f"account-{B}", 3, CHANGED)


CHANGED = "it, or the event before it, is not as it was recorded"


@pytest.mark.parametrize(
    "change",
    [
        "data = replace(data, '\"amount\":2', '\"amount\":7')",
        "at = replace(at, '2026', '2025')",
        "actor_id = 'someone else'",
        "command_id = 'another'",
        "type = 'Opened'",
        "type_version = 2",
        "hash = replace(replace(replace(hash, '0', 'x'), '1', '0'), 'x', '1')",
    ],
)
def test_a_changed_event_is_named(filled: Replica, change: str) -> None:
    tamper(filled, f"UPDATE events SET {change} WHERE stream = 'account-{A}' AND version = 3")
    assert verified(filled) == BrokenEvent(f"account-{A}", 3, CHANGED)


def test_one_changed_byte_of_what_is_sealed_is_found(filled: Replica) -> None:
    with filled.database.begin() as tx:
        event = store.load(tx, {f"account-{B}": 3})[0]
        at = event.data.index("$sealed") + 15
        byte = "A" if event.data[at] != "A" else "B"
        changed = event.data[:at] + byte + event.data[at + 1 :]
        tx.execute(text("UPDATE events SET data = :data WHERE position = :p"), {"data": changed, "p": event.position})
    assert verified(filled) == BrokenEvent(f"account-{B}", 4, CHANGED)


def test_a_deleted_event_is_missed(filled: Replica) -> None:
    tamper(filled, f"DELETE FROM events WHERE stream = 'account-{B}' AND version = 2")
    assert verified(filled) == BrokenEvent(f"account-{B}", 2, "it is missing")


def test_a_deleted_event_is_missed_although_the_rest_was_numbered_anew(filled: Replica) -> None:
    tamper(
        filled,
        f"DELETE FROM events WHERE stream = 'account-{B}' AND version = 2",
        f"UPDATE events SET version = 2 WHERE stream = 'account-{B}' AND version = 3",
        f"UPDATE events SET version = 3 WHERE stream = 'account-{B}' AND version = 4",
    )
    assert verified(filled) == BrokenEvent(f"account-{B}", 2, CHANGED)


def test_the_end_of_a_stream_that_was_cut_off_is_missed(filled: Replica) -> None:
    tamper(filled, f"DELETE FROM events WHERE stream = 'account-{A}' AND version = 4")
    assert verified(filled) == BrokenEvent(f"account-{B}", 1, "what was recorded just before it is missing")


def test_another_order_is_found(filled: Replica) -> None:
    tamper(
        filled,
        f"UPDATE events SET version = 99 WHERE stream = 'account-{A}' AND version = 2",
        f"UPDATE events SET version = 2 WHERE stream = 'account-{A}' AND version = 3",
        f"UPDATE events SET version = 3 WHERE stream = 'account-{A}' AND version = 99",
    )
    assert verified(filled) == BrokenEvent(f"account-{A}", 2, CHANGED)


async def test_an_erased_case_still_loads_and_its_chain_stays_whole(filled: Replica) -> None:
    filled.vault.destroy("case-" + "c" * 32)
    with filled.database.read() as tx:
        history = open_events(store.load(tx, {f"account-{A}": 0}), filled.service, filled.vault)
    assert [type(event.message).__name__ for event in history] == ["Opened", "Paid", "Paid", "Paid"]
    assert history[0].message.owner == ERASED
    assert [event.message.note for event in history[1:]] == [ERASED] * 3
    assert (await filled.pay(A, 4, note="Still Ada")).version == 5
    assert verified(filled) is None


async def test_nothing_personal_is_stored_in_the_clear(filled: Replica) -> None:
    """Neither in the record nor in the feed nor in the answers that are kept."""
    with filled.database.read() as tx:
        for table in ("events", "feed", "answered"):  # a row of SQLAlchemy shows itself shortened: hence `tuple`
            rows = str([tuple(row) for row in tx.execute(text(f"SELECT * FROM {table}"))])
            assert rows != "[]"
            assert "Lovelace" not in rows
            assert "Ada" not in rows


async def test_what_is_said_of_an_erased_case_is_not_written(filled: Replica) -> None:
    filled.vault.destroy("case-" + "c" * 32)
    await filled.pay(A, 4, note="Still Ada")
    with filled.database.read() as tx:
        event = store.load(tx, {f"account-{A}": 4})[0]
    assert ERASED in event.data
    assert "$sealed" not in event.data


async def test_what_the_writer_remembers_goes_with_the_key(start: StartReplica) -> None:
    ledger = await start()
    memory = ledger.writer._thread._memory
    account = await ledger.open()
    assert memory.heads
    ledger.vault.destroy(f"account-{account}")
    await ledger.open()
    assert f"account-{account}" not in {**memory.heads, **memory.earlier}
