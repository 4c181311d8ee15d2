"""Does the service do by commands and questions what its rules say, on a real database?"""

import os
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from cases.domain.commands import PassTime
from cases.service import CASES
from deploy.waiting import eventually
from shared.actor import Actor, Forbidden
from shared.clock import Clock, Fixed
from shared.contracts.cases.answers import Overview
from shared.contracts.cases.commands import AssessCriteria, EndAccess, EraseCase, GrantAccess, RecordDecision
from shared.contracts.cases.queries import CaseAccess, CaseList, CaseOverview, CasePartTwo, CasePeople, MyWork
from shared.contracts.cases.values import Criterion
from shared.database.engine import Database
from shared.database.migrations import migrate
from shared.message import Command
from shared.privacy.vault import Vault
from shared.service import NotFound
from shared.testing.spec import DCI, MANAGER, SYSTEM, csp_chair_of, panel_member_of, some_id
from shared.wire import Envelope, Reply
from shared.writing.answering import Answering
from shared.writing.writer import Writer

from . import story
from .test_notification import notify

WATFORD = csp_chair_of("Watford")
PAT = panel_member_of("Probation Service")
TODAY = date(2026, 3, 10)


@dataclass(frozen=True)
class Running:
    """The service's writer and answers, without the network."""

    writer: Writer
    answering: Answering
    vault: Vault
    day: "Days"

    async def send(self, command: Command, by: Actor = MANAGER) -> Reply:
        return await self.writer.execute(Envelope(id=uuid4().hex, actor=by, command=command))

    async def ask(self, question: Any, by: Actor = MANAGER) -> Any:
        return await self.answering.answer(question, by)


class Days(Clock):
    """A clock that a test moves on."""

    def __init__(self, day: date) -> None:
        super().__init__(Fixed(day))
        self.moved_to = day

    def today(self) -> date:
        return self.moved_to


@pytest.fixture
async def running(new_database: Callable[[], str]) -> AsyncIterator[Running]:
    url, keys = new_database(), new_database()
    migrate(url, "cases")
    database, vault, clock = Database(url), Vault(keys, os.urandom(32)), Days(TODAY)
    writer, answering = Writer(CASES, database, vault, clock), Answering(CASES, database, vault, clock)
    writer.start()
    yield Running(writer, answering, vault, clock)
    await writer.stop()
    answering.close()
    vault.close()
    database.close()


async def overview(running: Running, by: Actor = MANAGER) -> Overview:
    answer = await running.ask(CaseOverview(case_id=story.CASE_ID), by)
    assert isinstance(answer, Overview)
    return answer


@pytest.mark.rule("C-01", "C-06", "C-07", "N-10")
async def test_a_notified_case_shows_its_clock_and_its_reference(running: Running) -> None:
    assert (await running.send(notify())).accepted
    case = await overview(running)
    (clock,) = case.clocks
    assert (clock.day, clock.of, clock.due, clock.state) == (8, 28, story.DECISION_DUE, "running")
    assert case.header.reference == story.notified.reference
    assert case.header.marking == "OFFICIAL"
    assert [sentence.kind for sentence in case.timeline][-1] == "DeathNotified"


@pytest.mark.rule("C-01")
async def test_a_deadline_on_a_weekend_stands_and_names_the_last_working_day(running: Running) -> None:
    assert (await running.send(notify(attention_date=date(2026, 3, 7)))).accepted
    (clock,) = (await overview(running)).clocks
    assert clock.due == date(2026, 4, 4)  # the Saturday before Easter
    assert clock.last_working_day == date(2026, 4, 2)
    assert "2 April 2026" in clock.explanation


@pytest.mark.rule("G-01")
async def test_a_grant_opens_the_case_and_its_end_closes_it(running: Running) -> None:
    await running.send(notify())
    with pytest.raises(Forbidden):
        await overview(running, PAT)
    assert (await running.ask(CaseList(), PAT)).total == 0
    grant = GrantAccess(
        case_id=story.CASE_ID, grantee=PAT.id, grantee_name="Pat", role=next(iter(PAT.roles)), reason="On the panel"
    )
    assert (await running.send(grant)).accepted
    assert (await overview(running, PAT)).header.case_id == story.CASE_ID
    assert (await running.ask(CaseList(), PAT)).total == 1
    assert (await running.ask(CaseAccess(case_id=story.CASE_ID), PAT)).case_id == story.CASE_ID
    assert (await running.send(EndAccess(case_id=story.CASE_ID, grantee=PAT.id, reason="Left"))).accepted
    assert (await running.ask(CaseList(), PAT)).total == 0
    with pytest.raises(Forbidden):
        await overview(running, PAT)
    with pytest.raises(Forbidden):
        await running.ask(CaseAccess(case_id=story.CASE_ID), PAT)
    assert (await running.ask(CaseAccess(case_id=story.CASE_ID), MANAGER)).case_id == story.CASE_ID
    with pytest.raises(NotFound):
        await running.ask(CaseAccess(case_id=some_id("nothing")))


