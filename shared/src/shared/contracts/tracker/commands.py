"""What may be asked of the tracker service. CSP Chairs act for their own partnership, agency leads for their agency."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared.actor import SPT, Role
from shared.contracts.cases.values import CaseId
from shared.contracts.tracker.values import (
    ActionNo,
    End,
    QuarterName,
    Rating,
    RecommendationNo,
    RecommendationRow,
    Scope,
    Successor,
)
from shared.message import Command, Line, Personal, PersonalText, Text

_PLANNERS = SPT | {Role.CSP_CHAIR, Role.PANEL_CHAIR, Role.REPORT_WRITER}
_CSP_CHAIR = SPT | {Role.CSP_CHAIR}
_REPORTERS = SPT | {Role.CSP_CHAIR, Role.AGENCY_LEAD}
_OVERSIGHT = frozenset({Role.CSP_CHAIR, Role.SUBGROUP_CHAIR, Role.MANAGER})


class OfPlan(Command):
    """A command on the action plan of one case."""

    case_id: CaseId


class OfAction(OfPlan):
    action: ActionNo


class LoadRecommendations(OfPlan):
    """Put the recommendations of a report into the action plan, untidy as they are (A-01, A-08). What is in the plan
    already is left alone, so that loading the same file twice changes nothing."""

    may: ClassVar[frozenset[Role]] = _PLANNERS
    rows: Annotated[tuple[RecommendationRow, ...], Field(min_length=1, max_length=500)]
    agencies: Annotated[tuple[Line, ...], Field(max_length=40)] = ()
    """Whom `All Agencies` and other groups mean in this review; one action for each."""
    successors: Annotated[tuple[Successor, ...], Field(max_length=40)] = ()


class AddRecommendation(OfPlan):
    """Add one recommendation to the plan (A-01)."""

    may: ClassVar[frozenset[Role]] = _PLANNERS
    number: Annotated[str, Field(max_length=40)] = ""
    text: Text
    addressed_to: Line | None = None
    """Several addressees are parted by `|`."""
    scope: Scope | None = None
    theme: Line | None = None


class ClassifyRecommendation(OfPlan):
    """Say what scope and theme a recommendation has (A-01, B-05)."""

    may: ClassVar[frozenset[Role]] = _PLANNERS
    recommendation: RecommendationNo
    scope: Scope
    theme: Line


class AddAction(OfPlan):
    """Add an action to a recommendation, where it asks for more than one thing (A-01)."""

    may: ClassVar[frozenset[Role]] = _PLANNERS
    recommendation: RecommendationNo
    text: Text
    owner: Line | None = None


class AssignAction(OfAction):
    """Say who owns an action, how its success is measured, when it is due (A-02). What is left empty stays as it is."""

    may: ClassVar[frozenset[Role]] = _CSP_CHAIR
    owner: Line | None = None
    """The agency."""
    person: Annotated[Line | None, Personal] = None
    """The person in the agency, where one is named."""
    measure: Text | None = None
    target: date | None = None


class MoveToSuccessor(OfPlan):
    """Give the open actions of a body that no longer exists to the one that took over (A-08, G-08)."""

    may: ClassVar[frozenset[Role]] = _CSP_CHAIR
    former: Line
    successor: Line


class AgreePlan(OfPlan):
    """Agree the plan: every action has an owner, a measure of success and a target date (A-02)."""

    may: ClassVar[frozenset[Role]] = _CSP_CHAIR
    agreed_on: date


class ReportProgress(OfAction):
    """Report what has been done, with the evidence (A-04)."""

    may: ClassVar[frozenset[Role]] = _REPORTERS
    evidence: PersonalText
    reported_on: date


class ClaimComplete(OfAction):
    """Say for the agency that the action is complete, with the evidence (A-04)."""

    may: ClassVar[frozenset[Role]] = _REPORTERS
    evidence: PersonalText
    completed_on: date


class AskForAssurance(OfPlan):
    """Ask an agency, or (None) all that own open actions, for assurance of where they stand (A-04)."""

    may: ClassVar[frozenset[Role]] = _CSP_CHAIR
    agency: Line | None = None
    reply_by: date


class AssureAction(OfAction):
    """Record that the CSP Chair is assured that the action is done (A-04)."""

    may: ClassVar[frozenset[Role]] = frozenset({Role.CSP_CHAIR})
    assured_on: date
    because: Annotated[Text | None, Personal] = None


class CloseAction(OfAction):
    """Close an action that will not be done, with its honest reason (A-09)."""

    may: ClassVar[frozenset[Role]] = _OVERSIGHT
    end: End
    reason: Text
    closed_on: date


class ReopenAction(OfAction):
    """Open an action again; its history stays (A-09)."""

    may: ClassVar[frozenset[Role]] = _OVERSIGHT
    reason: Text


class OverrideRating(OfAction):
    """Give an action another rating than follows from its state and date, with a written reason (A-09)."""

    may: ClassVar[frozenset[Role]] = _OVERSIGHT
    rating: Rating
    reason: Text


class RestoreRating(OfAction):
    """Let the rating follow from state and date again (A-03)."""

    may: ClassVar[frozenset[Role]] = _OVERSIGHT


class EscalateAction(OfAction):
    """Bring a delay to the Sub-Group (A-06)."""

    may: ClassVar[frozenset[Role]] = _OVERSIGHT | SPT
    reason: Text


class CloseEscalation(OfPlan):
    """Close an escalation with its outcome (A-06)."""

    may: ClassVar[frozenset[Role]] = SPT | {Role.SUBGROUP_CHAIR}
    escalation: ActionNo
    outcome: Text


class RecordImpactReview(OfAction):
    """Look 6 and 12 months after assurance whether the change is embedded (A-10); if not, the action opens again."""

    may: ClassVar[frozenset[Role]] = _CSP_CHAIR
    months: Literal[6, 12]
    embedded: bool
    evidence: PersonalText
    reviewed_on: date


class OfQuarter(Command):
    quarter: QuarterName


class AskForUpdates(OfQuarter):
    """Ask for the quarter's updates: the panel chair until the report is complete, the CSP Chair after (B-03)."""

    may: ClassVar[frozenset[Role]] = SPT | {Role.SERVICE}


class RecordQuarterlyUpdate(OfQuarter):
    """Record a review's update for the quarter (B-03). Nobody is named in it: the board reads it."""

    may: ClassVar[frozenset[Role]] = SPT | {Role.CSP_CHAIR, Role.PANEL_CHAIR}
    case_id: CaseId
    text: Text
    delay_reason: Text | None = None
    """The reason for a delay, where there is one (B-02)."""


class PresentQuarterlyReport(OfQuarter):
    """Present the quarterly report, and freeze it as it stands (B-02, A-05)."""

    may: ClassVar[frozenset[Role]] = SPT | {Role.SUBGROUP_CHAIR}
