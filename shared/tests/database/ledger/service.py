"""The service, and another one that may ask it for keys."""

from typing import Any

from shared.actor import ALLOWED, Allowed, Forbidden
from shared.decider import Context
from shared.message import Command, Contract
from shared.record import Recorded
from shared.service import Aggregate, Reaction, Service, by_role
from sqlalchemy import Connection, func, select

from ledger.domain import ACCOUNT, SHARES_OF_ACCOUNT
from ledger.messages import (
    AccountOpened,
    ItemSold,
    MoneyPaid,
    Opened,
    Paid,
    Pay,
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


def permit(_command: Any, _account: Any, context: Context) -> Allowed:
    if context.actor.csps:
        raise Forbidden("This account is another partnership's")
    return ALLOWED


ACCOUNTS = Aggregate(
    noun="account",
    decider=ACCOUNT,
    id_of=lambda command: command.account_id,
    permit=permit,
)
SHARED_ACCOUNTS = Aggregate(
    noun="account",
    decider=SHARES_OF_ACCOUNT,
    id_of=lambda command: command.account_id,
    permit=by_role,
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
