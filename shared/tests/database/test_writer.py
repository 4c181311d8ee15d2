"""What does the writer promise to those who send commands?"""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from ledger.messages import Audit, Open, Opened, Pay, PayShare, PayTwice, Stumble
from ledger.running import CLERK, Replica, StartReplica, new_id
from ledger.service import ACCOUNTS, LEDGER, SHARED_ACCOUNTS, publish
from ledger.views import BALANCES, BALANCES_TABLE, TOTALS_TABLE
from shared.database.sql import DATABASE_ERRORS, write_all
from shared.history import feed, store
from shared.wire import Reply
from sqlalchemy import Connection, text


def events(ledger: Replica) -> list[store.StoredEvent]:
    with ledger.database.read() as tx:
        return store.everything(tx, 0, 10_000)


async def test_a_command_changes_the_record_the_views_and_the_feed_at_once(ledger: Replica) -> None:
    account = await ledger.open()
    reply = await ledger.pay(account, 5)
    assert reply == Reply(accepted=True, id=account, version=2)
    assert [(e.position, e.stream, e.version, e.type) for e in events(ledger)] == [
        (1, f"account-{account}", 1, "Opened"),
        (2, f"account-{account}", 2, "Paid"),
    ]
    assert [row["total"] for row in ledger.rows(BALANCES_TABLE)] == [5]
    with ledger.database.begin() as tx:
        feed.number_waiting(tx, 10)
        told = feed.unsent(tx, "ledger", 10)
    assert [(fact.number, fact.type) for fact in told] == [(1, "AccountOpened"), (2, "MoneyPaid")]


async def test_commands_that_wait_together_are_decided_in_their_order(ledger: Replica) -> None:
    """They go in one group; a later one sees what an earlier one brought about."""
    account = new_id()
    replies = await asyncio.gather(
        ledger.pay(account, 1), ledger.open(account), *(ledger.pay(account, n) for n in range(1, 30))
    )
    assert replies[0] == Reply(refused="There is no such account", field="account_id")
    assert [reply.version for reply in replies[2:] if isinstance(reply, Reply)] == list(range(2, 31))
    assert ledger.rows(TOTALS_TABLE)[0]["total"] == sum(range(1, 30))


async def test_a_refusal_touches_nothing_else(ledger: Replica) -> None:
    account = await ledger.open()
    outsider = CLERK.model_copy(update={"csps": frozenset({"Watford"})})
    nobody = CLERK.model_copy(update={"roles": frozenset()})
    replies = await asyncio.gather(
        ledger.pay(account, 1),
        ledger.pay(account, 2_000_000),
        ledger.send(Pay(account_id=account, amount=3), actor=outsider),
        ledger.send(Pay(account_id=account, amount=3), actor=nobody),
        ledger.send(Audit(account_id=account)),
        ledger.send(Stumble(account_id=account)),
        ledger.pay(account, 2),
    )
    assert replies[1] == Reply(refused="That is too much", field="amount")
    assert replies[2] == Reply(forbidden="This account is another partnership's")
    assert replies[3] == replies[4] == Reply(forbidden="Your role does not allow this")
    assert replies[5].fault
    assert not replies[5].accepted
    assert [replies[0].version, replies[6].version] == [2, 3]
    assert len(events(ledger)) == 3


async def test_a_bug_is_told_without_what_it_says(ledger: Replica, capsys: pytest.CaptureFixture[str]) -> None:
    account = await ledger.open()
    reply = await ledger.send(Stumble(account_id=account))
    assert reply.fault
    assert reply.fault in capsys.readouterr().out
    assert "Lovelace" not in reply.model_dump_json()


async def test_the_facts_of_one_command_are_told_all_or_none(start: StartReplica) -> None:
    """Here the second contract cannot be made."""

    def stumbling(recorded: Any, account: Any) -> Any:
        if recorded.version == 3:
            raise ZeroDivisionError
        return publish(recorded, account)

    ledger = await start(service=replace(LEDGER, publish=stumbling))
    account = await ledger.open()
    replies = await asyncio.gather(ledger.send(PayTwice(account_id=account, amount=4)), ledger.pay(account, 1))
    assert replies[0].fault
    assert replies[1] == Reply(accepted=True, id=account, version=2)
    assert len(events(ledger)) == 2


