"""What may this person do with a plan or an action now, and how are they named?"""

from shared.contracts.tracker import commands as c
from shared.contracts.tracker.plan import Action, Plan
from shared.contracts.tracker.queries import ActionList, TrackerWork
from shared.contracts.tracker.values import ActionRow, ActionState

from gateway.pages.doings import Doing, allowed
from gateway.pages.sections import Link, navigation
from gateway.web.visit import Visit

_UNDONE = frozenset({ActionState.NOT_STARTED, ActionState.IN_PROGRESS, ActionState.OVERDUE})
_ENDED = frozenset({ActionState.ASSURED, ActionState.CLOSED})


_OF_PLAN: tuple[Doing[Plan], ...] = (
    Doing(c.LoadRecommendations, "Load recommendations from a file", "load"),
    Doing(c.AddRecommendation, "Add a recommendation", "add"),
    Doing(c.AgreePlan, "Agree the plan", "agree", lambda plan: plan.agreed_on is None and plan.counts.total > 0),
    Doing(c.AskForAssurance, "Ask for assurance", "assurance", lambda plan: plan.counts.still_open > 0),
    Doing(
        c.MoveToSuccessor,
        "Move the duties of a body that no longer exists",
        "successor",
        lambda plan: plan.counts.still_open > 0,
    ),
)

_OF_ACTION: tuple[Doing[Action], ...] = (
    Doing(
        c.AssignAction,
        "Say who owns it, how success is measured, and when it is due",
        "assign",
        lambda one: one.row.state not in _ENDED,
    ),
    Doing(c.ReportProgress, "Report progress", "progress", lambda one: one.row.state in _UNDONE),
    Doing(c.ClaimComplete, "Say that it is complete", "complete", lambda one: one.row.state in _UNDONE),
    Doing(c.AssureAction, "Record assurance", "assure", lambda one: one.row.state is ActionState.COMPLETE),
    Doing(c.RecordImpactReview, "Record a look at its impact", "impact", lambda one: bool(one.impact_due)),
    Doing(
        c.EscalateAction,
        "Bring a delay to the Sub-Group",
        "escalate",
        lambda one: one.row.state not in _ENDED and not one.row.escalated,
    ),
    Doing(
        c.OverrideRating,
        "Give it another rating, with a reason",
        "rating",
        lambda one: one.row.state is not ActionState.CLOSED,
    ),
    Doing(c.RestoreRating, "Let the rating follow from its state again", "rating/restore", lambda one: one.overridden),
    Doing(c.CloseAction, "Close it without its being done", "close", lambda one: one.row.state not in _ENDED),
    Doing(c.ReopenAction, "Open it again", "reopen", lambda one: one.row.state not in _UNDONE),
)


def of_plan(visit: Visit, plan: Plan) -> list[dict[str, str]]:
    return allowed(visit, _OF_PLAN, plan, f"/cases/{plan.case_id}/plan")


def of_action(visit: Visit, action: Action) -> list[dict[str, str]]:
    return allowed(visit, _OF_ACTION, action, address(action.row))


def address(row: ActionRow) -> str:
    return f"/cases/{row.case_id}/plan/actions/{row.action}"


def named(number: str) -> str:
    """By its printed number, which may be missing."""
    return f"Recommendation {number}" if number else "Recommendation without a number"


def sub_navigation(visit: Visit) -> list[Link]:
    parts = (("All actions", "/actions", ActionList), ("What needs you", "/actions/to-do", TrackerWork))
    return navigation(visit, parts)