@pytest.mark.rule("G-01", "D-06")
async def test_commands_are_held_against_role_grant_and_partnership(running: Running) -> None:
    await running.send(notify())
    criteria = AssessCriteria(case_id=story.CASE_ID, criterion=Criterion.SUICIDE, facts="Coercive control.")
    assert (await running.send(criteria, csp_chair_of("Dacorum"))).forbidden
    assert (await running.send(criteria, PAT)).forbidden
    assert (await running.send(criteria, WATFORD)).accepted
    decision = RecordDecision(case_id=story.CASE_ID, proceed=True, rationale="Met.", decided_on=TODAY)
    assert (await running.send(decision, MANAGER)).forbidden
    assert (await running.send(decision, WATFORD)).refused == (
        "Record the preliminary meeting first: the decision is made there."
    )


async def test_what_is_not_there_is_not_found(running: Running) -> None:
    with pytest.raises(NotFound):
        await running.ask(CaseOverview(case_id=some_id("nothing")))
    reply = await running.send(
        AssessCriteria(case_id=some_id("nothing"), criterion=Criterion.SUICIDE, facts="Coercive control.")
    )
    assert reply.refused == "There is no case under this reference."


@pytest.mark.rule("C-06")
async def test_my_work_is_what_my_role_holds_by_day(running: Running) -> None:
    await running.send(notify())
    assert [task.step for task in (await running.ask(MyWork(), DCI)).to_do] == [2]
    running.day.moved_to = date(2026, 3, 23)
    assert [task.step for task in (await running.ask(MyWork(), DCI)).due_soon] == [2]
    running.day.moved_to = date(2026, 3, 31)
    late = await running.ask(MyWork(), DCI)
    assert ([task.step for task in late.overdue], late.due_soon) == ([2], ())
    assert (await running.send(PassTime(case_id=story.CASE_ID), SYSTEM)).accepted
    kinds = [sentence.kind for sentence in (await overview(running)).timeline]
    assert kinds.count("ClockBecameOverdue") == 1
    await running.send(PassTime(case_id=story.CASE_ID), SYSTEM)
    assert [sentence.kind for sentence in (await overview(running)).timeline] == kinds


@pytest.mark.rule("G-05")
async def test_erasing_a_case_takes_its_names_and_leaves_its_counts(running: Running) -> None:
    await running.send(notify())
    await running.send(AssessCriteria(case_id=story.CASE_ID, criterion=Criterion.SUICIDE, facts="Coercive control."))
    people = await running.ask(CasePeople(case_id=story.CASE_ID))
    assert people.deceased[0].name == "Asha Example"
    assert (await running.send(EraseCase(case_id=story.CASE_ID, reason="Retention ended"))).accepted
    after = await running.ask(CasePeople(case_id=story.CASE_ID))
    assert after.deceased[0].name == after.summary == "[erased]"
    assert after.deceased[0].date_of_birth is None
    assert after.deceased[0].date_of_death == story.VICTIM.date_of_death
    assert (await running.ask(CasePartTwo(case_id=story.CASE_ID))).facts == "[erased]"
    case = await overview(running)
    assert (case.header.erased, case.header.reference) == (True, story.notified.reference)


@pytest.mark.rule("G-05")
async def test_a_service_that_ended_before_the_key_was_gone_destroys_it_at_its_next_start(
    new_database: Callable[[], str],
) -> None:
    class EndsFirst(Vault):
        def destroy(self, subject: str) -> None:
            """The power fails before it comes to this."""

    url, keys, master = new_database(), new_database(), os.urandom(32)
    migrate(url, "cases")
    database, clock = Database(url), Days(TODAY)
    first = EndsFirst(keys, master)
    writer = Writer(CASES, database, first, clock)
    writer.start()
    await writer.execute(Envelope(id=uuid4().hex, actor=MANAGER, command=notify()))
    erase = EraseCase(case_id=story.CASE_ID, reason="Retention ended")
    assert (await writer.execute(Envelope(id=uuid4().hex, actor=MANAGER, command=erase))).accepted
    await writer.stop()
    subject = f"case-{story.CASE_ID}"
    assert first.holds(subject)

    second = Vault(keys, master)
    again = Writer(CASES, database, second, clock)
    again.start()
    await eventually(lambda: not second.holds(subject))
    await again.stop()
    for one in (first, second):
        one.close()
    database.close()