async def test_a_view_that_fails_fails_its_own_command_only(start: StartReplica) -> None:
    view = BALANCES

    def stumbling(row: Any, recorded: Any) -> Any:
        if not isinstance(recorded.message, Opened) and recorded.message.amount == 13:
            raise ZeroDivisionError
        return view.apply(row, recorded)

    ledger = await start(service=replace(LEDGER, views=(replace(view, apply=stumbling), *LEDGER.views[1:])))
    account = await ledger.open()
    replies = await asyncio.gather(*(ledger.pay(account, amount) for amount in (1, 13, 2)))
    assert [reply.version for reply in replies] == [2, 0, 3]
    assert replies[1].fault
    assert ledger.rows(BALANCES_TABLE)[0]["total"] == 3


async def test_the_same_id_gets_the_same_answer(ledger: Replica) -> None:
    account, again = await ledger.open(), new_id()
    command = Pay(account_id=account, amount=5)
    first = await ledger.send(command, id=again)
    together = await asyncio.gather(*(ledger.send(command, id=again) for _ in range(5)))
    assert {first, *together} == {Reply(accepted=True, id=account, version=2)}
    assert len(events(ledger)) == 2


async def test_the_same_id_with_another_command_is_refused(ledger: Replica) -> None:
    account, again = await ledger.open(), new_id()
    replies = await asyncio.gather(*(ledger.send(Pay(account_id=account, amount=n), id=again) for n in (5, 6)))
    assert replies[0].accepted
    assert replies[1].refused == "This was already sent once with other content. Please start again."
    by_another = CLERK.model_copy(update={"id": "someone else"})
    assert (await ledger.send(Pay(account_id=account, amount=5), id=again, actor=by_another)).refused


async def test_a_refused_id_may_be_sent_again_with_what_was_mended(ledger: Replica) -> None:
    account, again = await ledger.open(), new_id()
    assert (await ledger.send(Pay(account_id=account, amount=2_000_000), id=again)).refused
    assert (await ledger.send(Pay(account_id=account, amount=2), id=again)).accepted


async def test_what_is_already_so_is_accepted_and_changes_nothing(ledger: Replica) -> None:
    account = await ledger.open()
    await ledger.open(account)
    assert len(events(ledger)) == 1


async def test_a_look_up_sees_the_views_as_earlier_commands_of_the_group_left_them(ledger: Replica) -> None:
    account = await ledger.open()
    replies = await asyncio.gather(
        ledger.pay(account, 10),
        ledger.send(PayShare(account_id=account)),
        ledger.pay(account, 5),
        ledger.send(PayShare(account_id=account)),
    )
    assert all(reply.accepted for reply in replies)
    assert ledger.rows(TOTALS_TABLE)[0]["total"] == 50


async def test_a_look_up_with_a_mistake_fails_its_own_command_only(start: StartReplica) -> None:
    def mistaken(tx: Connection, _command: Any) -> Any:
        return tx.execute(text("SELECT nothing FROM nowhere")).all()

    ledger = await start(service=replace(LEDGER, aggregates=(ACCOUNTS, replace(SHARED_ACCOUNTS, look_up=mistaken))))
    account = await ledger.open()
    replies = await asyncio.gather(
        ledger.pay(account, 1), ledger.send(PayShare(account_id=account)), ledger.pay(account, 2)
    )
    assert [reply.version for reply in replies] == [2, 0, 3]
    assert replies[1].fault


async def test_replicas_see_each_others_events(start: StartReplica) -> None:
    one, two = await start(), await start()
    account = await one.open()
    for version in range(2, 8):
        reply = await (two if version % 2 else one).pay(account, 1)
        assert reply.version == version
    assert one.rows(TOTALS_TABLE)[0]["total"] == 6


async def test_replicas_at_the_same_time_lose_nothing(start: StartReplica) -> None:
    replicas = [await start() for _ in range(3)]
    accounts = [await replicas[0].open() for _ in range(4)]
    replies = await asyncio.gather(
        *(replicas[n % 3].pay(accounts[n % 4], 1) for n in range(300)),
    )
    assert all(reply.accepted for reply in replies)
    assert replicas[0].rows(TOTALS_TABLE)[0]["total"] == 300
    assert [event.position for event in events(replicas[0])] == list(range(1, 305))
    with replicas[0].database.read() as tx:
        assert store.verify(tx) is None


