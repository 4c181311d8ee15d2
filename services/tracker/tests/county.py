"""The tracker service on a real database, and what the other services tell it."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from shared.actor import Actor, the_service
from shared.clock import Clock
from shared.contracts.cases import facts as cases
from shared.contracts.cases.values import Category
from shared.database.engine import Database
from shared.database.migrations import migrate
from shared.message import Command, Contract
from shared.privacy.vault import KEY_BYTES, Vault
from shared.question import Question
from shared.testing.example import example_of
from shared.testing.spec import MANAGER, some_id
from shared.wire import Envelope, Fact, Reply
from shared.writing.answering import Answering
from shared.writing.writer import Writer
from tracker.service import TRACKER

from . import story


class Day:
    """A day that a test moves on."""

    def __init__(self, today: date) -> None:
        self.today: date | None = today
        self.today_file: Path | None = None


class County:
    """Commands, facts and questions, as they come over the wire."""

    def __init__(self, url: str, vault_url: str, day: Day) -> None:
        self.day = day
        self.vault = Vault(vault_url, bytes(KEY_BYTES))
        self.database = Database(url)
        clock = Clock(day)
        self.writer = Writer(TRACKER, self.database, self.vault, clock, delays=())
        self.answering = Answering(TRACKER, self.database, self.vault, clock)
        self._numbers: dict[str, int] = {}

    async def send(self, command: Command, by: Actor = MANAGER) -> Reply:
        return await self.writer.execute(Envelope(id=uuid4().hex, actor=by, command=command))

    async def done(self, command: Command, by: Actor = MANAGER) -> None:
        reply = await self.send(command, by)
        assert reply.accepted, reply

    async def ask[A: Any](self, question: Question[A], by: Actor = MANAGER) -> A:
        answer: A = await self.answering.answer(question, by)
        return answer

    async def hear(self, *contracts: Contract, producer: str = "cases") -> None:
        """Facts of another service, numbered as its relay numbers them."""
        facts = []
        for contract in contracts:
            number = self._numbers[producer] = self._numbers.get(producer, 0) + 1
            if contract.case_id:
                self.vault.put(f"case-{contract.case_id}", bytes(KEY_BYTES))
            facts.append(
                Fact(
                    producer=producer,
                    number=number,
                    type=contract.type_name(),
                    version=contract.version,
                    stream=f"case-{contract.case_id}",
                    stream_version=number,
                    at=datetime(2026, 11, 3, 12, tzinfo=UTC),
                    actor_id="somebody",
                    command_id=uuid4().hex,
                    case_id=contract.case_id,
                    data=contract.model_dump(mode="json"),
                )
            )
        applied = await self.writer.apply(facts)
        assert not applied.parked, applied

    async def tick(self) -> int:
        """As the ticker does it; how much it found to do."""
        assert TRACKER.tick is not None
        commands: list[Command] = await self.answering.read(TRACKER.tick)
        for command in commands:
            await self.done(command, the_service("tracker"))
        return len(commands)


def opened(case_id: str = story.CASE_ID, **chosen: Any) -> cases.CaseOpened:
    """A death notified in Watford on 1 October 2026."""
    told: dict[str, Any] = {
        "case_id": case_id,
        "reference": "DHR-2026-001",
        "csp": "Watford",
        "attention_date": date(2026, 10, 1),
        "decision_due": date(2026, 10, 29),
        "category": Category.FAMILIAL,
        "murder_suicide": False,
        "victims": 1,
        "perpetrator_deaths": 0,
        "children": 2,
        "earliest_death": date(2026, 9, 30),
    }
    return cases.CaseOpened(**told | chosen)


def decided(case_id: str = story.CASE_ID, *, proceed: bool = True) -> cases.DecisionMade:
    return example_of(
        cases.DecisionMade,
        case_id=case_id,
        reference="DHR-2026-001",
        csp="Watford",
        proceed=proceed,
        decided_on=date(2026, 10, 20),
        report_due=date(2027, 4, 20) if proceed else None,
    )


def of_case[C: Contract](contract: type[C], case_id: str = story.CASE_ID, **chosen: Any) -> C:
    return example_of(contract, case_id=case_id, reference="DHR-2026-001", csp="Watford", **chosen)


def the_24_reviews() -> list[cases.ReviewImported]:
    """The county's reviews, as the slides count them; made up."""
    rows = csv.DictReader(io.StringIO(story.data("county_24_reviews.csv").decode()))
    return [
        cases.ReviewImported(
            case_id=some_id(row["case_ref"]),
            reference=row["case_ref"],
            csp=row["csp"],
            category=_CATEGORIES[row["category"]],
            murder_suicide=row["murder_suicide"] == "yes",
            victims=int(row["victims"]),
            perpetrator_deaths=int(row["perpetrator_deaths"]),
            children=int(row["children_in_household"]),
            death_month=row["death_month"],
            published=True,
        )
        for row in rows
    ]


_CATEGORIES = {
    "INTIMATE_PARTNER": Category.INTIMATE_PARTNER,
    "FAMILIAL": Category.FAMILIAL,
    "NOT_STATED_ON_SLIDE": Category.NOT_STATED,
}


async def running(url: str, vault_url: str, day: Day) -> County:
    migrate(url, "tracker")
    county = County(url, vault_url, day)
    county.writer.start()
    return county


async def stopped(county: County) -> None:
    await county.writer.stop()
    county.answering.close()
    county.database.close()
    county.vault.close()
