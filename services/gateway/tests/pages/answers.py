"""What the services might answer: a dispatch, a plan, the tracker, a quarter, as like to the real ones as can be."""

from base64 import b64encode
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from shared.contracts.cases.values import Category
from shared.contracts.notifications.answers import (
    AttemptRow,
    Directory,
    DispatchRecord,
    DispatchRow,
    Proposal,
    Recipient,
    Said,
    Task,
    Tasks,
)
from shared.contracts.notifications.values import AttemptOutcome, Channel, Form, Notice, RecipientKind
from shared.contracts.notifications.values import Stage as Sent
from shared.contracts.tracker.plan import Action, AssuranceAsked, EscalationRow, HistoryLine, Plan, Recommendation
from shared.contracts.tracker.queries import (
    Headlines,
    QuarterlyReportAnswer,
    QuarterRow,
    Quarters,
    TrackerTotals,
    Work,
    WorkItem,
)
from shared.contracts.tracker.report import (
    Budget,
    Figures,
    NamedActions,
    NamedCount,
    QuarterlyReportContent,
    ReportedCase,
    ReportedEscalation,
)
from shared.contracts.tracker.values import ActionCounts, ActionRow, ActionState, Rating, Scope, Stage, TrackerRow
from shared.contracts.tracker.work import WorkKind
from shared.message import Value
from shared.question import Page

CASE, DISPATCH, LATER = "c" * 32, "d" * 32, "e" * 32
REFERENCE = "DHR-2026-004"
PDF = b"%PDF-1.7 a document"
MORNING = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
ICB = "Hertfordshire and West Essex Integrated Care Board"


def page_of(*rows: Value, total: int | None = None, page: int = 1) -> Page[Any]:
    return Page[Any](rows=rows, total=total or len(rows), page=page, size=25)


# Dispatches


def dispatch(state: Sent = Sent.TAKEN, **changed: Any) -> DispatchRow:
    given: dict[str, Any] = {
        "dispatch_id": DISPATCH,
        "case_id": CASE,
        "reference": REFERENCE,
        "csp": "Watford",
        "notice": Notice.CORONER,
        "recipient": RecipientKind.CORONER,
        "state": state,
        "channel": Channel.EMAIL,
        "prepared_on": date(2026, 11, 2),
        "sent_at": MORNING if state.sent else None,
        "attempts": 2,
        "next_try": None,
        "acknowledge_by": date(2026, 11, 9),
        "acknowledged_on": None,
        "acknowledgement_overdue": False,
        "sha256": "a" * 64,
        "missing": 1,
        "corrects": None,
    }
    return DispatchRow.model_validate(given | changed)


def record(state: Sent = Sent.TAKEN, **changed: Any) -> DispatchRecord:
    return DispatchRecord(
        row=dispatch(state, **changed),
        name="HM Senior Coroner for Hertfordshire",
        address="coroner@hertfordshire.example",
        template="coroner 1, look 1",
        missing=("the perpetrator’s date of birth",),
        content=Form(
            template="coroner",
            template_version=1,
            title="Notification",
            to="Coroner",
            reference=REFERENCE,
            made_on=date(2026, 11, 2),
            sections=(),
        ),
        filename="OFFICIAL-DHR-2026-004-coroner.pdf",
        pdf=b64encode(PDF).decode(),
        attempts=(
            AttemptRow(
                number=1,
                started_at=MORNING,
                address="coroner@hertfordshire.example",
                message_id="<one@hertfordshire.example>",
                ended_at=MORNING,
                outcome="failed for now",
                words="451 4.7.1 Please try again later",
                next_try=MORNING,
            ),
            AttemptRow(
                number=2,
                started_at=MORNING,
                address="coroner@hertfordshire.example",
                message_id="<one@hertfordshire.example>",
                ended_at=MORNING,
                outcome=AttemptOutcome.TAKEN,
                words="250 2.0.0 Ok: queued",
                tls="TLSv1.3",
            ),
        ),
        history=(
            Said(at=MORNING, by="service:notifications", sentence="The coroner's notification was prepared."),
            Said(at=MORNING, by="a" * 32, sentence="It was approved on 2 November 2026."),
        ),
        approved_by=None,
    )


