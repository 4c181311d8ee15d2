"""The chairs service on a real database, with its own facts coming back to it and those of cases told to it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

from chairs.service import CHAIRS
from shared.actor import Actor, the_service
from shared.clock import Clock
from shared.contracts.cases import facts as cases
from shared.contracts.cases.values import Category, Outcome
from shared.contracts.chairs import commands as c
from shared.database.engine import Database
from shared.database.migrations import migrate
from shared.history import feed
from shared.message import Command, Contract
from shared.privacy.vault import KEY_BYTES, Vault
from shared.question import Question
from shared.testing.example import example_of
from shared.testing.spec import MANAGER, OFFICER, OPCC_FINANCE
from shared.wire import Envelope, Fact, Reply
from shared.writing.answering import Answering
from shared.writing.writer import Writer

from . import story


class Day:
    """A day that a test moves on."""

    def __init__(self, today: date) -> None:
        self.today: date | None = today
        self.today_file: Path | None = None


async def key_of_a_case(subject: str) -> bytes:
    """As the cases service hands it over."""
    assert subject.startswith("case-")
    return bytes(KEY_BYTES)


class Office:
    """Commands, facts and questions, as they come over the wire."""

    def __init__(self, url: str, vault_url: str, day: Day) -> None:
        self.day = day
        self.vault = Vault(vault_url, bytes(KEY_BYTES))
        self.database = Database(url)
        clock = Clock(day)
        self.writer = Writer(CHAIRS, self.database, self.vault, clock, ask_for_key=key_of_a_case, delays=())
        self.answering = Answering(CHAIRS, self.database, self.vault, clock, ask_for_key=key_of_a_case)
        self._told = 0
        self._heard: dict[str, int] = {}

    async def send(self, command: Command, by: Actor = MANAGER, id: str | None = None) -> Reply:
        reply = await self.writer.execute(Envelope(id=id or uuid4().hex, actor=by, command=command))
        await self.own_facts()
        return reply

    async def done(self, *commands: Command, by: Actor = MANAGER) -> None:
        for command in commands:
            reply = await self.send(command, by)
            assert reply.accepted, reply

    async def ask[A: Any](self, question: Question[A], by: Actor = MANAGER) -> A:
        answer: A = await self.answering.answer(question, by)
        return answer

    async def hear(self, *contracts: Contract, producer: str = "cases") -> None:
        """Facts of another service, numbered as its relay numbers them."""
        for contract in contracts:
            number = self._heard[producer] = self._heard.get(producer, 0) + 1
            await self._apply([self.fact(contract, number, producer)])
        await self.own_facts()

    def fact(self, contract: Contract, number: int, producer: str = "cases") -> Fact:
        return Fact(
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

    async def own_facts(self) -> None:
        """What the relay and the consumer do: the service's own facts come back to it, until it is quiet."""
        while told := await self.writer.do(self._number):
            await self._apply(told)

    def _number(self, tx: Any) -> list[Fact]:
        feed.number_waiting(tx, 1000)
        rows = feed.since(tx, "chairs", self._told, 1000)
        self._told += len(rows)
        return rows

    async def _apply(self, facts: list[Fact]) -> None:
        applied = await self.writer.apply(facts)
        assert not applied.parked, applied

    async def tick(self) -> int:
        """As the ticker does it; how much it found to do."""
        assert CHAIRS.tick is not None
        commands: list[Command] = await self.answering.read(CHAIRS.tick)
        await self.done(*commands, by=the_service("chairs"))
        return len(commands)

    async def list_chair(self, chair_id: str = story.DANA, name: str = "Dana Reed", **chosen: Any) -> None:
        told = {"email": f"{name.replace(' ', '.').lower()}@example.org"} | chosen
        await self.done(story.apply_to_list(chair_id=chair_id, name=name, **told), by=OFFICER)
        await self.done(
            c.AssessApplication(chair_id=chair_id, skills=story.SKILLS, note="All shown"),
            c.AcceptApplication(chair_id=chair_id),
        )

    async def open_case(self, case_id: str = story.CASE_ID, reference: str = "DHR-2026-001", **chosen: Any) -> None:
        await self.hear(opened(case_id, reference=reference, **chosen), decided(case_id, reference=reference))

    async def pay(self, command: c.EnterInvoice) -> None:
        ids = {"case_id": command.case_id, "invoice_id": command.invoice_id}
        today = self.day.today
        await self.done(command, c.CheckInvoice(**ids), by=OFFICER)
        await self.done(c.ApproveInvoice(**ids), by=OPCC_FINANCE)
        await self.done(c.SendForPayment(**ids, sent_on=today), c.RecordPayment(**ids, paid_on=today), by=OPCC_FINANCE)

    async def stop(self) -> None:
        await self.writer.stop()
        self.answering.close()
        self.database.close()
        self.vault.close()


async def start(url: str, vault_url: str, day: Day) -> Office:
    migrate(url, "chairs")
    office = Office(url, vault_url, day)
    office.writer.start()
    return office


def of_case[C: Contract](contract: type[C], case_id: str = story.CASE_ID, **chosen: Any) -> C:
    return example_of(contract, **{"case_id": case_id, "reference": "DHR-2026-001", "csp": "Watford"} | chosen)


def opened(case_id: str = story.CASE_ID, **chosen: Any) -> cases.CaseOpened:
    """A death in Watford on 1 March 2026."""
    told: dict[str, Any] = {
        "case_id": case_id,
        "reference": "DHR-2026-001",
        "csp": "Watford",
        "attention_date": date(2026, 4, 10),
        "decision_due": date(2026, 5, 8),
        "category": Category.INTIMATE_PARTNER,
        "murder_suicide": False,
        "victims": 1,
        "perpetrator_deaths": 0,
        "children": 2,
        "earliest_death": date(2026, 3, 1),
    }
    return cases.CaseOpened(**told | chosen)


def decided(case_id: str = story.CASE_ID, *, proceed: bool = True, **chosen: Any) -> cases.DecisionMade:
    due = date(2026, 11, 1) if proceed else None
    return of_case(cases.DecisionMade, case_id, proceed=proceed, decided_on=date(2026, 5, 1), report_due=due, **chosen)


def answered(
    outcome: Outcome = Outcome.PUBLISH, *, round: int = 1, members: tuple[str, ...] = ("m1", "m2", "m3", "m4")
) -> cases.OutcomeRecorded:
    return of_case(
        cases.OutcomeRecorded, round=round, outcome=outcome, recorded_on=date(2026, 11, 2), panel_members=members
    )


def amount(pounds: int) -> Decimal:
    return story.pounds(pounds)
