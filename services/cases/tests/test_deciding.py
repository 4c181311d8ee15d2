"""What comes before the decision, and when is it due: views, invitations, the meeting, the 28 days (rules D, C)."""

from datetime import date

import pytest
from cases.domain import events as e
from cases.domain.case import CASE
from cases.domain.clocks import clocks
from cases.domain.commands import CaseCommand
from cases.domain.state import Case
from shared.contracts.cases import facts
from shared.contracts.cases.commands import (
    AssessCriteria,
    GiveView,
    InviteAgencies,
    RecordDecision,
    RecordPreliminaryMeeting,
    ReopenDecision,
    TransferCase,
)
from shared.contracts.cases.values import AgencyContact, Answer, Clock, Criterion, Post, View
from shared.contracts.county import CORE_AGENCIES, Csp
from shared.deadline import ClockState
from shared.decider import fold
from shared.testing.spec import Spec, csp_chair_of

from . import story

OPENED = Spec(CASE).given(*story.OPENED)
WATFORD = csp_chair_of("Watford")
BEFORE, AFTER = story.day_before(story.ATTENTION), story.day_after(story.DECIDED)


def assess(criterion: Criterion, facts_: str = "A former partner was arrested.") -> AssessCriteria:
    return AssessCriteria(case_id=story.CASE_ID, criterion=criterion, facts=facts_)


def view(post: Post = Post.DCI, day: date = story.DECIDED, *, met: bool = True, comment: str = "Met.") -> GiveView:
    return GiveView(case_id=story.CASE_ID, post=post, met=met, comment=comment, given_on=day)


def invite(*agencies: str, day: date = date(2026, 3, 19)) -> InviteAgencies:
    return InviteAgencies(case_id=story.CASE_ID, agencies=agencies, meeting_on=day)


def hold(day: date) -> RecordPreliminaryMeeting:
    contact = AgencyContact(agency="Probation Service", contact="None known.")
    return RecordPreliminaryMeeting(case_id=story.CASE_ID, held_on=day, contacts=(contact,))


def decide(day: date, *, proceed: bool = True) -> RecordDecision:
    return RecordDecision(case_id=story.CASE_ID, proceed=proceed, rationale="Met.", decided_on=day)


def with_people(*aged: Answer) -> Spec[CaseCommand, Case, e.CaseEvent]:
    people = tuple(story.VICTIM.model_copy(update={"aged_16_or_over": one}) for one in aged)
    return Spec(CASE).given(story.notified.model_copy(update={"deceased": people}))


# The criteria


@pytest.mark.rule("D-01", "D-03")
@pytest.mark.parametrize("criterion", [Criterion.RELATIVE_OR_PARTNER, Criterion.HOUSEHOLD])
def test_the_homicide_criterion_needs_somebody_of_16_or_over(criterion: Criterion) -> None:
    """One of those who died is enough, and what is not known is not no."""
    with_people(Answer.NO, Answer.NO).when(assess(criterion)).refused("under 16", field="criterion")
    for other in (Answer.YES, Answer.UNKNOWN, Answer.NOT_ASKED):
        with_people(Answer.NO, other).when(assess(criterion)).then_kinds(e.CriteriaAssessed)
        with_people(other, Answer.NO).when(assess(criterion)).then_kinds(e.CriteriaAssessed)


@pytest.mark.rule("D-02", "D-03")
@pytest.mark.parametrize("criterion", [Criterion.SUICIDE, Criterion.NOT_MET])
def test_the_suicide_criterion_and_an_assessment_as_not_met_have_no_age(criterion: Criterion) -> None:
    with_people(Answer.NO).when(assess(criterion)).then(
        e.CriteriaAssessed(criterion=criterion, facts="A former partner was arrested.")
    )


@pytest.mark.rule("D-01", "D-02", "D-03")
@pytest.mark.parametrize("criterion", Criterion)
def test_no_criterion_is_assessed_without_its_facts(criterion: Criterion) -> None:
    with pytest.raises(ValueError, match="facts"):
        assess(criterion, "  ")


