"""Criteria, preliminary meeting, decision (rules D, C-02, C-08)."""

from datetime import date

import pytest
from cases.domain import events as e
from cases.domain.case import CASE
from cases.policy import permit
from shared.contracts.cases.commands import (
    AssessCriteria,
    GiveView,
    InviteAgencies,
    RecordDecision,
    RecordPreliminaryMeeting,
    ReopenDecision,
)
from shared.contracts.cases.values import AgencyContact, Answer, Criterion, Post
from shared.contracts.county import CORE_AGENCIES
from shared.testing.spec import Spec, csp_chair_of

from . import story

CASE_SPEC = Spec(CASE)
WATFORD = csp_chair_of("Watford")


def assess(criterion: Criterion) -> AssessCriteria:
    return AssessCriteria(case_id=story.CASE_ID, criterion=criterion, facts="A former partner was arrested.")


def decide(day: date = story.DECIDED, *, proceed: bool = True) -> RecordDecision:
    return RecordDecision(case_id=story.CASE_ID, proceed=proceed, rationale="The criteria are met.", decided_on=day)


@pytest.mark.rule("D-01", "D-02", "D-03")
@pytest.mark.parametrize("criterion", list(Criterion))
def test_criteria_are_assessed_with_the_facts_that_meet_them(criterion: Criterion) -> None:
    CASE_SPEC.given(*story.OPENED).when(assess(criterion), by=WATFORD).then(
        e.CriteriaAssessed(criterion=criterion, facts="A former partner was arrested.")
    ).twice_changes_nothing()


@pytest.mark.rule("D-03")
@pytest.mark.parametrize("criterion", [Criterion.RELATIVE_OR_PARTNER, Criterion.HOUSEHOLD])
@pytest.mark.parametrize(
    ("aged", "refused"), [(Answer.NO, True), (Answer.YES, False), (Answer.UNKNOWN, False), (Answer.NOT_ASKED, False)]
)
def test_a_person_under_16_can_not_meet_the_homicide_criterion(
    criterion: Criterion, aged: Answer, refused: bool
) -> None:
    young = story.VICTIM.model_copy(update={"aged_16_or_over": aged})
    opened = story.notified.model_copy(update={"deceased": (young,)})
    outcome = CASE_SPEC.given(opened).when(assess(criterion), by=WATFORD)
    if refused:
        outcome.refused("LCSPR", field="criterion")
    else:
        outcome.then_kinds(e.CriteriaAssessed)


@pytest.mark.rule("D-04")
def test_each_member_gives_a_view_of_their_own() -> None:
    spec = CASE_SPEC.given(*story.OPENED)
    for post in Post:
        asked = GiveView(
            case_id=story.CASE_ID,
            post=post,
            met=post is not Post.DCI,
            comment="I have considered it.",
            given_on=story.DECIDED,
        )
        spec = spec.when(asked, by=WATFORD, on=story.DECIDED).twice_changes_nothing().and_then
    assert {post: view.met for post, view in spec.state.decision.views.items()} == {
        post: post is not Post.DCI for post in Post
    }


@pytest.mark.rule("D-05")
def test_core_agencies_are_invited_and_others_added_later() -> None:
    first = InviteAgencies(case_id=story.CASE_ID, agencies=CORE_AGENCIES, meeting_on=date(2026, 3, 19))
    more = InviteAgencies(case_id=story.CASE_ID, agencies=("A housing association",), meeting_on=date(2026, 3, 19))
    spec = CASE_SPEC.given(*story.OPENED).when(first, on=story.ATTENTION).twice_changes_nothing().and_then
    after = spec.when(more, on=story.ATTENTION).twice_changes_nothing().and_then.state
    assert after.decision.invited == (*CORE_AGENCIES, "A housing association")


@pytest.mark.rule("D-06")
def test_the_meeting_records_each_agencys_contact() -> None:
    contacts = (
        AgencyContact(agency="Probation Service", contact="None known.", view="A review should be held."),
        AgencyContact(agency="NHS England", contact="Two visits to general practice."),
    )
    asked = RecordPreliminaryMeeting(case_id=story.CASE_ID, held_on=date(2026, 3, 19), contacts=contacts)
    CASE_SPEC.given(*story.OPENED).when(asked, by=WATFORD, on=story.DECIDED).then(
        e.PreliminaryMeetingHeld(held_on=date(2026, 3, 19), contacts=contacts)
    ).twice_changes_nothing()


