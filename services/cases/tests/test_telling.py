"""What is told to other services of each fact, in full: no more, no less, and to nobody of what stays inside?"""

from datetime import date
from typing import Any

import pytest
from cases.domain import events as e
from cases.domain.case import CASE
from cases.publish import earliest_death
from shared.contracts.cases import facts
from shared.contracts.cases.values import (
    AgencyContact,
    Answer,
    AttendeeRole,
    Category,
    Child,
    Clock,
    Criterion,
    Evaluator,
    NotifiedBy,
    Outcome,
    PartOne,
    PartTwo,
    Post,
    ReportStage,
    View,
)
from shared.decider import fold

from . import story
from .story import CASE_ID

OF: dict[str, Any] = {"case_id": CASE_ID, "reference": story.notified.reference, "csp": "Watford"}
CHILDREN = (Child(supported=Answer.YES), Child())
DAY = date(2026, 8, 1)
dead = story.ACCUSED.model_copy(update={"died": Answer.YES})
notified = story.notified.model_copy(
    update={"children": CHILDREN, "perpetrators": (dead, story.ACCUSED), "csp_reason": "She last lived in Watford."}
)
contact = AgencyContact(agency="Probation Service", contact="None known.", view="A review should be held.")
preliminary = story.preliminary.model_copy(update={"contacts": (contact,)})
given = e.ViewGiven(post=Post.DCI, met=True, comment="Met.", given_on=story.DECIDED)
DECIDING: tuple[e.CaseEvent, ...] = (notified, story.assessed, given, story.invited, preliminary)
PROCEEDING: tuple[e.CaseEvent, ...] = (*DECIDING, story.decided)
PART_ONE = PartOne(
    reference=notified.reference,
    csp="Watford",
    csp_reason="She last lived in Watford.",
    notifying_agency="Hertfordshire Constabulary",
    notified_by=NotifiedBy.AGENCY,
    attention_date=story.ATTENTION,
    category=Category.INTIMATE_PARTNER,
    deceased=(story.VICTIM,),
    perpetrators=(dead, story.ACCUSED),
    children=CHILDREN,
    address="1 Example Street, Watford",
    summary="Police were called to the address and found that she had died.",
)
requested = e.ImrRequested(imr_id=story.IMR_ID, agency="NHS England", requested_on=story.INITIAL, due_on=DAY)
another = e.ImrRequested(imr_id=story.CHAIR_ID, agency="Probation", requested_on=story.INITIAL, due_on=DAY)
accepted = e.ImrAccepted(imr_id=story.IMR_ID, accepted_on=DAY)
extended = e.ExtensionAgreed(
    old_due=story.REPORT_DUE, new_due=date(2026, 12, 20), agreed_on=DAY, reason="The trial was adjourned."
)
submitted = story.submitted.model_copy(update={"document": "a" * 64, "document_kind": "pdf"})
PAT = Evaluator(member_id=story.initial.present[2].member_id, name="Pat Probation")


def told(*events: e.CaseEvent) -> list[Any]:
    return story.told(events)


@pytest.mark.rule("N-02", "N-04", "N-05", "N-06")
def test_of_a_notification_the_counts_and_part_1() -> None:
    opened = facts.CaseOpened(
        **OF,
        attention_date=story.ATTENTION,
        decision_due=story.DECISION_DUE,
        category=Category.INTIMATE_PARTNER,
        murder_suicide=True,
        victims=1,
        perpetrator_deaths=1,
        children=2,
        earliest_death=date(2026, 3, 1),
    )
    assert told(notified) == [opened, facts.PartOneCompleted(**OF, part_one=PART_ONE)]


@pytest.mark.rule("B-08", "B-10")
def test_of_a_review_that_was_taken_over_its_counts() -> None:
    counts: dict[str, Any] = {
        "death_month": "2019-07",
        "category": Category.FAMILIAL,
        "murder_suicide": True,
        "victims": 2,
        "perpetrator_deaths": 1,
        "children": 3,
        "published": True,
    }
    taken = e.ReviewImported(reference="DHR-2019-001", csp="Dacorum", **counts)
    of = {"case_id": CASE_ID, "reference": "DHR-2019-001", "csp": "Dacorum"}
    assert told(taken) == [facts.ReviewImported(**of, **counts)]


