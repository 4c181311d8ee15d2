"""What the tracker service may be asked."""

from datetime import date
from typing import ClassVar, Literal

from shared.actor import SPT, Role
from shared.contracts.cases.values import CaseId, Category
from shared.contracts.tracker.plan import Action, Plan
from shared.contracts.tracker.report import Budget, Figures, NamedCount, QuarterlyReportContent
from shared.contracts.tracker.values import (
    ActionCounts,
    ActionNo,
    ActionRow,
    ActionState,
    QuarterName,
    Stage,
    TrackerRow,
)
from shared.contracts.tracker.work import WorkKind
from shared.message import Value
from shared.question import Listing, Page, Question

_COUNTY = SPT | {Role.SUBGROUP_CHAIR, Role.SUBGROUP_MEMBER, Role.DCI, Role.CSP_CHAIR, Role.AUDITOR}
"""Who sees the county's tracker. A CSP Chair is answered for their own partnership alone."""
_PLAN = _COUNTY | {Role.PANEL_CHAIR, Role.REPORT_WRITER, Role.PANEL_MEMBER, Role.AGENCY_LEAD}
_AGGREGATES = _COUNTY | {Role.BOARD_MEMBER, Role.OPCC_FINANCE}


# The tracker


class TrackerList(Listing[Page[TrackerRow]]):
    """The county's reviews (B-01)."""

    may: ClassVar[frozenset[Role]] = _COUNTY
    csp: str | None = None
    stage: Stage | None = None
    category: Category | None = None
    text: str | None = None
    """A part of the reference."""
    sort: Literal["reference", "csp", "stage", "attention", "next_due"] = "reference"
    descending: bool = False


class TrackerOf(Question[TrackerRow]):
    """One review's row of the tracker."""

    may: ClassVar[frozenset[Role]] = _PLAN
    case_id: CaseId


class Headlines(Value):
    as_at: date
    figures: Figures
    """Published reviews, and those taken over from before this system: what the county's slides count."""
    under_way: Figures
    """Reviews that were decided on and are not published yet."""
    together: Figures
    awaiting_decision: int
    not_proceeding: int


class HeadlineFigures(Question[Headlines]):
    """The figures of the county's slides, at any date (B-04, B-10)."""

    may: ClassVar[frozenset[Role]] = _AGGREGATES
    as_at: date | None = None
    """None: today."""


class TrackerTotals(Value):
    """Aggregates for the board."""

    stages: tuple[NamedCount, ...]
    csps: tuple[NamedCount, ...]
    themes: tuple[NamedCount, ...]
    actions: ActionCounts
    open_escalations: int
    budget: Budget | None


class TrackerSummary(Question[TrackerTotals]):
    """Cases by stage and CSP, themes, actions, budget: counts alone."""

    may: ClassVar[frozenset[Role]] = _AGGREGATES


# Action plans


class ActionPlan(Question[Plan]):
    """The action plan of a case. An agency lead sees the recommendations with actions of their own agency."""

    may: ClassVar[frozenset[Role]] = _PLAN
    case_id: CaseId


class ActionDetail(Question[Action]):
    """One action with its evidence and history."""

    may: ClassVar[frozenset[Role]] = _PLAN
    case_id: CaseId
    action: ActionNo


class ActionList(Listing[Page[ActionRow]]):
    """Actions across reviews. Agency leads see their own agency's, CSP Chairs their partnership's."""

    may: ClassVar[frozenset[Role]] = _COUNTY | {Role.AGENCY_LEAD}
    case_id: CaseId | None = None
    agency: str | None = None
    csp: str | None = None
    state: ActionState | None = None
    escalated: bool | None = None
    sort: Literal["plan", "target", "owner"] = "plan"
    descending: bool = False


# The quarter


class QuarterlyReportAnswer(Value):
    quarter: QuarterName
    name: str
    """`October to December 2026`"""
    presented_on: date | None
    """None: live, and not presented yet."""
    content: QuarterlyReportContent
    missing_updates: tuple[str, ...]
    """References of the reviews without an update (B-03)."""


class QuarterlyReport(Question[QuarterlyReportAnswer]):
    """The report of a quarter, as presented or as it stands (B-02). Board members see presented reports alone."""

    may: ClassVar[frozenset[Role]] = _AGGREGATES
    quarter: QuarterName


class File(Value):
    name: str
    media_type: str
    content: str
    """Base64."""
    sha256: str


class QuarterlyReportFile(Question[File]):
    """The same report as a file."""

    may: ClassVar[frozenset[Role]] = _AGGREGATES
    quarter: QuarterName
    kind: Literal["pdf", "xlsx"]


class QuarterRow(Value):
    quarter: QuarterName
    name: str
    presented_on: date | None
    updates: int
    missing: int
    """Updates; nothing is missing of a report that was presented before anybody asked."""


class Quarters(Value):
    rows: tuple[QuarterRow, ...]
    current: QuarterName


class QuarterList(Question[Quarters]):
    """The quarters that have a report, the present one first. Board members see the presented ones."""

    may: ClassVar[frozenset[Role]] = _AGGREGATES


# Work


class WorkItem(Value):
    kind: WorkKind
    text: str
    """In words, without names."""
    due: date | None
    case_id: CaseId | None = None
    reference: str | None = None
    action: int | None = None
    quarter: QuarterName | None = None


class Work(Value):
    items: tuple[WorkItem, ...]


class TrackerWork(Question[Work]):
    """What in plans and reports needs the asker: overdue, to assure, to agree, missing."""

    may: ClassVar[frozenset[Role]] = _COUNTY | {Role.AGENCY_LEAD, Role.PANEL_CHAIR}
