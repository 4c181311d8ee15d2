"""An action plan and an action, as they are shown."""

from datetime import date

from shared.contracts.cases.values import CaseId
from shared.contracts.tracker.values import ActionCounts, ActionRow, Rating, Scope
from shared.message import Value


class Recommendation(Value):
    recommendation: int
    number: str
    """As printed."""
    text: str
    addressed_to: tuple[str, ...]
    """As printed."""
    scope: Scope | None
    theme: str | None
    review: str | None
    deadline_in_text: str | None
    """The words of a deadline found in the text, such as `by December 2013` (A-08)."""
    suggested_target: date | None
    """That deadline as a date, to be confirmed by a person."""
    hints: tuple[str, ...]
    """What would make it SMART, in plain words (A-02)."""
    actions: tuple[ActionRow, ...]


class EscalationRow(Value):
    escalation: int
    action: int | None
    number: str
    agency: str
    reason: str
    opened_on: date
    closed_on: date | None
    outcome: str | None


class AssuranceAsked(Value):
    agency: str
    asked_on: date
    reply_by: date
    answered: bool
    overdue: bool


class Plan(Value):
    case_id: CaseId
    reference: str
    csp: str
    agreed_on: date | None
    completed_on: date | None
    recommendations: tuple[Recommendation, ...]
    """In the natural order of their printed numbers."""
    counts: ActionCounts
    without_owner: tuple[str, ...]
    """Printed numbers of the recommendations with an action whose owner is not known (A-08)."""
    not_ready: tuple[str, ...]
    """What keeps the plan from being agreed, a sentence for each action (A-02)."""
    escalations: tuple[EscalationRow, ...]
    asked: tuple[AssuranceAsked, ...]


class HistoryLine(Value):
    on: date
    text: str
    """The sentence of the timeline."""
    evidence: str | None = None
    """What was said with it; sealed, and erased with the case's key."""


class Action(Value):
    row: ActionRow
    recommendation: str
    """The recommendation's text."""
    scope: Scope | None
    theme: str | None
    person: str | None
    measure: str | None
    suggested_target: date | None
    hints: tuple[str, ...]
    derived_rating: Rating
    overridden: bool
    assured_on: date | None
    impact_due: tuple[date, ...]
    """When impact is looked at again, where it has not been yet (A-10)."""
    history: tuple[HistoryLine, ...]
    """Newest first."""
