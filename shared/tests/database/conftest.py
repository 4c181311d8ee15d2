"""How is the ledger run in a test? Its writer on a database of its own, once on SQLite and once on PostgreSQL."""

import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from shared.actor import Actor, Role
from shared.answering import Answering
from shared.clock import Clock, Fixed
from shared.database import Database
from shared.message import Command
from shared.migrations import migrate_from
from shared.service import Service
from shared.vault import Vault
from shared.wire import Envelope, Fact, Reply
from shared.writer import Writer
from sqlalchemy import Table, select

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from ledger.messages import Open, Pay  # noqa: E402
from ledger.service import LEDGER  # noqa: E402

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


@pytest.fixture
async def start(new_database: Callable[[], str]) -> AsyncIterator[StartReplica]:
    """Starts replicas of the ledger, all on the same databases."""
    url, keys_url, master_key = new_database(), new_database(), os.urandom(32)
    migrate_from(url, HERE / "ledger" / "migrations")
    async with AsyncExitStack() as stack:

        async def replica(*, keys_of: str | None = None, service: Service = LEDGER, **options: Any) -> Replica:
            service = replace(service, keys_of=keys_of)
            database, vault, clock = Database(url), Vault(keys_url, master_key), Clock(Fixed(DAY))
            stack.callback(database.close)
            stack.callback(vault.close)
            answering = Answering(service, database, vault, clock, ask_for_key=options.get("ask_for_key"))
            stack.callback(answering.close)
            writer = Writer(service, database, vault, clock, **({"delays": (0.01, 0.02)} | options))
            writer.start()
            stack.push_async_callback(writer.stop)
            return Replica(service, database, vault, writer, answering)

        yield replica


@pytest.fixture
async def ledger(start: StartReplica) -> Replica:
    return await start()


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