@pytest.mark.rule("N-03")
def test_of_a_transfer_the_new_partnership_and_part_1_again() -> None:
    moved = e.CaseTransferred(from_csp="Watford", to_csp="Dacorum", reason="She most often lived there.")
    there = OF | {"csp": "Dacorum"}
    part_one = PART_ONE.model_copy(update={"csp": "Dacorum", "csp_reason": "She most often lived there."})
    assert told(notified, moved) == [
        facts.CaseTransferred(**there, from_csp="Watford"),
        facts.PartOneCompleted(**there, part_one=part_one),
    ]


@pytest.mark.rule("N-11", "H-12")
def test_of_a_corrected_date_the_date_alone() -> None:
    death = e.DateOfDeathCorrected(
        person=1, was=date(2026, 3, 1), date_of_death=date(2026, 2, 27), corrected_on=DAY, reason="The pathologist."
    )
    assert told(notified, death) == [
        facts.DateOfDeathCorrected(**OF, corrected_on=DAY, earliest_death=date(2026, 2, 27))
    ]
    attention = e.AttentionDateCorrected(
        was=story.ATTENTION,
        attention_date=date(2026, 3, 3),
        decision_due=date(2026, 3, 31),
        corrected_on=DAY,
        reason="The e-mail.",
    )
    assert told(notified, attention) == [
        facts.AttentionDateCorrected(
            **OF, corrected_on=DAY, attention_date=date(2026, 3, 3), decision_due=date(2026, 3, 31)
        )
    ]


@pytest.mark.rule("H-12", "N-13")
@pytest.mark.parametrize(
    ("days", "first"),
    [
        ((date(2026, 3, 1), date(2026, 2, 27)), date(2026, 2, 27)),
        ((date(2026, 2, 27), date(2026, 3, 1)), date(2026, 2, 27)),
        ((date(2026, 2, 27), None), None),
        ((None,), None),
        ((), None),
    ],
)
def test_the_first_death_is_known_when_each_day_is(days: tuple[date | None, ...], first: date | None) -> None:
    people = tuple(story.VICTIM.model_copy(update={"date_of_death": day}) for day in days)
    assert earliest_death(fold(CASE, [notified.model_copy(update={"deceased": people})])) == first


@pytest.mark.rule("D-05", "H-05")
def test_of_an_invitation_the_agencies() -> None:
    assert told(notified, story.invited) == [facts.AgenciesInvited(**OF, agencies=("Hertfordshire Constabulary",))]


@pytest.mark.rule("D-06", "D-07", "X-01", "C-02")
@pytest.mark.parametrize("decision", [story.decided, story.not_proceeding])
def test_of_a_decision_its_dates_and_apart_both_parts_of_the_form(decision: e.DecisionRecorded) -> None:
    part_two = PartTwo(
        criterion=Criterion.RELATIVE_OR_PARTNER,
        facts="A former partner was arrested.",
        views=(View(post=Post.DCI, met=True, comment="Met.", given_on=story.DECIDED),),
        agencies=(contact,),
        proceed=decision.proceed,
        rationale=decision.rationale,
        decided_on=story.DECIDED,
    )
    assert told(*DECIDING, decision) == [
        facts.DecisionMade(
            **OF,
            proceed=decision.proceed,
            decided_on=story.DECIDED,
            criterion=Criterion.RELATIVE_OR_PARTNER,
            report_due=decision.report_due,
            children=2,
        ),
        facts.PartTwoCompleted(**OF, report_due=decision.report_due, children=2, part_one=PART_ONE, part_two=part_two),
    ]


@pytest.mark.rule("D-07")
def test_of_a_reopening_its_day() -> None:
    reopened = e.DecisionReopened(reason="The Home Office asks.", reopened_on=DAY)
    assert told(*DECIDING, story.not_proceeding, reopened) == [facts.DecisionReopened(**OF, reopened_on=DAY)]


@pytest.mark.rule("P-02", "P-03", "H-06")
def test_of_a_meeting_its_day() -> None:
    assert told(*PROCEEDING, story.chair, story.initial) == [
        facts.InitialMeetingHeld(**OF, held_on=story.INITIAL, appointment_agreed=True)
    ]
    assert told(*PROCEEDING, story.chair, story.initial, story.second) == [
        facts.PanelMeetingHeld(**OF, held_on=date(2026, 5, 5), number=2)
    ]


@pytest.mark.rule("I-01")
def test_of_the_imrs_how_many_were_requested_and_accepted() -> None:
    assert told(*story.PANEL_SITTING, requested) == [facts.ImrProgressed(**OF, requested=1, accepted=0)]
    assert told(*story.PANEL_SITTING, requested, another, accepted) == [
        facts.ImrProgressed(**OF, requested=2, accepted=1)
    ]
    named = e.ImrAuthorNamed(imr_id=story.IMR_ID, author="Ann Author")
    assert told(*story.PANEL_SITTING, requested, named) == []


