"""The balance of each account, the sum of all, how much the shop sold; and what changes in many rows at once."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from shared.record import Recorded
from shared.view import Key, Row, View, WideView
from sqlalchemy import JSON, Boolean, Column, Connection, Date, Integer, MetaData, Numeric, Table, Text, insert, update

from ledger.messages import ItemSold, Opened, Paid

METADATA = MetaData()

BALANCES_TABLE = Table(
    "balances",
    METADATA,
    Column("account_id", Text, primary_key=True),
    Column("total", Integer, nullable=False),
    Column("pounds", Numeric(12, 2), nullable=False),
    Column("last_day", Date),
    Column("paid", Boolean, nullable=False),
    Column("versions", JSON, nullable=False),
)
TOTALS_TABLE = Table(
    "totals",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("size", Integer, primary_key=True),
    Column("total", Integer, nullable=False),
    Column("order", Integer, nullable=False),
)
SALES_TABLE = Table(
    "sales", METADATA, Column("account_id", Text, primary_key=True), Column("sold", Integer, nullable=False)
)
SHARES_TABLE = Table(
    "shares", METADATA, Column("account_id", Text, primary_key=True), Column("share", Integer, nullable=False)
)


def _balance(row: Row | None, recorded: Recorded[Any]) -> Row | None:
    match recorded.message:
        case Opened(account_id=account_id):
            return {
                "account_id": account_id,
                "total": 0,
                "pounds": Decimal("0.00"),
                "last_day": None,
                "paid": False,
                "versions": [recorded.version],
            }
        case Paid(amount=0):
            return None  # an account into which nothing is paid goes
        case Paid(amount=amount) if row is not None:
            return dict(row) | {
                "total": row["total"] + amount,
                "pounds": row["pounds"] + Decimal(amount),
                "last_day": recorded.at.date(),
                "paid": True,
                "versions": [*row["versions"], recorded.version],
            }
    return row


def _total(row: Row | None, recorded: Recorded[Paid]) -> Row:
    so_far = row["total"] if row else 0
    return {"kind": "all", "size": 1, "total": so_far + recorded.message.amount, "order": recorded.position}


def _sold(row: Row | None, recorded: Recorded[ItemSold]) -> Row:
    if recorded.message.trouble:
        raise ZeroDivisionError(recorded.message.buyer)
    account_id = recorded.message.account_id
    return {"account_id": account_id, "sold": (row["sold"] if row else 0) + recorded.message.amount}


def _share(tx: Connection, messages: Sequence[Recorded[Any]]) -> None:
    """Every payment is shared by all accounts there are."""
    for message in messages:
        if isinstance(message.message, Opened):
            tx.execute(insert(SHARES_TABLE).values(account_id=message.message.account_id, share=0))
        else:
            tx.execute(update(SHARES_TABLE).values(share=SHARES_TABLE.c.share + message.message.amount))


def _account(recorded: Recorded[Any]) -> Key | None:
    return (recorded.message.account_id,)


BALANCES = View(BALANCES_TABLE, (Opened, Paid), key=_account, apply=_balance)
TOTALS = View(TOTALS_TABLE, (Paid,), key=lambda recorded: ("all", 1), apply=_total)
SALES = View(SALES_TABLE, (ItemSold,), key=_account, apply=_sold)
SHARES = WideView(SHARES_TABLE, (Opened, Paid), _share)
