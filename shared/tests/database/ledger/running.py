"""One replica of the ledger, as a test holds it, and facts of the shop for it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from shared.actor import Actor, Role
from shared.database.engine import Database
from shared.message import Command
from shared.privacy.vault import Vault
from shared.service import Service
from shared.wire import Envelope, Fact, Reply
from shared.writing.answering import Answering
from shared.writing.writer import Writer
from sqlalchemy import Table, select

from ledger.messages import Open, Pay

CLERK = Actor(id="clerk", name="A clerk", roles=frozenset({Role.MANAGER}))
DAY = date(2026, 11, 3)


def new_id() -> str:
    return uuid4().hex


@dataclass(frozen=True)
class Replica:
    """One process of the service, as it were: its own connections, its own memory."""

    service: Service
    database: Database
    vault: Vault
    writer: Writer
    answering: Answering

    async def send(self, command: Command, *, id: str | None = None, actor: Actor = CLERK) -> Reply:
        return await self.writer.execute(Envelope(id=id or new_id(), actor=actor, command=command))

    async def open(self, account_id: str | None = None, **more: Any) -> str:
        account_id = account_id or new_id()
        reply = await self.send(Open(account_id=account_id, owner="Ada Lovelace", **more))
        assert reply.accepted, reply
        return account_id

    async def pay(self, account_id: str, amount: int, **more: Any) -> Reply:
        return await self.send(Pay(account_id=account_id, amount=amount, **more))

    def rows(self, table: Table) -> list[dict[str, Any]]:
        with self.database.read() as tx:
            found = tx.execute(select(table).order_by(*table.primary_key.columns))
            return [dict(row._mapping) for row in found]


type StartReplica = Callable[..., Awaitable[Replica]]


def sold(number: int, account_id: str, amount: int = 10, *, case_id: str | None = None, **more: Any) -> Fact:
    """As the shop tells it; without a case, in a stream of the account's."""
    data = {"case_id": case_id, "account_id": account_id, "amount": amount, "buyer": "Grace Hopper", "trouble": False}
    return Fact(
        producer="shop",
        number=number,
        type="ItemSold",
        version=1,
        stream=f"sale-{account_id}",
        stream_version=number,
        at="2026-11-02T10:00:00Z",
        actor_id="seller",
        command_id=new_id(),
        case_id=case_id,
        data=data | more,
    )