TASKS = Tasks(
    tasks=(
        Task(
            what="Find out whether the Coroner has it",
            why="The coroner's notification may have been sent or not: the connection ended before the answer.",
            dispatch_id=DISPATCH,
            case_id=CASE,
            reference=REFERENCE,
            notice=Notice.CORONER,
            recipient=RecipientKind.CORONER,
            state=Sent.UNCERTAIN,
            since=date(2026, 11, 2),
        ),
        Task(what="Confirm or turn down a change of recipient that another person entered", why="The Coroner changes."),
    )
)
DIRECTORY = Directory(
    recipients=(
        Recipient(
            recipient=RecipientKind.CSP_CHAIR,
            csp="Watford",
            channel=Channel.EMAIL,
            name="Chair of the Watford CSP",
            address="chair@watford.example",
            from_date=date(2026, 4, 1),
            current=True,
        ),
        Recipient(
            recipient=RecipientKind.CORONER,
            csp=None,
            channel=Channel.BY_HAND,
            name="HM Senior Coroner for Hertfordshire",
            address="The coroners’ portal",
            from_date=date(2025, 4, 1),
            current=True,
        ),
    ),
    proposals=(
        Proposal(
            recipient=RecipientKind.CORONER,
            csp=None,
            channel=Channel.EMAIL,
            name="HM Senior Coroner for Hertfordshire",
            address="coroner@hertfordshire.example",
            from_date=date(2026, 12, 1),
            proposed_by="b" * 32,
        ),
    ),
    unset=("Home Office",),
)


# Plans

COUNTS = ActionCounts(not_started=3, in_progress=2, overdue=1, complete=1, assured=4, closed=1)


def action_row(place: int = 3, state: ActionState = ActionState.OVERDUE, **changed: Any) -> ActionRow:
    given: dict[str, Any] = {
        "case_id": CASE,
        "reference": REFERENCE,
        "csp": "Watford",
        "recommendation": 2,
        "action": place,
        "number": "9.1 a",
        "text": "Make sure that GP practices know domestic abuse risk factors and what to do",
        "owner": ICB,
        "has_measure": False,
        "target": date(2026, 10, 1),
        "state": state,
        "rating": Rating.RED,
        "rating_reason": "33 days over its target date",
        "escalated": False,
    }
    return ActionRow.model_validate(given | changed)


def recommendation(place: int, number: str, *actions: ActionRow, **changed: Any) -> Recommendation:
    given: dict[str, Any] = {
        "recommendation": place,
        "number": number,
        "text": "Make sure that GP practices know domestic abuse risk factors and what to do",
        "addressed_to": ("NHS England", "Herts Valleys CCG"),
        "scope": Scope.LOCAL,
        "theme": "professional curiosity",
        "review": "Manchester, published 2023-07",
        "deadline_in_text": "by the end of March 2027",
        "suggested_target": date(2027, 3, 31),
        "hints": ("Measurable: say how success will be seen, such as an audit, a count or a signed document.",),
        "actions": actions,
    }
    return Recommendation.model_validate(given | changed)


def plan(**changed: Any) -> Plan:
    given: dict[str, Any] = {
        "case_id": CASE,
        "reference": REFERENCE,
        "csp": "Watford",
        "agreed_on": None,
        "completed_on": None,
        "recommendations": (
            recommendation(1, "R1", action_row(1, ActionState.ASSURED, rating=Rating.GREEN)),
            recommendation(2, "9.1 a", action_row(), action_row(4, ActionState.NOT_STARTED, owner=None, target=None)),
        ),
        "counts": COUNTS,
        "without_owner": ("9.1 a",),
        "not_ready": ("Recommendation 9.1 a has no owner and no target date.",),
        "escalations": (
            EscalationRow(
                escalation=1,
                action=3,
                number="9.1 a",
                agency=ICB,
                reason="Nothing was heard by the day",
                opened_on=date(2026, 10, 20),
                closed_on=None,
                outcome=None,
            ),
        ),
        "asked": (
            AssuranceAsked(
                agency=ICB, asked_on=date(2026, 10, 1), reply_by=date(2026, 10, 15), answered=False, overdue=True
            ),
        ),
    }
    return Plan.model_validate(given | changed)


def long_plan(count: int) -> Plan:
    return plan(recommendations=tuple(recommendation(n, f"R{n}", action_row(n)) for n in range(1, count + 1)))


def action(state: ActionState = ActionState.OVERDUE, **changed: Any) -> Action:
    given: dict[str, Any] = {
        "row": action_row(state=state),
        "recommendation": "Make sure that practices know domestic abuse risk factors, and that they are audited",
        "scope": Scope.LOCAL,
        "theme": "professional curiosity",
        "person": None,
        "measure": None,
        "suggested_target": date(2027, 3, 31),
        "hints": ("Measurable: say how success will be seen, such as an audit, a count or a signed document.",),
        "derived_rating": Rating.RED,
        "overridden": False,
        "assured_on": None,
        "impact_due": (),
        "history": (
            HistoryLine(
                on=date(2026, 10, 20), text="Progress was reported.", evidence="12 of 40 practices were trained."
            ),
        ),
    }
    return Action.model_validate(given | changed)


