"""What is measured? The real service of cases with its writer, on a real database; only the network is left out."""

import asyncio
import gc
import os
import uuid
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from cases.service import CASES
from shared.actor import Actor
from shared.clock import Clock, Fixed
from shared.database.engine import Database
from shared.database.migrations import migrate
from shared.message import Command
from shared.privacy.vault import Vault
from shared.service import Service
from shared.testing.spec import MANAGER
from shared.wire import Envelope, new_command_id
from shared.writing.answering import Answering
from shared.writing.writer import Writer

from tests.bench import story

AT_ONCE = 32


@dataclass(slots=True)
class World:
    """One service, with its writer running."""

    service: Service
    database: Database
    vault: Vault
    clock: Clock
    writer: Writer
    answering: Answering
    due: dict[str, date] = field(default_factory=dict)
    """The cases that are open, and until when the report of each is due."""

    async def answer(self, raw: bytes) -> bytes:
        """What is done with a command that has arrived: from bytes to bytes."""
        reply = await self.writer.execute(Envelope.unpacked(raw, self.service.commands_by_name))
        if not reply.accepted:
            raise RuntimeError(f"it was not accepted: {reply}")
        return reply.model_dump_json().encode()

    async def open_cases(self, number: int) -> list[str]:
        """Cases with a decision to proceed, which is where the panel's work begins."""
        made = [uuid.uuid4().hex for _ in range(number)]
        for step in range(story.STEPS):
            asked = [packed(*story.beginning(case_id)[step]) for case_id in made]
            await at_once(map(self.answer, asked), AT_ONCE)
        self.due |= dict.fromkeys(made, story.REPORT_DUE)
        return made

    def extensions(self, number: int) -> list[bytes]:
        """AgreeExtension, one case after the other."""
        return [self._extension(case_id) for case_id, _ in zip(_round(list(self.due)), range(number), strict=False)]

    def _extension(self, case_id: str) -> bytes:
        self.due[case_id] += timedelta(days=1)
        return packed(story.extension(case_id, self.due[case_id]))


def _round(case_ids: list[str]) -> Iterable[str]:
    while True:
        yield from case_ids


def packed(command: Command, by: Actor = MANAGER) -> bytes:
    return Envelope(id=new_command_id(), actor=by, command=command).packed()


async def at_once(work: Iterable[Coroutine[Any, Any, Any]], number: int) -> None:
    """As many as `number` in flight, each of them followed by another as soon as it is answered."""
    waiting = iter(work)

    async def one_after_another() -> None:
        for each in waiting:
            await each

    await asyncio.gather(*(one_after_another() for _ in range(number)))


@asynccontextmanager
async def world(
    url: str,
    keys_url: str,
    service: Service = CASES,
    writer_class: type[Writer] = Writer,
    committed: Callable[[], None] = lambda: None,
) -> AsyncIterator[World]:
    """On databases that are empty, or that a world before this one has left."""
    await asyncio.to_thread(migrate, url, service.name)
    database, vault, clock = Database(url), Vault(keys_url, MASTER_KEY), Clock(Fixed(story.TODAY))
    writer = writer_class(service, database, vault, clock, committed=committed)
    answering = Answering(service, database, vault, clock)
    gc.collect()
    gc.freeze()  # as a service does when it starts, and so that what other parts left behind is not looked through
    writer.start()
    try:
        yield World(service, database, vault, clock, writer, answering)
    finally:
        await writer.stop()
        answering.close()
        vault.close()
        database.close()


MASTER_KEY = os.urandom(32)


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / uuid.uuid4().hex}.db"