@pytest.mark.rule("D-01", "D-02")
def test_another_criterion_or_other_facts_are_another_assessment() -> None:
    first = OPENED.when(assess(Criterion.SUICIDE, "Coercive control.")).and_then
    first.when(assess(Criterion.SUICIDE, "Coercive control.")).nothing()
    first.when(assess(Criterion.HOUSEHOLD, "Coercive control.")).then_kinds(e.CriteriaAssessed)
    changed = first.when(assess(Criterion.SUICIDE, "Economic abuse.")).and_then
    assert (changed.state.decision.criterion, changed.state.decision.facts) == (Criterion.SUICIDE, "Economic abuse.")


@pytest.mark.rule("D-01", "D-02", "D-04", "D-05", "D-06")
@pytest.mark.parametrize(
    "command",
    [assess(Criterion.SUICIDE), view(), invite("NHS England"), hold(date(2026, 3, 19))],
    ids=lambda one: type(one).__name__,
)
def test_what_a_decision_rests_on_does_not_change_after_it(command: CaseCommand) -> None:
    Spec(CASE).given(*story.PROCEEDING).when(command, on=story.LATER).refused("was recorded on 20 March 2026")
    Spec(CASE).given(*story.DECIDING, story.not_proceeding).when(command, on=story.LATER).refused("was recorded on")


# Views, invitations, the preliminary meeting


@pytest.mark.rule("D-04")
def test_a_view_is_of_its_day_and_can_be_changed_until_the_decision() -> None:
    OPENED.when(view(day=AFTER), on=story.DECIDED).refused("in the future", field="given_on")
    given = OPENED.when(view(), on=story.DECIDED).and_then
    for other in (view(met=False), view(comment="I am not sure."), view(day=story.day_before(story.DECIDED))):
        changed = given.when(other, on=story.DECIDED).twice_changes_nothing().and_then.state.decision.views
        assert changed == {Post.DCI: View(post=Post.DCI, met=other.met, comment=other.comment, given_on=other.given_on)}


@pytest.mark.rule("D-04", "X-01")
def test_part_2_carries_each_view() -> None:
    given = tuple(
        e.ViewGiven(post=post, met=post is not Post.DCI, comment=f"Of the {post}.", given_on=story.DECIDED)
        for post in Post
    )
    _, part_two = story.told((*story.DECIDING, *given, story.decided))
    assert isinstance(part_two, facts.PartTwoCompleted)
    assert [(one.post, one.met, one.comment) for one in part_two.part_two.views] == [
        (one.post, one.met, one.comment) for one in given
    ]


@pytest.mark.rule("D-05")
def test_the_core_agencies_are_those_that_the_law_names() -> None:
    """By hand, from the guide: police, councils, NHS England, the care board, probation, health board, trusts."""
    assert set(CORE_AGENCIES) == {
        "Hertfordshire Constabulary",
        "Hertfordshire County Council",
        "District or borough council",
        "NHS England",
        "Hertfordshire and West Essex Integrated Care Board",
        "Probation Service",
        "Local Health Board",
        "NHS trusts",
    }


@pytest.mark.rule("D-05")
def test_agencies_are_invited_to_a_meeting_that_follows_the_notification() -> None:
    OPENED.when(invite("NHS England", day=BEFORE)).refused("before the case came to attention", field="meeting_on")
    OPENED.when(invite("NHS England", day=story.ATTENTION)).then_kinds(e.AgenciesInvited)
    asked = OPENED.when(invite("NHS England", "Probation Service")).and_then
    asked.when(invite("Probation Service")).nothing()
    moved = asked.when(invite("Probation Service", day=date(2026, 3, 20))).then_kinds(e.AgenciesInvited).and_then
    assert moved.state.decision.invited == ("NHS England", "Probation Service")
    assert moved.state.decision.meeting_on == date(2026, 3, 20)
    (told,) = story.told((*story.OPENED, *asked.events[len(story.OPENED) :]))
    assert isinstance(told, facts.AgenciesInvited)
    assert told.agencies == ("NHS England", "Probation Service")
    with pytest.raises(ValueError, match="agencies"):
        invite()


@pytest.mark.rule("D-06")
@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (BEFORE, "before the case came to attention"),
        (story.ATTENTION, None),
        (story.DECIDED, None),
        (AFTER, "in the future"),
    ],
)
def test_the_preliminary_meeting_was_held_after_the_notification(day: date, refusal: str | None) -> None:
    held = OPENED.when(hold(day), on=story.DECIDED)
    if refusal:
        held.refused(refusal, field="held_on")
    else:
        held.then_kinds(e.PreliminaryMeetingHeld).twice_changes_nothing()
        assert held.and_then.state.decision.met_on == day