@pytest.mark.parametrize("races", [1, 3, 5])
async def test_a_lost_race_is_decided_again(start: StartReplica, races: int) -> None:
    """Another writer's event stands in the way: each time the transaction is given up and begun anew, the group three
    times, then one by one."""
    lost = 0

    def quicker(tx: Connection, command: Any) -> int:
        nonlocal lost
        if lost < races:
            lost += 1
            stream = f"account-{command.account_id}"
            last = store.load(tx, {stream: 0})[-1]
            write_all(tx, store.appending(tx, [last._replace(position=last.position + 1000, version=last.version + 1)]))
        return 7

    ledger = await start(service=replace(LEDGER, aggregates=(ACCOUNTS, replace(SHARED_ACCOUNTS, look_up=quicker))))
    account, other = await ledger.open(), await ledger.open()
    replies = await asyncio.gather(
        ledger.send(PayShare(account_id=account)), ledger.pay(other, 1), ledger.pay(account, 1)
    )
    assert lost == races
    assert [reply.version for reply in replies] == [2, 2, 3]
    with ledger.database.read() as tx:
        assert store.verify(tx) is None


async def test_a_stream_that_has_moved_is_a_lost_race(ledger: Replica) -> None:
    await ledger.open()
    event = events(ledger)[0]
    for moved in (event._replace(position=2), event._replace(version=2)):  # its place in the stream, or in the record
        with pytest.raises(DATABASE_ERRORS) as lost, ledger.database.begin() as tx:
            write_all(tx, store.appending(tx, [moved]))
        assert store.is_lost_race(lost.value)


async def test_the_relay_is_woken_by_commits_that_tell_something(start: StartReplica) -> None:
    woken: list[int] = []
    ledger = await start(committed=lambda: woken.append(1))
    account = await ledger.open()
    await ledger.open(account)
    assert len(woken) == 1


async def test_other_work_is_a_transaction_of_its_own(ledger: Replica) -> None:
    await ledger.writer.do(lambda tx: tx.execute(text("INSERT INTO positions (producer, number) VALUES ('shop', 7)")))
    assert await ledger.writer.do(lambda tx: tx.execute(text("SELECT number FROM positions")).scalar_one()) == 7
    with pytest.raises(ZeroDivisionError):
        await ledger.writer.do(lambda tx: tx.execute(text("DELETE FROM positions")).rowcount / 0)
    assert await ledger.writer.do(lambda tx: tx.execute(text("SELECT number FROM positions")).scalar_one()) == 7


async def test_a_writer_that_stops_finishes_what_it_has_taken(start: StartReplica) -> None:
    ledger = await start()
    account = await ledger.open()
    paying = [asyncio.create_task(ledger.pay(account, 1)) for _ in range(20)]
    await asyncio.sleep(0)
    await ledger.writer.stop()
    assert all(reply.accepted for reply in await asyncio.gather(*paying))
    assert (await ledger.pay(account, 1)).away


async def test_a_database_that_comes_back_is_used_again(start: StartReplica) -> None:
    """PostgreSQL ends all connections, as in a restart; SQLite has none to end."""
    ledger = await start()
    account = await ledger.open()
    for version in (2, 3, 4):
        if ledger.database.dialect == "postgresql":
            with ledger.database.read() as tx:
                tx.execute(
                    text(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )
                )
        assert (await ledger.pay(account, 1)).version == version
    assert len(events(ledger)) == 4


async def test_a_policy_that_gives_no_answer_says_no(start: StartReplica) -> None:
    silent = replace(ACCOUNTS, permit=lambda command, account, context: None)  # type: ignore[arg-type,return-value]
    ledger = await start(service=replace(LEDGER, aggregates=(silent, SHARED_ACCOUNTS)))
    reply = await ledger.send(Open(account_id=new_id(), owner="Ada Lovelace"))
    assert reply.forbidden is not None
    assert not reply.accepted
