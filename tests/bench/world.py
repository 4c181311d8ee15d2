"""What is measured? The real service of cases with its writer, on a real database; nothing is left out but the network.

The one-event command is AgreeExtension: one event with a sealed reason, one row of a read model, and two facts for
others in the feed, one of them sealed.
"""

import os
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from cases.service import CASES
from shared.actor import Actor
from shared.answering import Answering
from shared.clock import Clock, Fixed
from shared.contracts.cases import commands as ask
from shared.contracts.cases.values import (
    AgencyContact,
    Answer,
    Category,
    Criterion,
    Deceased,
    Perpetrator,
    Post,
    Relationship,
    Sex,
)
from shared.contracts.county import Csp
from shared.database import Database, migrate
from shared.message import Command
from shared.service import Service
from shared.testing import MANAGER, csp_chair_of
from shared.vault import Vault
from shared.wire import Envelope, Reply
from shared.writer import Writer

TODAY = date(2026, 11, 3)
DIED, TOLD, MET = date(2026, 9, 28), date(2026, 10, 1), date(2026, 10, 20)
CSP_CHAIR = csp_chair_of(Csp.WATFORD)


@dataclass(slots=True)
class World:
    """One service, with its writer running."""

    service: Service
    url: str
    database: Database
    vault: Vault
    clock: Clock
    writer: Writer
    answering: Answering
    due: dict[str, date] = field(default_factory=dict)
    """Until when the report of each case is due."""

    async def answer(self, raw: bytes) -> bytes:
        """What is done with a command that has arrived: from bytes to bytes."""
        reply = await self.writer.execute(Envelope.unpacked(raw, self.service.commands_by_name))
        return reply.model_dump_json().encode()

    async def do(self, command: Command, by: Actor = MANAGER) -> Reply:
        reply = await self.writer.execute(Envelope(id=uuid.uuid4().hex, actor=by, command=command))
        if not reply.accepted:
            raise RuntimeError(f"{command.type_name()} was not accepted: {reply}")
        return reply

    async def open_cases(self, number: int) -> list[str]:
        """Cases with a decision to proceed: what comes before a panel's work."""
        made = [uuid.uuid4().hex for _ in range(number)]
        for command, by in zip(*_steps(made), strict=True):
            pass
        return made