@pytest.mark.rule("D-06")
def test_a_meeting_on_another_day_or_with_other_contacts_is_recorded_anew() -> None:
    held = OPENED.when(hold(date(2026, 3, 19)), on=story.DECIDED).and_then
    held.when(hold(date(2026, 3, 18)), on=story.DECIDED).then_kinds(e.PreliminaryMeetingHeld)
    more = hold(date(2026, 3, 19)).model_copy(update={"contacts": (AgencyContact(agency="NHS England", contact="2."),)})
    assert held.when(more, on=story.DECIDED).and_then.state.decision.contacts == more.contacts


# The decision and its 28 days


@pytest.mark.rule("D-08", "C-01")
@pytest.mark.parametrize(
    ("decided_on", "today", "state"),
    [
        (None, date(2026, 3, 22), ClockState.RUNNING),
        (None, date(2026, 3, 23), ClockState.DUE_SOON),
        (None, date(2026, 3, 30), ClockState.DUE_SOON),
        (None, date(2026, 3, 31), ClockState.OVERDUE),
        (date(2026, 3, 29), date(2026, 4, 1), ClockState.MET),
        (date(2026, 3, 30), date(2026, 4, 1), ClockState.MET),
        (date(2026, 3, 31), date(2026, 4, 1), ClockState.MET_LATE),
    ],
)
def test_the_decision_is_due_on_the_28th_day(decided_on: date | None, today: date, state: ClockState) -> None:
    decision = [story.decided.model_copy(update={"decided_on": decided_on})] if decided_on else []
    found = dict(clocks(fold(CASE, (*story.DECIDING, *decision))))
    assert (found[Clock.DECISION].due, found[Clock.DECISION].length) == (date(2026, 3, 30), 28)
    assert found[Clock.DECISION].state(today) is state
    assert (Clock.REPORT in found) is (decided_on is not None)


@pytest.mark.rule("D-06", "D-07")
def test_another_decision_is_refused_until_the_first_is_reopened() -> None:
    decided = Spec(CASE).given(*story.PROCEEDING)
    decided.when(decide(story.DECIDED), by=WATFORD, on=story.LATER).nothing()
    for other in (decide(story.day_after(story.DECIDED)), decide(story.DECIDED, proceed=False)):
        decided.when(other, by=WATFORD, on=story.LATER).refused("A decision not to proceed can be reopened")


@pytest.mark.rule("D-07")
@pytest.mark.parametrize(
    ("day", "refusal"),
    [(story.day_before(story.DECIDED), "before the decision"), (story.DECIDED, None), (AFTER, "in the future")],
)
def test_a_decision_is_reopened_on_its_day_or_later(day: date, refusal: str | None) -> None:
    asked = ReopenDecision(case_id=story.CASE_ID, reason="The Home Office asks.", reopened_on=day)
    outcome = Spec(CASE).given(*story.DECIDING, story.not_proceeding).when(asked, by=WATFORD, on=story.DECIDED)
    if refusal:
        outcome.refused(refusal, field="reopened_on")
    else:
        outcome.then_kinds(e.DecisionReopened)
        decision = outcome.and_then.state.decision
        assert (decision.proceed, decision.decided_on, decision.report_due) == (None, None, None)
        (told,) = story.told((*story.DECIDING, story.not_proceeding, *outcome.events))
        assert isinstance(told, facts.DecisionReopened)
        assert told.reopened_on == day
    Spec(CASE).given(*story.DECIDING).when(asked, by=WATFORD, on=story.LATER).nothing()


@pytest.mark.rule("C-02", "D-07")
def test_a_review_that_is_not_held_has_no_report_due() -> None:
    (decision,) = Spec(CASE).given(*story.DECIDING).when(decide(story.DECIDED, proceed=False), on=story.LATER).events
    assert isinstance(decision, e.DecisionRecorded)
    assert decision.report_due is None


@pytest.mark.rule("N-03")
def test_a_transfer_to_the_same_partnership_changes_nothing() -> None:
    OPENED.when(TransferCase(case_id=story.CASE_ID, to_csp=Csp.WATFORD, reason="She lived there.")).nothing()
