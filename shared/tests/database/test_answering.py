"""How are questions answered, and to whom?"""

from dataclasses import replace
from typing import Any, ClassVar

import pytest
from ledger.running import CLERK, Replica, StartReplica, new_id
from ledger.service import LEDGER
from ledger.views import BALANCES_TABLE
from shared.actor import Forbidden, Role
from shared.database.sql import DATABASE_ERRORS
from shared.message import ERASED, Value
from shared.question import Question
from shared.reader import Reader
from shared.service import NotFound
from sqlalchemy import delete, select


class Balance(Value):
    total: int
    owner: str
    asked_by: str


class AskBalance(Question[Balance]):
    may: ClassVar = frozenset({Role.MANAGER})
    account_id: str


class Meddle(Question[Balance]):
    may: ClassVar = frozenset({Role.MANAGER})


class Secret(Question[Balance]):
    pass


def balance(reader: Reader, asked: AskBalance) -> Balance:
    row = reader.tx.execute(select(BALANCES_TABLE).where(BALANCES_TABLE.c.account_id == asked.account_id)).first()
    if row is None:
        raise NotFound("There is no such account")
    history = reader.history(f"account-{asked.account_id}")
    return Balance(total=row.total, owner=history[0].message.owner, asked_by=reader.actor.id)


def meddle(reader: Reader, _asked: Meddle) -> Any:
    reader.tx.execute(delete(BALANCES_TABLE))


SERVICE = replace(LEDGER, answers={AskBalance: balance, Meddle: meddle, Secret: balance})


@pytest.fixture
async def ledger(start: StartReplica) -> Replica:
    return await start(service=SERVICE)


async def test_an_answer_is_made_from_the_views_and_the_history(ledger: Replica) -> None:
    account = await ledger.open()
    await ledger.pay(account, 5)
    answer = await ledger.answering.answer(AskBalance(account_id=account), CLERK)
    assert answer == Balance(total=5, owner="Ada Lovelace", asked_by="clerk")


async def test_what_was_erased_reads_so(ledger: Replica) -> None:
    account = await ledger.open()
    ledger.vault.destroy(f"account-{account}")
    assert (await ledger.answering.answer(AskBalance(account_id=account), CLERK)).owner == ERASED


async def test_only_who_may_ask_is_answered(ledger: Replica) -> None:
    member = CLERK.model_copy(update={"roles": frozenset({Role.PANEL_MEMBER})})
    with pytest.raises(Forbidden, match="Your role does not allow this"):
        await ledger.answering.answer(AskBalance(account_id=new_id()), member)
    with pytest.raises(Forbidden):
        await ledger.answering.answer(Secret(), CLERK)


async def test_what_is_not_there_is_not_found(ledger: Replica) -> None:
    with pytest.raises(NotFound, match="There is no such account"):
        await ledger.answering.answer(AskBalance(account_id=new_id()), CLERK)


async def test_a_stream_that_is_not_there_has_no_history(ledger: Replica) -> None:
    assert await ledger.answering.read(lambda reader: reader.history("account-none")) == []


async def test_a_question_can_change_nothing(ledger: Replica) -> None:
    await ledger.open()
    with pytest.raises(DATABASE_ERRORS):
        await ledger.answering.answer(Meddle(), CLERK)
    assert len(ledger.rows(BALANCES_TABLE)) == 1


async def test_a_key_that_is_missing_is_asked_for(start: StartReplica) -> None:
    """As on a replica whose key database was lost."""
    keys: dict[str, bytes] = {}

    async def ask(subject: str) -> bytes | None:
        return keys[subject]

    case_id = "c" * 32
    owner = await start(service=SERVICE)
    account = await owner.open(case_id=case_id)
    key = owner.vault.keys([f"case-{case_id}"], make=False)[f"case-{case_id}"]
    assert key
    keys[f"case-{case_id}"] = key
    with owner.vault._database.begin() as tx:
        tx.exec_driver_sql("DELETE FROM keys")
    reader = await start(service=SERVICE, keys_of="shop", ask_for_key=ask)
    answer = await reader.answering.answer(AskBalance(account_id=account), CLERK)
    assert answer.owner == "Ada Lovelace"
