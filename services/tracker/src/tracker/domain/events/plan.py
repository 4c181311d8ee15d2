"""What has happened to an action plan. Names and fields are stored for ever."""

from datetime import date
from typing import Annotated

from shared.contracts.cases.values import CaseId
from shared.contracts.tracker.values import ActionNo, End, Rating, RecommendationNo, Scope
from shared.message import Event, Personal, Value


class NewAction(Value):
    """What one body is to do. `formerly`: the body that the plan named, where its successor has the duty."""

    action: ActionNo
    text: str
    owner: str | None
    formerly: str | None = None
    measure: str | None = None
    target: date | None = None
    arrived_complete: bool = False


class NewRecommendation(Value):
    """A recommendation as the plan brought it; `addressed_to` as printed."""

    recommendation: RecommendationNo
    number: str
    text: str
    addressed_to: tuple[str, ...]
    scope: Scope | None = None
    theme: str | None = None
    review: str | None = None
    deadline_in_text: str | None = None
    suggested_target: date | None = None
    actions: tuple[NewAction, ...]


class OfPlan(Event):
    case_id: CaseId


class OfAction(OfPlan):
    action: ActionNo
    number: str
    """The recommendation's number as printed, so that a sentence can be said of the fact alone."""


class RecommendationsAdded(OfPlan):
    """Recommendations were put into the plan, each with its actions (A-01, A-08)."""

    recommendations: tuple[NewRecommendation, ...]


class RecommendationClassified(OfPlan):
    """A recommendation was given a scope and a theme (A-01, B-05)."""

    recommendation: RecommendationNo
    number: str
    scope: Scope
    theme: str


class ActionAdded(OfAction):
    """A recommendation asks for one thing more (A-01)."""

    recommendation: RecommendationNo
    text: str
    owner: str | None


class ActionAssigned(OfAction):
    """How an action is owned, measured and dated from now on (A-02)."""

    owner: str | None
    person: Annotated[str | None, Personal]
    measure: str | None
    target: date | None


class DutiesMoved(OfPlan):
    """A body no longer exists, and another took over its open actions (A-08, G-08)."""

    former: str
    successor: str
    actions: tuple[ActionNo, ...]


class PlanAgreed(OfPlan):
    """Every action had an owner, a measure of success and a target date (A-02)."""

    agreed_on: date


class ProgressReported(OfAction):
    """The owner said what has been done (A-04)."""

    evidence: Annotated[str, Personal]
    reported_on: date


class CompletionClaimed(OfAction):
    """The owner says that the action is complete (A-04)."""

    evidence: Annotated[str, Personal]
    completed_on: date


class AssuranceAsked(OfPlan):
    """The CSP Chair asked an agency where its open actions stand (A-04)."""

    agency: str
    actions: tuple[ActionNo, ...]
    asked_on: date
    reply_by: date


class AssuranceNotGiven(OfPlan):
    """The day to answer passed without a word on these actions (A-06)."""

    agency: str
    actions: tuple[ActionNo, ...]
    reply_by: date


class ActionAssured(OfAction):
    """The CSP Chair is assured that the action is done (A-04)."""

    assured_on: date
    because: Annotated[str | None, Personal]


class ActionClosed(OfAction):
    """An action ended without being done, and why (A-09)."""

    end: End
    reason: str
    closed_on: date


class ActionReopened(OfAction):
    """An action that had ended is open again (A-09, A-10)."""

    reason: str
    reopened_on: date


class RatingOverridden(OfAction):
    """A person gave another rating than the derived one, and why (A-09)."""

    rating: Rating
    reason: str


class RatingRestored(OfAction):
    """The rating follows from state and date again (A-03)."""


class ActionBecameOverdue(OfAction):
    """The target date passed while the action was open (A-03)."""

    target: date


class EscalationOpened(OfPlan):
    """A delay, or an answer that was not given, is before the Sub-Group (A-06)."""

    escalation: ActionNo
    action: ActionNo | None
    """None: it is about an agency's answer as a whole."""
    number: str
    agency: str | None
    reason: str
    opened_on: date


class EscalationClosed(OfPlan):
    """The Sub-Group closed an escalation with an outcome (A-06)."""

    escalation: ActionNo
    action: ActionNo | None
    outcome: str
    closed_on: date


class ImpactReviewFellDue(OfAction):
    """6 or 12 months have passed since the action was assured (A-10)."""

    months: int
    due: date


class ImpactReviewed(OfAction):
    """Impact was looked at again (A-10)."""

    months: int
    embedded: bool
    evidence: Annotated[str, Personal]
    reviewed_on: date


class PlanCompleted(OfPlan):
    """The last action is assured, or closed with a reason (A-07)."""

    completed_on: date


type PlanningEvent = (
    RecommendationsAdded | RecommendationClassified | ActionAdded | ActionAssigned | DutiesMoved | PlanAgreed
)
type FollowingEvent = (
    ProgressReported
    | CompletionClaimed
    | AssuranceAsked
    | ActionAssured
    | ActionClosed
    | ActionReopened
    | ImpactReviewed
    | PlanCompleted
)
type RatingEvent = RatingOverridden | RatingRestored
type EscalationEvent = EscalationOpened | EscalationClosed
type TimeEvent = ActionBecameOverdue | AssuranceNotGiven | ImpactReviewFellDue
type PlanEvent = PlanningEvent | FollowingEvent | RatingEvent | EscalationEvent | TimeEvent
