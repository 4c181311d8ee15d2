"""How is the ledger run in a test? Its writer on a database of its own, once on SQLite and once on PostgreSQL."""

import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shared.clock import Clock, Fixed
from shared.database.engine import Database
from shared.database.migrations import migrate_from
from shared.privacy.vault import Vault
from shared.service import Service
from shared.writing.answering import Answering
from shared.writing.writer import Writer

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from ledger.running import DAY, Replica, StartReplica  # noqa: E402
from ledger.service import LEDGER  # noqa: E402


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
