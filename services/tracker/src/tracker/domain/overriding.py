"""When does a person give an action another rating than it derives (A-09)? Pure."""

from typing import assert_never

from shared.contracts.tracker import commands as c
from shared.decider import Context
from shared.message import Refused

from tracker.domain.events import plan as e
from tracker.domain.events.plan import RatingEvent
from tracker.domain.known import ReviewKnown
from tracker.domain.rating import rating_of
from tracker.domain.rules import action_of, must_be_known
from tracker.domain.state import Plan, changed

type RatingCommand = c.OverrideRating | c.RestoreRating


def decide(command: RatingCommand, plan: Plan, context: Context[ReviewKnown]) -> list[RatingEvent]:
    must_be_known(context.found)
    match command:
        case c.OverrideRating():
            return override(command, plan, context)
        case c.RestoreRating():
            return restore(command, plan)
        case _:
            assert_never(command)


def evolve(plan: Plan, event: RatingEvent) -> Plan:
    match event:
        case e.RatingOverridden():
            return changed(plan, event, override=event.rating, override_reason=event.reason)
        case e.RatingRestored():
            return changed(plan, event, override=None, override_reason=None)
        case _:
            assert_never(event)


def override(command: c.OverrideRating, plan: Plan, context: Context[ReviewKnown]) -> list[RatingEvent]:
    action = action_of(plan, command.action)
    if (action.override, action.override_reason) == (command.rating, command.reason):
        return []
    if command.rating is rating_of(action.progress, action.owner, action.target, context.today)[0]:
        raise Refused("The action has this rating already from its state and date. Choose another one.", field="rating")
    return [
        e.RatingOverridden(
            case_id=command.case_id,
            action=action.action,
            number=action.number,
            rating=command.rating,
            reason=command.reason,
        )
    ]


def restore(command: c.RestoreRating, plan: Plan) -> list[RatingEvent]:
    action = action_of(plan, command.action)
    if action.override is None:
        return []
    return [e.RatingRestored(case_id=command.case_id, action=action.action, number=action.number)]
