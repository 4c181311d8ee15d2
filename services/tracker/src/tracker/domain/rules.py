"""Which checks do several slices of a plan share? Each is written once. Pure."""

from shared.message import Refused

from tracker.domain.events import plan as e
from tracker.domain.known import QuarterKnown, ReviewKnown
from tracker.domain.rating import Progress
from tracker.domain.state import Action, Plan

NOT_KNOWN = "The tracker does not know this review yet. If you opened it a moment ago, try again in a minute."


def must_be_known(found: ReviewKnown | QuarterKnown) -> None:
    if found.csp is None:
        raise Refused(NOT_KNOWN)


def action_of(plan: Plan, action: int) -> Action:
    if action not in plan.actions:
        raise Refused("The plan has no action with this number. Choose one from the plan.")
    return plan.actions[action]


def undone_action(plan: Plan, number: int) -> Action:
    """Raises Refused where it has ended, or its agency says that it is complete."""
    action = action_of(plan, number)
    if action.progress.ended:
        raise Refused("This action has ended. Open it again first.")
    if action.progress is Progress.COMPLETE:
        raise Refused("The agency has said that this action is complete. Open it again first.")
    return action


def recommendation_of(plan: Plan, recommendation: int) -> e.NewRecommendation:
    if recommendation not in plan.recommendations:
        raise Refused("The plan has no recommendation with this number. Choose one from the plan.")
    return plan.recommendations[recommendation]
