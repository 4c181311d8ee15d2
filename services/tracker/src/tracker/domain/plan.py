"""What is an action plan made of? Its slices, put together."""

from shared.decider import Decider, of_slices, whole

from tracker.domain import escalating, following, overriding, passing, planning
from tracker.domain.commands import PassTimeOnPlan
from tracker.domain.escalating import EscalationCommand
from tracker.domain.events.plan import PlanEvent
from tracker.domain.following import FollowingCommand
from tracker.domain.known import ReviewKnown
from tracker.domain.overriding import RatingCommand
from tracker.domain.planning import PlanningCommand
from tracker.domain.state import Plan

type PlanCommand = PlanningCommand | FollowingCommand | RatingCommand | EscalationCommand | PassTimeOnPlan

PLAN: Decider[PlanCommand, Plan, PlanEvent, ReviewKnown] = of_slices(
    Plan(),
    whole(planning.decide, planning.evolve),
    whole(following.decide, following.evolve),
    whole(overriding.decide, overriding.evolve),
    whole(escalating.decide, escalating.evolve),
    whole(passing.decide, passing.evolve),
)
