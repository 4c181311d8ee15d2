"""What happens to the facts of another service: applied once and in order, or parked so that others go on?"""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from ledger.messages import Audit, ItemSold, Paid
from ledger.running import Replica, StartReplica, new_id, sold
from ledger.service import LEDGER
from ledger.views import BALANCES_TABLE, SALES_TABLE
from shared.history import inbox, store
from shared.history.identity import Parted
from shared.history.inbox import Applied, ParkedFact
from shared.message import ERASED
from shared.privacy.keys import OwnerAway
from shared.privacy.sealing import seal
from shared.privacy.unsealing import open_events
from shared.privacy.vault import KeyNotHeld
from shared.service import Reaction
from shared.wire import Fact
from sqlalchemy import text

CASE, OTHER = "c" * 32, "d" * 32


def parked(ledger: Replica) -> list[ParkedFact]:
    with ledger.database.read() as tx:
        return inbox.parked(tx)


def sales(ledger: Replica) -> dict[str, int]:
    return {row["account_id"]: row["sold"] for row in ledger.rows(SALES_TABLE)}


def paid(ledger: Replica, account: str) -> list[Paid]:
    with ledger.database.read() as tx:
        rows = store.load(tx, {f"account-{account}": 1})
        return [event.message for event in open_events(rows, ledger.service, ledger.vault)]


async def test_a_fact_changes_the_views_and_by_reactions_our_own_streams(ledger: Replica) -> None:
    account = await ledger.open()
    assert await ledger.writer.apply([sold(1, account, 10), sold(2, account, 5)]) == Applied(2)
    assert sales(ledger) == {account: 15}
    assert ledger.rows(BALANCES_TABLE)[0]["total"] == 15
    assert [event.note for event in paid(ledger, account)] == ["Sold to Grace Hopper"] * 2
    assert await ledger.writer.do(inbox.applied) == {"shop": 2}


async def test_what_was_applied_is_skipped(ledger: Replica) -> None:
    account = await ledger.open()
    facts = [sold(number, account) for number in (1, 2, 3)]
    await ledger.writer.apply(facts[:2])
    assert await ledger.writer.apply(facts) == Applied(3)
    assert await ledger.writer.apply(facts) == Applied(3)
    assert sales(ledger) == {account: 30}
    assert len(paid(ledger, account)) == 3


async def test_a_gap_is_told_and_what_comes_before_it_applied(ledger: Replica) -> None:
    account = await ledger.open()
    assert await ledger.writer.apply([sold(1, account), sold(3, account)]) == Applied(1, gap=True)
    assert await ledger.writer.apply([sold(4, account)]) == Applied(1, gap=True)
    assert await ledger.writer.apply([sold(n, account) for n in (2, 3, 4)]) == Applied(4)
    assert sales(ledger) == {account: 40}


async def test_what_nobody_here_listens_to_is_read_past(ledger: Replica) -> None:
    unknown = sold(1, new_id()).model_copy(update={"type": "ShopPainted", "data": {"colour": "green"}})
    assert await ledger.writer.apply([unknown]) == Applied(1)


async def test_replicas_that_apply_at_once_apply_once(start: StartReplica) -> None:
    one, two = await start(), await start()
    account = await one.open()
    facts = [sold(number, account, 1) for number in range(1, 31)]
    await asyncio.gather(one.writer.apply(facts), two.writer.apply(facts), one.writer.apply(facts[:10]))
    assert sales(one) == {account: 30}
    assert len(paid(one, account)) == 30


async def test_the_commands_of_a_fact_always_have_the_same_ids(ledger: Replica) -> None:
    account = await ledger.open()
    await ledger.writer.apply([sold(1, account)])
    with ledger.database.read() as tx:
        event = store.load(tx, {f"account-{account}": 1})[0]
    assert event.command_id == "4906e46d5a6d5cfd825a90f6d52003e6"
    assert event.actor_id == "service:ledger"


async def test_a_refused_fact_is_parked_and_its_case_waits_while_others_go_on(ledger: Replica) -> None:
    account, other = await ledger.open(), await ledger.open()
    missing = new_id()  # nobody has opened this account
    applied = await ledger.writer.apply(
        [
            sold(1, missing, case_id=CASE),
            sold(2, account, case_id=OTHER),
            sold(3, account, case_id=CASE),
            sold(4, other),
        ]
    )
    assert applied == Applied(4, parked=(1, 3))
    assert sales(ledger) == {account: 10, other: 10}
    rows = parked(ledger)
    assert [(row.fact.number, row.state, row.error) for row in rows] == [
        (1, "parked", "There is no such account"),
        (3, "waiting", ""),
    ]
    assert await ledger.writer.apply([sold(5, account, case_id=CASE), sold(6, account)]) == Applied(6, parked=(5,))
    assert sales(ledger) == {account: 20, other: 10}

    assert not await ledger.writer.retry(rows[0].id)
    assert len(parked(ledger)) == 3
    await ledger.open(missing)
    assert await ledger.writer.retry(rows[0].id)
    assert parked(ledger) == []
    assert sales(ledger) == {account: 40, other: 10, missing: 10}
    assert await ledger.writer.retry(rows[0].id)  # nothing is left to do


