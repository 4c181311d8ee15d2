"""What was sent told of a date that was corrected since: the team is asked for a correction, once each (N-11, X-06)."""

from datetime import date

import pytest
from notifications.domain.calling import CALLS, ToldBefore
from notifications.domain.commands import CallForCorrection
from notifications.domain.events.corrections import CorrectionCalledFor
from notifications.service import NOTIFICATIONS
from notifications.timeline import describe
from shared.contracts.cases.facts import AttentionDateCorrected, DateOfDeathCorrected
from shared.contracts.notifications.answers import Task, Tasks
from shared.contracts.notifications.commands import CorrectDispatch
from shared.contracts.notifications.queries import DispatchTasks
from shared.contracts.notifications.values import Notice, RecipientKind
from shared.testing.spec import OFFICER, SYSTEM, TODAY, Spec, some_id
from shared.writing.projection import rebuild

from .asking import rows
from .made_up import CASE, COMPLETED, DECIDED, REFERENCE
from .world import World

OF = {"case_id": CASE, "reference": REFERENCE, "csp": "Watford", "corrected_on": TODAY}
DEATH = DateOfDeathCorrected(**OF, earliest_death=date(2026, 10, 1))
ATTENTION = AttentionDateCorrected(**OF, attention_date=date(2026, 10, 2), decision_due=date(2026, 10, 30))
ASK = CallForCorrection(case_id=CASE, what="a date of death", notices=(Notice.PART_ONE,), on=TODAY)


def test_without_a_dispatch_nothing_calls_for_a_correction() -> None:
    Spec(CALLS).when(ASK, by=SYSTEM, found=ToldBefore()).nothing()
    called = CorrectionCalledFor(case_id=CASE, what="a date of death", on=TODAY, dispatches=(some_id("one"),))
    Spec(CALLS).when(ASK, by=SYSTEM, found=ToldBefore((some_id("one"),))).then(called)
    assert describe(called).startswith("On 3 November 2026 a date of death was corrected")


async def corrections(world: World, case_id: str | None = None) -> list[Task]:
    found: Tasks = await world.ask(DispatchTasks(case_id=case_id), OFFICER)
    return [task for task in found.tasks if task.what.startswith("Send a correction")]


@pytest.mark.servers
@pytest.mark.rule("N-11", "X-06")
async def test_what_was_sent_before_calls_for_a_correction_until_it_is_prepared(addressed: World) -> None:
    world = addressed
    await world.tell(DECIDED)
    await world.tell(DEATH)
    assert await corrections(world) == []
    await world.work()
    asked = await corrections(world, CASE)
    kinds = {
        RecipientKind.HOME_OFFICE,
        RecipientKind.CORONER,
        RecipientKind.ADULTS_BOARD,
        RecipientKind.CHILDRENS_PARTNERSHIP,
    }
    assert {task.recipient for task in asked} <= kinds
    assert RecipientKind.CORONER in {task.recipient for task in asked}
    assert all("a date of death in it was corrected on 3 November 2026" in task.why for task in asked)
    first = asked[0].dispatch_id
    assert first is not None
    correction = CorrectDispatch(dispatch_id=some_id("a correction"), corrects=first, correction="It was 1 October.")
    assert (await world.do(correction, OFFICER)).accepted
    assert first not in {task.dispatch_id for task in await corrections(world)}
    assert len(await corrections(world)) == len(asked) - 1
    before = await corrections(world)
    rebuild(NOTIFICATIONS, world.running.database, world.running.vault, "corrections_due")
    assert await corrections(world) == before
    await world.tell(DEATH)
    assert {task.dispatch_id for task in await corrections(world)} == {task.dispatch_id for task in asked}


@pytest.mark.servers
@pytest.mark.rule("N-11", "X-06")
async def test_only_the_papers_that_tell_of_it_call_for_a_correction_and_not_those_made_after(addressed: World) -> None:
    world = addressed
    await world.tell(ATTENTION)
    await world.tell(DECIDED)
    await world.work()
    assert await corrections(world) == []
    await world.tell(ATTENTION)
    assert {task.notice for task in await corrections(world)} == {Notice.DECISION}
    await world.tell(COMPLETED)
    await world.work()
    assert {task.notice for task in await corrections(world)} == {Notice.DECISION}
    assert Notice.PART_ONE in {row.notice for row in (await rows(world)).values()}
