"""What is kept, told and shown of each fact: golden examples, sentences, contracts, the task list."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cases.domain import events as e
from cases.domain.milestones import Milestones, reach, stage
from cases.domain.task_list import PART_ONE_GOES_TO, task_list
from cases.timeline import describe
from cases.views import case_list
from hypothesis import given
from hypothesis import strategies as st
from shared.contracts.cases import facts
from shared.contracts.cases.states import StepState
from shared.contracts.cases.values import Answer, AttendeeRole, Child, Evaluator
from shared.contracts.notifications.values import Notice, RecipientKind, Stage
from shared.message import members
from shared.testing.golden import check_event, check_names

from . import story

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("event", members(e.CaseEvent))
def test_stored_events_stay_readable_and_have_a_sentence(event: type[Any]) -> None:
    check_event(GOLDEN, event, describe)


def test_stored_names_are_kept() -> None:
    check_names(GOLDEN, e.CaseEvent)


@pytest.mark.parametrize("event", [*story.APPROVED, story.published, story.sent_back])
def test_the_timeline_names_nobody_who_died_or_is_accused(event: Any) -> None:
    sentence = describe(event)
    assert "Asha" not in sentence
    assert "Ben" not in sentence


@pytest.mark.rule("N-02", "N-06", "B-10")
def test_opening_a_case_is_told_in_counts_and_part_1_apart() -> None:
    opened, part_one = story.told((story.notified,))
    assert isinstance(opened, facts.CaseOpened)
    assert (opened.victims, opened.children, opened.earliest_death) == (1, 0, date(2026, 3, 1))
    assert "Asha" not in opened.model_dump_json()
    assert isinstance(part_one, facts.PartOneCompleted)
    assert part_one.part_one.deceased == (story.VICTIM,)


@pytest.mark.rule("N-02", "N-03")
def test_a_transfer_tells_part_1_again_for_the_new_chair() -> None:
    moved = e.CaseTransferred(from_csp="Watford", to_csp="Dacorum", reason="She most often lived there.")
    transferred, part_one = story.told((*story.OPENED, moved))
    assert isinstance(transferred, facts.CaseTransferred)
    assert isinstance(part_one, facts.PartOneCompleted)
    assert (transferred.csp, transferred.from_csp, part_one.csp) == ("Dacorum", "Watford", "Dacorum")


@pytest.mark.rule("X-01", "D-07")
@pytest.mark.parametrize("decision", [story.decided, story.not_proceeding])
def test_a_decision_is_told_either_way_with_both_parts(decision: e.DecisionRecorded) -> None:
    made, forms = story.told((*story.DECIDING, decision))
    assert isinstance(made, facts.DecisionMade)
    assert made.proceed is decision.proceed
    assert decision.rationale not in made.model_dump_json()
    assert isinstance(forms, facts.PartTwoCompleted)
    assert forms.part_two.rationale == decision.rationale
    assert forms.part_one.reference == story.notified.reference


@pytest.mark.rule("Q-01")
def test_the_outcome_names_the_panel_members_by_id() -> None:
    (outcome,) = story.told(story.APPROVED)
    assert isinstance(outcome, facts.OutcomeRecorded)
    assert outcome.panel_members == (story.initial.present[2].member_id,)


@pytest.mark.rule("Q-01")
def test_an_approval_tells_where_the_panels_members_are_reached_and_another_answer_does_not() -> None:
    """The latest address that is known counts; a meeting where nobody wrote it down takes none away."""
    pat = story.present("Pat Probation", AttendeeRole.AGENCY_MEMBER, "Probation Service")
    first, later = (pat.model_copy(update={"email": email}) for email in ("pat@old.example", "pat@new.example"))
    before = story.APPROVED[:-1]
    meetings = [
        story.met(number, day).model_copy(update={"present": (who,)})
        for number, day, who in ((4, date(2026, 7, 2), first), (5, date(2026, 7, 3), later), (6, date(2026, 7, 4), pat))
    ]
    (fact,) = story.told((*before, *meetings, story.approved))
    assert isinstance(fact, facts.OutcomeRecorded)
    assert fact.evaluators == (Evaluator(member_id=pat.member_id, name="Pat Probation", email="pat@new.example"),)
    (sent_back,) = story.told((*before, *meetings, story.sent_back))
    assert isinstance(sent_back, facts.OutcomeRecorded)
    assert (sent_back.panel_members, sent_back.evaluators) == ((pat.member_id,), ())


def test_what_is_not_published_on_purpose_stays_inside() -> None:
    assert story.told((*story.OPENED, story.assessed)) == []


# The 21 steps


def states(events: tuple[Any, ...], today: date) -> dict[int, StepState]:
    reached = Milestones()
    for event in events:
        reached = reach(reached, event)
    return {step.number: step.state for step in task_list(reached, today)}


def test_there_are_21_steps_in_order() -> None:
    assert list(states(story.OPENED, story.ATTENTION)) == list(range(1, 22))


@pytest.mark.rule("C-01", "C-10")
def test_the_first_steps_become_overdue_the_day_after_the_28th() -> None:
    assert states(story.OPENED, story.DECISION_DUE)[2] is StepState.NOT_STARTED
    assert states(story.OPENED, story.day_after(story.DECISION_DUE))[2] is StepState.OVERDUE
    assert states(story.OPENED, story.ATTENTION)[11] is StepState.CANNOT_START


def test_a_decision_not_to_proceed_ends_the_later_steps() -> None:
    after = states((*story.DECIDING, story.not_proceeding), story.DECIDED)
    assert all(after[number] is StepState.NOT_APPLICABLE for number in (4, 6, 11, 13, 15, 18, 19, 20, 21))


def test_an_approved_report_has_its_steps_done() -> None:
    after = states(story.APPROVED, story.LATER)
    assert all(after[number] is StepState.COMPLETED for number in (3, 6, 11, 15, 19, 20))
    assert after[21] is StepState.NOT_STARTED


def dispatch(notice: Notice, recipient: RecipientKind, stage: Stage = Stage.TAKEN) -> e.DispatchNoted:
    return e.DispatchNoted(
        dispatch_id=story.IMR_ID, notice=notice, recipient=recipient, stage=stage, on=story.ATTENTION
    )


@pytest.mark.rule("X-01", "N-02")
@pytest.mark.parametrize("last", sorted(PART_ONE_GOES_TO))
def test_part_1_is_sent_when_each_of_its_five_recipients_has_it(last: RecipientKind) -> None:
    four = tuple(dispatch(Notice.PART_ONE, kind) for kind in PART_ONE_GOES_TO - {last})
    assert states((*story.OPENED, *four), story.ATTENTION)[1] is StepState.IN_PROGRESS
    for how in (Stage.FAILED, Stage.UNCERTAIN):
        fifth = dispatch(Notice.PART_ONE, last, how)
        assert states((*story.OPENED, *four, fifth), story.ATTENTION)[1] is StepState.IN_PROGRESS
    for how in (Stage.TAKEN, Stage.SENT_BY_HAND, Stage.ACKNOWLEDGED, Stage.CANCELLED):
        fifth = dispatch(Notice.PART_ONE, last, how)
        assert states((*story.OPENED, *four, fifth), story.ATTENTION)[1] is StepState.COMPLETED


@pytest.mark.rule("X-01", "D-07")
def test_the_home_office_is_told_when_it_has_the_decision() -> None:
    part_one = dispatch(Notice.PART_ONE, RecipientKind.HOME_OFFICE)
    sent = dispatch(Notice.DECISION, RecipientKind.HOME_OFFICE)
    assert states((*story.DECIDING, sent), story.DECIDED)[8] is StepState.CANNOT_START
    assert states((*story.PROCEEDING, part_one), story.DECIDED)[8] is StepState.IN_PROGRESS
    assert states((*story.PROCEEDING, sent), story.DECIDED)[8] is StepState.COMPLETED


@pytest.mark.rule("X-01")
def test_coroner_and_boards_are_told_when_each_has_its_form_or_it_does_not_apply() -> None:
    """Part 1 goes to the DCI of Safeguarding Command, who is no safeguarding board."""
    dci = dispatch(Notice.PART_ONE, RecipientKind.DCI, Stage.FAILED)
    coroner = dispatch(Notice.CORONER, RecipientKind.CORONER)
    adults = dispatch(Notice.ADULTS_BOARD, RecipientKind.ADULTS_BOARD, Stage.CANCELLED)
    children = dispatch(Notice.CHILDRENS_PARTNERSHIP, RecipientKind.CHILDRENS_PARTNERSHIP)
    assert states((*story.PROCEEDING, dci, coroner), story.DECIDED)[9] is StepState.IN_PROGRESS
    assert states((*story.PROCEEDING, dci, coroner, adults), story.DECIDED)[9] is StepState.COMPLETED
    a_child = story.notified.model_copy(update={"children": (Child(supported=Answer.YES),)})
    with_children = (a_child, *story.PROCEEDING[1:], coroner, adults)
    assert states(with_children, story.DECIDED)[9] is StepState.IN_PROGRESS
    assert states((*with_children, children), story.DECIDED)[9] is StepState.COMPLETED


@pytest.mark.rule("X-02")
def test_words_that_were_stored_are_read_as_what_they_meant() -> None:
    def read(notice: str, recipient: str, state: str) -> e.DispatchNoted:
        stored = {"dispatch_id": story.IMR_ID, "notice": notice, "recipient": recipient, "state": state}
        return e.DispatchNoted.from_stored({**stored, "on": "2026-03-02"}, 1)

    known = read("Coroner's notification", "the Coroner", "sent by hand")
    assert known == dispatch(Notice.CORONER, RecipientKind.CORONER, Stage.SENT_BY_HAND)
    assert describe(known) == "Coroner's notification to the Coroner: sent by hand, 2 March 2026."
    unknown = read("A parcel", "the Mayor", "lost")
    assert (unknown.notice, unknown.recipient, unknown.stage) == (None, None, Stage.UNCERTAIN)
    assert states((*story.PROCEEDING, unknown), story.DECIDED) == states(story.PROCEEDING, story.DECIDED)


@pytest.mark.rule("C-10")
def test_whom_a_step_waits_for_is_said_beside_its_state() -> None:
    def step(number: int, *events: e.CaseEvent, today: date = story.DECIDED) -> tuple[StepState, str | None]:
        reached = Milestones()
        for event in events:
            reached = reach(reached, event)
        found = next(one for one in task_list(reached, today) if one.number == number)
        return found.state, found.waiting_for.in_words if found.waiting_for else None

    asked = e.ImrRequested(imr_id=story.IMR_ID, agency="NHS England", requested_on=story.INITIAL, due_on=story.LATER)
    another = asked.model_copy(update={"imr_id": story.CHAIR_ID, "agency": "Probation Service"})
    in_time, late = story.REPORT_DUE, story.day_after(story.REPORT_DUE)
    before = (*story.OPENED, story.assessed, story.invited)
    assert step(3, *before) == (StepState.WAITING, "the preliminary meeting")
    assert step(13, *story.PANEL_SITTING, asked) == (StepState.WAITING, "1 agency")
    assert step(13, *story.PANEL_SITTING, asked, another) == (StepState.WAITING, "2 agencies")
    accepted = e.ImrAccepted(imr_id=story.IMR_ID, accepted_on=story.LATER)
    assert step(13, *story.PANEL_SITTING, asked, accepted) == (StepState.COMPLETED, None)
    assert step(20, *story.SUBMITTED, today=in_time) == (StepState.WAITING, "the Home Office")
    assert step(20, *story.SUBMITTED, today=late) == (StepState.OVERDUE, "the Home Office")


@given(cut=st.integers(min_value=1, max_value=len(story.APPROVED)))
def test_the_list_row_follows_from_the_facts_one_by_one_or_all_at_once(cut: int) -> None:
    row: Any = None
    for number, event in enumerate(story.APPROVED[:cut], start=1):
        row = case_list.VIEW.apply(row, story.recorded(event, number))
    reached = Milestones()
    for event in story.APPROVED[:cut]:
        reached = reach(reached, event)
    assert row["stage"] == stage(reached)
    assert Milestones.model_validate(row["milestones"]) == reached
    assert "Asha" not in str(row)