async def test_facts_without_a_case_wait_by_their_stream(ledger: Replica) -> None:
    missing, account = new_id(), await ledger.open()
    assert await ledger.writer.apply([sold(1, missing), sold(2, missing), sold(3, account)]) == Applied(
        3, parked=(1, 2)
    )


async def test_a_discarded_fact_lets_those_behind_it_go(ledger: Replica) -> None:
    account = await ledger.open()
    await ledger.writer.apply([sold(1, new_id(), case_id=CASE), *(sold(n, account, case_id=CASE) for n in (2, 3))])
    first = parked(ledger)[0]
    assert await ledger.writer.discard(first.id, "Told twice by mistake")
    assert parked(ledger) == []
    assert sales(ledger) == {account: 20}
    with ledger.database.read() as tx:
        kept = tx.execute(text("SELECT number, state, error FROM parked")).all()
    assert kept == [(1, "discarded", "Told twice by mistake")]
    assert await ledger.writer.apply([sold(4, account, case_id=CASE)]) == Applied(4)


async def test_when_one_behind_fails_the_rest_waits_on(ledger: Replica) -> None:
    account, missing, late = await ledger.open(), new_id(), new_id()
    facts = [sold(1, missing), sold(2, account), sold(3, late), sold(4, account)]
    await ledger.writer.apply([fact.model_copy(update={"case_id": CASE}) for fact in facts])
    await ledger.open(missing)
    assert not await ledger.writer.retry(parked(ledger)[0].id)
    assert [(row.fact.number, row.state) for row in parked(ledger)] == [(3, "parked"), (4, "waiting")]
    assert sales(ledger) == {missing: 10, account: 10}


async def test_what_fails_for_a_while_is_tried_again_after_growing_delays(start: StartReplica) -> None:
    failures = 2

    def stumbling(recorded: Any) -> list[Any]:
        nonlocal failures
        if recorded.position == 2 and failures:
            failures -= 1
            raise ZeroDivisionError
        return []

    ledger = await start(service=replace(LEDGER, reactions=(Reaction(ItemSold, stumbling),)))
    account = new_id()
    assert await ledger.writer.apply([sold(n, account) for n in (1, 2, 3)]) == Applied(3, parked=(2, 3))
    assert failures == 0
    assert parked(ledger) == []
    assert sales(ledger) == {account: 30}


async def test_what_the_database_is_to_blame_for_is_not_parked_for_good(ledger: Replica) -> None:
    """It is tried again until it is applied: all of one cause at once."""
    account = await ledger.open()
    with ledger.database.begin() as tx:
        tx.execute(text("ALTER TABLE sales RENAME TO away"))
    applied = await ledger.writer.apply([sold(1, account), sold(2, account), sold(3, await ledger.open())])
    assert applied == Applied(3, parked=(1, 2, 3))
    assert [row.state for row in parked(ledger)] == ["retrying", "waiting", "retrying"]
    assert len({row.cause for row in parked(ledger) if row.state == "retrying"}) == 1
    await ledger.writer.retry_all(lambda row: row.state == "retrying")
    assert [row.state for row in parked(ledger)] == ["retrying", "waiting", "retrying"]
    with ledger.database.begin() as tx:
        tx.execute(text("ALTER TABLE away RENAME TO sales"))
    await ledger.writer.retry_all(lambda row: row.state == "retrying")
    assert parked(ledger) == []


async def test_a_fact_that_follows_on_another_history_is_not_applied(ledger: Replica) -> None:
    account = await ledger.open()
    first = sold(1, account).model_copy(update={"hash": "a", "history": "h"})
    await ledger.writer.apply([first])
    after_another = sold(2, account).model_copy(update={"hash": "b", "previous": "z"})
    with pytest.raises(Parted, match="dhr reconcile"):
        await ledger.writer.apply([after_another])
    assert parked(ledger) == []
    assert await ledger.writer.apply([after_another.model_copy(update={"previous": "a"})]) == Applied(2)
    assert await ledger.writer.do(lambda tx: inbox.checkpoint(tx, "shop")) == inbox.Checkpoint(2, "", "b")


async def test_a_bug_is_parked_without_what_it_says(ledger: Replica, capsys: pytest.CaptureFixture[str]) -> None:
    """The reference leads to the log."""
    account = await ledger.open()
    assert await ledger.writer.apply([sold(1, account), sold(2, account, trouble=True)]) == Applied(2, parked=(2,))
    assert sales(ledger) == {account: 10}
    error = parked(ledger)[0].error
    assert error.startswith("ZeroDivisionError at ")
    assert "Grace" not in error
    assert error.rpartition("(reference ")[2].rstrip(")") in capsys.readouterr().out


