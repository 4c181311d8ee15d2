"""A review that goes its way: facts for tests to start from. Nobody in it is real."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from cases.domain import events as e
from cases.domain.case import CASE
from cases.domain.notification import reference_of
from cases.publish import publish
from shared.actor import Role
from shared.contracts.cases.values import (
    Answer,
    AttendeeRole,
    Category,
    Criterion,
    Deceased,
    NotifiedBy,
    Outcome,
    Perpetrator,
    Relationship,
    ReportStage,
    Sex,
)
from shared.contracts.county import Csp
from shared.contracts.notifications.values import Notice, RecipientKind, Stage
from shared.decider import fold
from shared.record import Recorded
from shared.testing.spec import some_id

CASE_ID = some_id("a case")
CHAIR_ID = some_id("a chair")
CHAIR_ACCOUNT = some_id("the account of a chair")
IMR_ID = some_id("an imr")
ATTENTION = date(2026, 3, 2)
DECISION_DUE = date(2026, 3, 30)
DECIDED = date(2026, 3, 20)
REPORT_DUE = date(2026, 9, 20)
INITIAL = date(2026, 3, 27)
VERSION_DAY = date(2026, 6, 1)
SHARED = date(2026, 6, 8)
READ_BY = date(2026, 6, 29)
LATER = date(2026, 12, 1)
"""A day after everything in this story."""

VICTIM = Deceased(
    name="Asha Example",
    date_of_birth="1985-06-15",
    date_of_death=date(2026, 3, 1),
    sex=Sex.FEMALE,
    relationship=Relationship.EX_PARTNER,
    aged_16_or_over=Answer.YES,
)
ACCUSED = Perpetrator(name="Ben Example", sex=Sex.MALE, died=Answer.NO)

notified = e.DeathNotified(
    reference=reference_of(CASE_ID),
    csp=Csp.WATFORD,
    notifying_agency="Hertfordshire Constabulary",
    notified_by=NotifiedBy.AGENCY,
    attention_date=ATTENTION,
    decision_due=DECISION_DUE,
    category=Category.INTIMATE_PARTNER,
    deceased=(VICTIM,),
    perpetrators=(ACCUSED,),
    children=(),
    address="1 Example Street, Watford",
    summary="Police were called to the address and found that she had died.",
)
granted = tuple(
    e.AccessGranted(
        grantee=grantee,
        grantee_name=name,
        role=role,
        reason="Receives Part 1 of the notification",
        granted_on=ATTENTION,
    )
    for grantee, name, role in (
        ("csp_chair:Watford", "CSP Chair of Watford", Role.CSP_CHAIR),
        ("subgroup_chair", "Sub-Group Chair", Role.SUBGROUP_CHAIR),
        ("dci", "DCI of Safeguarding Command", Role.DCI),
    )
)
assessed = e.CriteriaAssessed(criterion=Criterion.RELATIVE_OR_PARTNER, facts="A former partner was arrested.")
invited = e.AgenciesInvited(agencies=("Hertfordshire Constabulary",), meeting_on=date(2026, 3, 19))
preliminary = e.PreliminaryMeetingHeld(held_on=date(2026, 3, 19), contacts=())
decided = e.DecisionRecorded(proceed=True, rationale="The criteria are met.", decided_on=DECIDED, report_due=REPORT_DUE)
not_proceeding = e.DecisionRecorded(
    proceed=False, rationale="There was no relationship.", decided_on=DECIDED, report_due=None
)
chair = e.ChairCommissioned(
    chair_id=CHAIR_ID, chair_name="Chris Chair", writer_name=None, commissioned_on=date(2026, 3, 23)
)
to_the_chair = e.AccessGranted(
    grantee=CHAIR_ACCOUNT,
    grantee_name="Chris Chair",
    role=Role.PANEL_CHAIR,
    reason="Chairs the panel of this review",
    granted_on=date(2026, 3, 23),
)


def present(name: str, role: AttendeeRole, agency: str | None = None) -> e.Present:
    return e.Present(member_id=some_id(name), name=name, role=role, agency=agency, confidentiality_signed=True)


initial = e.InitialMeetingHeld(
    held_on=INITIAL,
    present=(
        present("Carol Csp", AttendeeRole.CSP_CHAIR),
        present("Chris Chair", AttendeeRole.PANEL_CHAIR),
        present("Pat Probation", AttendeeRole.AGENCY_MEMBER, "Probation Service"),
    ),
    appointment_agreed=True,
    chronologies="Considered.",
    further_information="From the housing association, by May.",
    terms_of_reference="From January 2024 to the day of the death.",
    communications_plan="The chair leads, through the family liaison officer.",
    imr_requirements="Three agencies, by the end of May.",
    photograph_present=True,
)


def met(number: int, day: date) -> e.PanelMeetingHeld:
    return e.PanelMeetingHeld(number=number, held_on=day, present=(), discussed="Drafts.", photograph_present=True)


second, third = met(2, date(2026, 5, 5)), met(3, date(2026, 6, 30))
version = e.ReportVersionAdded(report_version="1", author="Chris Chair", added_on=VERSION_DAY)
shared_with_family = e.DraftSharedWithFamily(report_version="1", shared_on=SHARED, read_by=READ_BY)
family_read = e.FamilyReadingFinished(declined=False, finished_on=READ_BY)


def agreed(stage: ReportStage, day: date) -> e.ReportAgreed:
    return e.ReportAgreed(stage=stage, report_version="1", agreed_on=day)


agreements = (
    agreed(ReportStage.PANEL, date(2026, 7, 1)),
    agreed(ReportStage.SUBGROUP, date(2026, 7, 8)),
    agreed(ReportStage.CSP, date(2026, 7, 15)),
)
submitted = e.ReportSubmitted(round=1, report_version="1", submitted_on=date(2026, 7, 20))
approved = e.OutcomeRecorded(round=1, outcome=Outcome.PUBLISH, recorded_on=date(2026, 10, 1), letter="Thank you.")
sent_back = e.OutcomeRecorded(round=1, outcome=Outcome.RESUBMIT, recorded_on=date(2026, 10, 1), letter="Please see.")
published = e.ReportPublished(published_on=date(2026, 11, 2), where="https://www.watford.example/reviews")
commissioner_told = e.DispatchNoted(
    dispatch_id=some_id("to the commissioner"),
    notice=Notice.COMMISSIONER,
    recipient=RecipientKind.COMMISSIONER,
    stage=Stage.TAKEN,
    on=date(2026, 7, 20),
)
plan_done = e.PlanCompletionNoted(on=date(2026, 11, 20))

OPENED: tuple[e.CaseEvent, ...] = (notified, *granted)
DECIDING: tuple[e.CaseEvent, ...] = (*OPENED, assessed, invited, preliminary)
PROCEEDING: tuple[e.CaseEvent, ...] = (*DECIDING, decided)
PANEL_SITTING: tuple[e.CaseEvent, ...] = (*PROCEEDING, chair, initial)
DRAFTED: tuple[e.CaseEvent, ...] = (*PANEL_SITTING, second, version, shared_with_family)
READY_TO_AGREE: tuple[e.CaseEvent, ...] = (*DRAFTED, third, family_read)
AGREED: tuple[e.CaseEvent, ...] = (*READY_TO_AGREE, *agreements)
SUBMITTED: tuple[e.CaseEvent, ...] = (*AGREED, submitted)
APPROVED: tuple[e.CaseEvent, ...] = (*SUBMITTED, approved)


def day_after(day: date) -> date:
    return day + timedelta(days=1)


def day_before(day: date) -> date:
    return day - timedelta(days=1)


def recorded(message: Any, version: int = 1) -> Recorded[Any]:
    at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    return Recorded(message, "cases", f"case-{CASE_ID}", version, version, at, "officer", IMR_ID)


def told(events: tuple[Any, ...]) -> list[Any]:
    return publish(recorded(events[-1]), fold(CASE, events))
