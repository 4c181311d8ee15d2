"""One replica of the service, the mailbox it writes to, and the cases service as far as it tells facts."""

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from notifications.settings import NotificationSettings, letterhead
from notifications.workers.printing import print_prepared
from notifications.workers.sender import Sending, begin
from shared.actor import Actor
from shared.hosting.running import Running
from shared.message import Command, Contract
from shared.privacy.sealing import seal
from shared.question import Question
from shared.testing.spec import MANAGER
from shared.wire import Envelope, Fact, Reply

from .made_up import CASE
from .mailbox import Mailbox

CASE_KEY = os.urandom(32)


@dataclass
class Calendar:
    today: date | None = date(2026, 11, 3)
    today_file: Path | None = None


@dataclass
class World:
    """One replica, the mailbox it writes to, and the cases service as far as it tells facts and hands over keys."""

    running: Running
    settings: NotificationSettings
    mailbox: Mailbox
    calendar: Calendar
    replicas: Callable[[], Awaitable["World"]]
    told: int = 0
    told_by_chairs: int = 0
    asked: list[str] = field(default_factory=list)

    async def tell(self, fact: Contract, *, number: int | None = None, version: int | None = None) -> None:
        """A fact of a case arrives, or arrives once more."""
        if number is None:
            self.told += 1
            number = self.told
        version = version or number
        await self._apply(fact, "cases", number, version)

    async def tell_of_chairs(self, fact: Contract, *, number: int | None = None) -> None:
        """A fact of the chairs service arrives, or arrives once more."""
        if number is None:
            self.told_by_chairs += 1
            number = self.told_by_chairs
        await self._apply(fact, "chairs", number, number)

    async def _apply(self, fact: Contract, producer: str, number: int, version: int) -> None:
        applied = await self.running.writer.apply(
            [
                Fact(
                    producer=producer,
                    number=number,
                    type=fact.type_name(),
                    version=fact.version,
                    stream=f"case-{CASE}",
                    stream_version=version,
                    at="2026-11-03T09:00:00+00:00",
                    actor_id="somebody",
                    command_id=uuid4().hex,
                    case_id=CASE,
                    data=seal(fact, CASE_KEY, f"case-{CASE}", version),
                )
            ]
        )
        assert applied.number >= number

    async def ask[A](self, question: Question[Any], actor: Actor = MANAGER) -> Any:
        return await self.running.answering.answer(question, actor)

    async def do(self, command: Command, actor: Actor = MANAGER) -> Reply:
        return await self.running.writer.execute(Envelope(id=uuid4().hex, actor=actor, command=command))

    async def work(self) -> None:
        """All that can be printed and sent now."""
        await print_prepared(self.running, letterhead(self.settings), {})
        sending = Sending()
        await begin(self.running, self.settings, sending)
        while sending.under_way or sending.ended:
            await sending.moved(60 if sending.under_way else 0)
            await begin(self.running, self.settings, sending)