@pytest.mark.rule("D-06", "C-02")
def test_the_csp_chair_decides_and_the_report_is_due_six_months_on() -> None:
    CASE_SPEC.given(*story.DECIDING).when(decide(), by=WATFORD, on=story.DECIDED).then(
        story.decided
    ).twice_changes_nothing()


@pytest.mark.rule("D-06")
def test_only_the_csp_chair_of_the_responsible_partnership_decides() -> None:
    deciding = Spec(CASE, permit).given(*story.DECIDING)
    deciding.when(decide(), by=WATFORD, on=story.DECIDED).then(story.decided)
    deciding.when(decide(), by=csp_chair_of("Dacorum"), on=story.DECIDED).forbidden("access")
    granted = csp_chair_of("Dacorum").model_copy(update={"id": "csp_chair:Watford"})
    deciding.when(decide(), by=granted, on=story.DECIDED).forbidden("Only the CSP Chair of Watford")


@pytest.mark.rule("D-09")
def test_no_decision_before_the_criteria_and_the_meeting() -> None:
    CASE_SPEC.given(*story.OPENED).when(decide(), by=WATFORD, on=story.DECIDED).refused("Assess the criteria first")
    CASE_SPEC.given(*story.OPENED, story.assessed).when(decide(), by=WATFORD, on=story.DECIDED).refused(
        "Record the preliminary meeting first"
    )


@pytest.mark.rule("D-09")
@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (date(2026, 3, 1), "before the case came to attention"),
        (date(2026, 3, 18), "before the preliminary meeting"),
        (date(2026, 3, 19), None),
        (date(2026, 3, 20), None),
        (date(2026, 3, 21), "in the future"),
    ],
)
def test_a_decision_is_dated_between_the_meeting_and_today(day: date, refusal: str | None) -> None:
    outcome = CASE_SPEC.given(*story.DECIDING).when(decide(day), by=WATFORD, on=date(2026, 3, 20))
    if refusal:
        outcome.refused(refusal, field="decided_on")
    else:
        outcome.then_kinds(e.DecisionRecorded)


@pytest.mark.rule("D-08", "C-01")
def test_a_late_decision_is_recorded_all_the_same() -> None:
    late = date(2026, 3, 31)
    CASE_SPEC.given(*story.DECIDING).when(decide(late), by=WATFORD, on=late).then_kinds(e.DecisionRecorded)


@pytest.mark.rule("D-03")
def test_a_review_is_not_held_against_criteria_that_are_not_met() -> None:
    not_met = story.assessed.model_copy(update={"criterion": Criterion.NOT_MET})
    given_ = CASE_SPEC.given(*story.OPENED, not_met, story.preliminary)
    given_.when(decide(), by=WATFORD, on=story.DECIDED).refused("not met", field="proceed")
    given_.when(decide(proceed=False), by=WATFORD, on=story.DECIDED).then_kinds(e.DecisionRecorded)


@pytest.mark.rule("D-07")
def test_a_decision_not_to_proceed_can_be_reopened_and_history_is_kept() -> None:
    asked = ReopenDecision(case_id=story.CASE_ID, reason="The Home Office asks.", reopened_on=date(2026, 4, 1))
    reopened = CASE_SPEC.given(*story.DECIDING, story.not_proceeding).when(asked, by=WATFORD, on=date(2026, 4, 1))
    reopened.then(
        e.DecisionReopened(reason="The Home Office asks.", reopened_on=date(2026, 4, 1))
    ).twice_changes_nothing()
    reopened.and_then.when(decide(date(2026, 4, 2)), by=WATFORD, on=date(2026, 4, 2)).then_kinds(e.DecisionRecorded)
    CASE_SPEC.given(*story.PROCEEDING).when(asked, by=WATFORD, on=date(2026, 4, 1)).refused("Only a decision not to")