WORK = Work(
    items=(
        WorkItem(
            kind=WorkKind.OVERDUE_ACTION,
            text="The action of recommendation 9.1 a is 33 days over its target",
            due=date(2026, 10, 1),
            case_id=CASE,
            reference=REFERENCE,
            action=3,
        ),
        WorkItem(
            kind=WorkKind.UPDATE_MISSING,
            text="The update for July to September 2026 is missing",
            due=date(2026, 9, 30),
            case_id=CASE,
            reference=REFERENCE,
            quarter="2026-Q3",
        ),
        WorkItem(kind=WorkKind.REPORT_TO_PRESENT, text="Present the report", due=None, quarter="2026-Q3"),
    )
)


# The tracker

REPORTED = Figures(
    reviews=24,
    deceased=31,
    victims=25,
    perpetrators=6,
    children=29,
    murder_suicides=6,
    intimate_partner=12,
    familial=5,
)
UNDER_WAY = Figures(
    reviews=2, deceased=2, victims=2, perpetrators=0, children=1, murder_suicides=0, intimate_partner=1, familial=1
)
HEADLINES = Headlines(
    as_at=date(2026, 11, 3),
    figures=REPORTED,
    under_way=UNDER_WAY,
    together=Figures(**{name: value + getattr(UNDER_WAY, name) for name, value in REPORTED.model_dump().items()}),
    awaiting_decision=1,
    not_proceeding=3,
)
TOTALS = TrackerTotals(
    stages=(NamedCount(name="panel at work", count=2), NamedCount(name="closed", count=22)),
    csps=(NamedCount(name="Watford", count=5),),
    themes=(NamedCount(name="professional curiosity", count=7),),
    actions=COUNTS,
    open_escalations=1,
    budget=Budget(
        year=2026,
        allocated=Decimal("64000.00"),
        committed=Decimal("24000.00"),
        invoiced=Decimal("8000.00"),
        paid=Decimal("8000.00"),
    ),
)


def tracker_row(**changed: Any) -> TrackerRow:
    given: dict[str, Any] = {
        "case_id": CASE,
        "reference": REFERENCE,
        "csp": "Watford",
        "stage": Stage.PANEL,
        "category": next(iter(Category)),
        "murder_suicide": False,
        "victims": 1,
        "perpetrator_deaths": 0,
        "children": 1,
        "attention_date": date(2026, 1, 5),
        "death_month": "2026-01",
        "decision_due": date(2026, 2, 2),
        "decided_on": date(2026, 1, 30),
        "report_due": date(2026, 7, 30),
        "next_due": date(2026, 10, 30),
        "clock": "4 days overdue, was due on 30 October 2026",
        "overdue": True,
        "chair": "Priya Chandra",
        "report_state": "IMRs: 3 of 5 accepted",
        "submitted_on": None,
        "rounds": 0,
        "outcome": None,
        "published_on": None,
        "closed_on": None,
        "extended_to": date(2026, 10, 30),
        "home_office_told": True,
        "actions": COUNTS,
        "escalations": 1,
        "imported": False,
    }
    return TrackerRow.model_validate(given | changed)


QUARTERS = Quarters(
    rows=(
        QuarterRow(quarter="2026-Q4", name="October to December 2026", presented_on=None, updates=1, missing=2),
        QuarterRow(
            quarter="2026-Q3", name="July to September 2026", presented_on=date(2026, 10, 14), updates=3, missing=0
        ),
    ),
    current="2026-Q4",
)


def report(presented_on: date | None = None) -> QuarterlyReportAnswer:
    case = ReportedCase(
        case_id=CASE,
        reference=REFERENCE,
        csp="Watford",
        stage="panel at work",
        chair="Priya Chandra",
        next_due=date(2026, 10, 30),
        extended_to=date(2026, 10, 30),
        home_office_told=True,
        asked_of="panel chair",
        update=None,
        delay_reason="The trial was moved",
        actions=COUNTS,
    )
    content = QuarterlyReportContent(
        quarter="2026-Q4",
        as_at=date(2026, 11, 3),
        figures=REPORTED,
        under_way=UNDER_WAY,
        stages=(
            NamedCount(name="panel at work", count=2),
            NamedCount(name="with the Home Office", count=1),
            NamedCount(name="closed", count=21),
        ),
        cases=(case, case.model_copy(update={"reference": "DHR-2026-005", "update": "The panel met twice."})),
        escalations=(
            ReportedEscalation(
                reference=REFERENCE,
                csp="Watford",
                number="9.1 a",
                agency=ICB,
                reason="Nothing was heard by the day",
                opened_on=date(2026, 10, 20),
                closed_on=None,
                outcome=None,
            ),
        ),
        by_agency=(NamedActions(name=ICB, actions=COUNTS),),
        by_csp=(NamedActions(name="Watford", actions=COUNTS),),
        themes=(NamedCount(name="professional curiosity", count=7),),
        budget=TOTALS.budget,
    )
    return QuarterlyReportAnswer(
        quarter="2026-Q4",
        name="October to December 2026",
        presented_on=presented_on,
        content=content,
        missing_updates=(REFERENCE,) if presented_on is None else (),
    )
