"""What a case notes of its chair: a question about independence, a replacement; and what it tells of the family."""

from datetime import date

import pytest
from cases.domain import events as e
from cases.domain.case import CASE
from cases.domain.commands import NoteChairConflict, NoteChairReplaced, NoteWriterChanged
from cases.domain.milestones import Milestones, reach
from cases.domain.task_list import task_list
from cases.reactions import conflict_decided, conflict_found, replaced, writer_changed
from cases.timeline import describe
from shared.actor import Role
from shared.contracts.cases import facts
from shared.contracts.cases.states import Conflict
from shared.contracts.chairs import facts as chairs
from shared.testing.spec import Spec

from . import story

DAY = date(2026, 6, 1)
chaired = Spec(CASE).given(*story.PANEL_SITTING)
found = NoteChairConflict(case_id=story.CASE_ID, chair_name="Chris Chair", on=DAY)
noted = e.ChairConflictNoted(chair_name="Chris Chair", on=DAY)
ended = NoteChairReplaced(case_id=story.CASE_ID, chair_id=story.CHAIR_ID, chair_name="Chris Chair", ended_on=DAY)


def decide(*, continues: bool) -> NoteChairConflict:
    return NoteChairConflict(case_id=story.CASE_ID, chair_continues=continues, on=DAY)


@pytest.mark.rule("H-12")
def test_a_conflict_found_later_is_on_the_case_until_somebody_decided() -> None:
    raised = chaired.when(found).then(noted).twice_changes_nothing().and_then
    assert raised.state.panel.conflict is Conflict.OPEN
    assert "1 June 2026" in describe(noted)
    goes_on = raised.when(decide(continues=True)).then(e.ChairConflictDecisionNoted(chair_continues=True, on=DAY))
    assert goes_on.and_then.state.panel.conflict is None
    goes = raised.when(decide(continues=False)).and_then
    assert goes.state.panel.conflict is Conflict.TO_BE_REPLACED
    goes.when(found).then(noted)
    chaired.when(decide(continues=True)).nothing()


@pytest.mark.rule("H-08")
def test_a_chair_who_was_replaced_is_no_longer_the_cases_and_clocks_keep_running() -> None:
    event = e.ChairReplacementNoted(chair_name="Chris Chair", ended_on=DAY)
    outcome = chaired.given(noted).when(ended)
    outcome.then(event).twice_changes_nothing()
    after = outcome.and_then
    assert (after.state.panel.chair_name, after.state.panel.conflict) == (None, None)
    reached = Milestones()
    for each in (*story.PANEL_SITTING, event):
        reached = reach(reached, each)
    steps = {step.number: step for step in task_list(reached, DAY)}
    assert (steps[6].action, reached.report_due) == ("CommissionChair", story.REPORT_DUE)
    again = story.chair.model_copy(update={"chair_name": "Next Chair"})
    assert Spec(CASE).given(*story.PANEL_SITTING, event, again).state.panel.chair_name == "Next Chair"


@pytest.mark.rule("G-01", "H-08")
@pytest.mark.parametrize("account_id", [story.CHAIR_ACCOUNT, None])
def test_a_chair_who_was_replaced_may_not_open_the_case_any_more(account_id: str | None) -> None:
    """Known by the account with which they sign in, or else by the name under which they were let in."""
    writer = {"grantee": "writer", "grantee_name": "Rory Writer", "role": Role.REPORT_WRITER}
    to_the_writer = story.to_the_chair.model_copy(update=writer)
    open_to_both = chaired.given(story.to_the_chair, to_the_writer)
    asked = ended.model_copy(update={"account_id": account_id})
    after = open_to_both.when(asked).then(
        e.ChairReplacementNoted(chair_name="Chris Chair", ended_on=DAY),
        e.AccessEnded(grantee=story.CHAIR_ACCOUNT, reason="Chris Chair no longer chairs this review"),
    )
    assert set(open_to_both.state.access.grants) - set(after.and_then.state.access.grants) == {story.CHAIR_ACCOUNT}


@pytest.mark.rule("H-07", "H-08", "G-01")
def test_somebody_else_writes_the_report_and_the_former_writer_may_not_open_the_case_any_more() -> None:
    to_the_writer = story.to_the_chair.model_copy(
        update={"grantee": "writer", "grantee_name": "Rory Writer", "role": Role.REPORT_WRITER}
    )
    asked = NoteWriterChanged(
        case_id=story.CASE_ID, writer_name="Next Writer", former_name="Rory Writer", changed_on=DAY
    )
    changed = e.ReportWriterChanged(writer_name="Next Writer", former_name="Rory Writer", changed_on=DAY)
    over = e.AccessEnded(grantee="writer", reason="Rory Writer no longer writes the report")
    outcome = chaired.given(story.to_the_chair, to_the_writer).when(asked).then(changed, over)
    outcome.twice_changes_nothing()
    assert set(outcome.and_then.state.access.grants) >= {story.CHAIR_ACCOUNT}
    reached = reach(Milestones(), changed)
    assert reached.writer == outcome.and_then.state.panel.writer_name == "Next Writer"
    assert describe(changed) == ("From 1 June 2026 the report is written by Next Writer, and no longer by Rory Writer.")
    to_the_chair = asked.model_copy(update={"writer_name": None, "former_name": None})
    (event,) = chaired.when(to_the_chair).events
    assert describe(event) == "From 1 June 2026 the chair writes the report."
    told = chairs.WriterChanged(
        case_id=story.CASE_ID, writer_name="Next Writer", former_name="Rory Writer", changed_on=DAY
    )
    assert writer_changed(story.recorded(told)) == [asked]


def test_what_chairs_tell_becomes_what_the_case_notes() -> None:
    of = {"case_id": story.CASE_ID, "chair_id": story.CHAIR_ID}
    day = date(2026, 3, 2)
    assert conflict_found(story.recorded(chairs.ConflictFound(**of, chair_name="Chris Chair"))) == [
        NoteChairConflict(case_id=story.CASE_ID, chair_name="Chris Chair", on=day)
    ]
    assert conflict_decided(story.recorded(chairs.ConflictDecided(**of, chair_continues=False))) == [
        NoteChairConflict(case_id=story.CASE_ID, chair_continues=False, on=day)
    ]
    assert replaced(story.recorded(chairs.ChairReplaced(**of, chair_name="Chris Chair", ended_on=DAY))) == [ended]


@pytest.mark.rule("F-01", "F-03", "Q-04")
def test_the_day_the_family_was_offered_to_take_part_is_told_and_nothing_they_said() -> None:
    def offered(*events: e.CaseEvent) -> list[date]:
        return [each.offered_on for each in story.told((*story.DRAFTED, *events)) if _is_offer(each)]

    letter = e.StepRecorded(step=12, done_on=DAY, note="Sent by post to her mother.")
    declined = e.FamilyReadingFinished(declined=True, finished_on=DAY, comments="They asked for peace.")
    assert offered(letter) == [DAY]
    assert offered(story.shared_with_family) == [story.SHARED]
    assert offered(declined) == [DAY]
    assert "mother" not in story.told((*story.DRAFTED, letter))[0].model_dump_json()
    assert story.told((*story.DRAFTED, e.StepRecorded(step=7, done_on=DAY, note="Drafted."))) == []
    assert story.told((*story.DRAFTED, story.family_read)) == []


def _is_offer(fact: object) -> bool:
    return isinstance(fact, facts.FamilyEngagementOffered)