async def test_a_command_that_a_reaction_may_not_ask_is_parked(start: StartReplica) -> None:
    ledger = await start(
        service=replace(
            LEDGER, reactions=(Reaction(ItemSold, lambda told: [Audit(account_id=told.message.account_id)]),)
        )
    )
    assert (await ledger.writer.apply([sold(1, new_id())])).parked == (1,)
    assert parked(ledger)[0].error == "Your role does not allow this"


# Keys

KEY = b"k" * 32


def sealed(fact: Fact) -> Fact:
    data = seal(ItemSold.model_validate(fact.data), KEY, fact.stream, fact.stream_version)
    return fact.model_copy(update={"data": data})


async def test_the_key_of_a_case_is_asked_of_its_owner_once(start: StartReplica) -> None:
    asked: list[str] = []

    async def ask(subject: str) -> bytes | None:
        asked.append(subject)
        return KEY

    ledger = await start(keys_of="shop", ask_for_key=ask)
    account = await ledger.open()
    facts = [sealed(sold(n, account, case_id=CASE if n % 2 else OTHER)) for n in range(1, 7)]
    assert await ledger.writer.apply(facts) == Applied(6)
    assert sorted(asked) == ["case-" + CASE, "case-" + OTHER]
    assert {event.note for event in paid(ledger, account)} == {"Sold to Grace Hopper"}


async def test_our_own_events_of_anothers_case_are_sealed_with_its_key(start: StartReplica) -> None:
    async def ask(_subject: str) -> bytes | None:
        return KEY

    ledger = await start(keys_of="shop", ask_for_key=ask)
    await ledger.open(case_id=CASE)
    assert ledger.vault.keys(["case-" + CASE], make=False) == {"case-" + CASE: KEY}


async def test_a_key_that_its_owner_destroyed_reads_as_erased(start: StartReplica) -> None:
    async def ask(_subject: str) -> bytes | None:
        return None

    ledger = await start(keys_of="shop", ask_for_key=ask)
    account = await ledger.open()
    assert await ledger.writer.apply([sealed(sold(1, account, case_id=CASE))]) == Applied(1)
    assert [event.note for event in paid(ledger, account)] == [f"Sold to {ERASED}"]
    assert ledger.vault.keys(["case-" + CASE], make=True) == {"case-" + CASE: None}


async def test_while_the_owner_is_away_nothing_is_applied_or_parked(start: StartReplica) -> None:
    away = True

    async def ask(_subject: str) -> bytes | None:
        if away:
            raise TimeoutError
        return KEY

    ledger = await start(keys_of="shop", ask_for_key=ask)
    account = await ledger.open()
    facts = [sold(1, account), sealed(sold(2, account, case_id=CASE))]
    with pytest.raises(OwnerAway):
        await ledger.writer.apply(facts)
    assert await ledger.writer.do(inbox.applied) == {}
    away = False
    assert await ledger.writer.apply(facts) == Applied(2)


async def test_a_key_that_nobody_has_parks_the_fact(start: StartReplica) -> None:
    async def ask(subject: str) -> bytes | None:
        raise KeyNotHeld(subject)

    ledger = await start(keys_of="shop", ask_for_key=ask)
    account = await ledger.open()
    fact = sealed(sold(1, account, case_id=CASE))
    assert (await ledger.writer.apply([fact, sold(2, account)])).parked == (1,)
    kept = parked(ledger)[0]
    assert kept.error.startswith("The key of this case is missing")
    assert kept.fact == fact  # and stays sealed
    assert "Grace" not in kept.fact.model_dump_json()


async def test_a_service_that_may_not_have_the_key_reads_the_rest(start: StartReplica) -> None:
    ledger = await start(keys_of=None)
    account = await ledger.open()
    assert await ledger.writer.apply([sealed(sold(1, account, 7, case_id=CASE))]) == Applied(1)
    assert [(event.amount, event.note) for event in paid(ledger, account)] == [(7, f"Sold to {ERASED}")]


async def test_what_a_third_service_tells_of_a_case_is_opened_with_the_owners_key(start: StartReplica) -> None:
    asked: list[str] = []

    async def ask(subject: str) -> bytes | None:
        asked.append(subject)
        return KEY

    ledger = await start(keys_of="shop", ask_for_key=ask)
    account = await ledger.open()
    told = sealed(sold(1, account, case_id=CASE)).model_copy(update={"producer": "warehouse"})
    assert await ledger.writer.apply([told]) == Applied(1)
    assert asked == ["case-" + CASE]
    assert [event.note for event in paid(ledger, account)] == ["Sold to Grace Hopper"]