@pytest.mark.rule("F-01", "F-03", "C-04")
def test_of_the_family_the_day_of_an_offer() -> None:
    assert told(*story.DRAFTED) == [facts.FamilyEngagementOffered(**OF, offered_on=story.SHARED)]
    declined = e.FamilyReadingFinished(declined=True, finished_on=DAY, comments="They asked for peace.")
    assert told(*story.DRAFTED, declined) == [facts.FamilyEngagementOffered(**OF, offered_on=DAY)]
    assert told(*story.DRAFTED, story.family_read) == []


@pytest.mark.rule("O-03", "C-03")
def test_of_the_report_its_approvals_and_delays() -> None:
    assert told(*story.READY_TO_AGREE, story.agreements[0]) == [
        facts.ReportAgreed(**OF, stage=ReportStage.PANEL, agreed_on=date(2026, 7, 1))
    ]
    dates = {"new_due": date(2026, 12, 20), "agreed_on": DAY}
    assert told(*story.PANEL_SITTING, extended) == [
        facts.ExtensionAgreed(**OF, **dates),
        facts.DelayExplained(**OF, **dates, reason="The trial was adjourned."),
    ]


@pytest.mark.rule("S-01", "S-02", "S-03", "Q-01")
def test_of_the_home_office_and_the_publication_each_round() -> None:
    assert told(*story.AGREED, submitted) == [
        facts.ReportSubmitted(
            **OF,
            round=1,
            submitted_on=date(2026, 7, 20),
            report_name="1",
            report_sha256="a" * 64,
            report_kind="pdf",
        )
    ]
    answered = {"round": 1, "recorded_on": date(2026, 10, 1), "panel_members": (PAT.member_id,)}
    assert told(*story.SUBMITTED, story.approved) == [
        facts.OutcomeRecorded(**OF, **answered, outcome=Outcome.PUBLISH, evaluators=(PAT,))
    ]
    assert told(*story.SUBMITTED, story.sent_back) == [
        facts.OutcomeRecorded(**OF, **answered, outcome=Outcome.RESUBMIT, evaluators=())
    ]
    assert told(*story.APPROVED, story.published) == [
        facts.ReportPublished(**OF, published_on=date(2026, 11, 2), where="https://www.watford.example/reviews")
    ]


@pytest.mark.rule("C-06", "A-07", "G-05")
def test_of_deadlines_closing_and_erasure() -> None:
    soon = e.ClockFellDueSoon(clock=Clock.DECISION, due=story.DECISION_DUE)
    late = e.ClockBecameOverdue(clock=Clock.REPORT, due=story.REPORT_DUE)
    assert told(*story.OPENED, soon) == [
        facts.DeadlinePassed(**OF, clock=Clock.DECISION, due=story.DECISION_DUE, overdue=False)
    ]
    assert told(*story.PANEL_SITTING, late) == [
        facts.DeadlinePassed(**OF, clock=Clock.REPORT, due=story.REPORT_DUE, overdue=True)
    ]
    assert told(*story.APPROVED, e.CaseClosed(closed_on=DAY)) == [facts.CaseClosed(**OF, closed_on=DAY)]
    assert told(*story.OPENED, e.CaseErased(reason="Retention ended.")) == [facts.CaseErased(**OF)]


@pytest.mark.rule("G-10", "O-05")
@pytest.mark.parametrize(
    "event",
    [
        story.assessed,
        given,
        preliminary,
        story.chair,
        story.granted[0],
        story.version,
        story.commissioner_told,
        story.plan_done,
        e.StepRecorded(step=7, done_on=DAY, note="Drafted."),
        e.ChairConflictNoted(chair_name="Chris Chair", on=DAY),
    ],
    ids=lambda event: type(event).__name__,
)
def test_of_the_rest_nothing(event: e.CaseEvent) -> None:
    assert told(*story.OPENED, event) == []


@pytest.mark.rule("Q-01")
def test_who_evaluates_the_chair_is_a_member_for_an_agency() -> None:
    """Neither the CSP Chair, nor the chair of the panel, nor the team."""
    roles = set(AttendeeRole) - {AttendeeRole.AGENCY_MEMBER}
    others = tuple(story.present(f"The {role}", role) for role in roles)
    meeting = story.met(4, date(2026, 7, 2)).model_copy(update={"present": others})
    (fact,) = told(*story.SUBMITTED, meeting, story.approved)
    assert fact.evaluators == (PAT,)
