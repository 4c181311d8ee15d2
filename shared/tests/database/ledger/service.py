"""The service, and another one that may ask it for keys."""

from typing import Any

from shared.actor import Actor
from shared.message import Command, Contract
from shared.record import Recorded
from shared.service import Aggregate, Forbidden, Reaction, Service
from sqlalchemy import Connection, func, select

from ledger.domain import ACCOUNT
from ledger.messages import (
    AccountCommand,
    AccountEvent,
    AccountOpened,
    ItemSold,
    MoneyPaid,
    Opened,
    Paid,
    Pay,
    ShareCommand,
)
from ledger.views import BALANCES, METADATA, SALES, SHARES, TOTALS, TOTALS_TABLE


def publish(recorded: Recorded[Any], _account: Any) -> list[Contract]:
    match recorded.message:
        case Opened(case_id=case_id, owner=owner):
            return [AccountOpened(case_id=case_id, owner=owner)]
        case Paid(case_id=case_id, amount=amount):
            return [MoneyPaid(case_id=case_id, amount=amount)]
    raise AssertionError("a new event")


def react(recorded: Recorded[ItemSold]) -> list[Command]:
    sold = recorded.message
    return [Pay(account_id=sold.account_id, amount=sold.amount, note=f"Sold to {sold.buyer}")]


def paid_so_far(tx: Connection, _command: Any) -> int:
    return int(tx.execute(select(func.coalesce(func.sum(TOTALS_TABLE.c.total), 0))).scalar_one())


def permit(_command: Any, actor: Actor, _account: Any) -> None:
    if actor.csps:
        raise Forbidden("This account is another partnership's")


ACCOUNTS = Aggregate(
    noun="account",
    decider=ACCOUNT,
    commands=AccountCommand,
    events=AccountEvent,
    id_of=lambda command: command.account_id,
    permit=permit,
)
SHARED_ACCOUNTS = Aggregate(
    noun="account",
    decider=ACCOUNT,
    commands=ShareCommand,
    events=AccountEvent,
    id_of=lambda command: command.account_id,
    look_up=paid_so_far,
)

LEDGER = Service(
    name="ledger",
    aggregates=(ACCOUNTS, SHARED_ACCOUNTS),
    metadata=METADATA,
    publish=publish,
    describe=str,
    views=(BALANCES, TOTALS, SALES, SHARES),
    reactions=(Reaction(ItemSold, react),),
    keys_of="shop",
)
