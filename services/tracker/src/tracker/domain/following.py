"""How are actions followed to their end: reported, assured, closed, reviewed (A-04, A-07, A-09, A-10)? Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import assert_never

from shared.contracts.tracker import commands as c
from shared.contracts.tracker.addressees import same_body
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused

from tracker.domain.events import plan as e
from tracker.domain.events.plan import FollowingEvent
from tracker.domain.known import ReviewKnown
from tracker.domain.rating import Progress
from tracker.domain.rules import action_of, must_be_known, undone_action
from tracker.domain.state import Action, Asked, Plan, answered, changed

type FollowingCommand = (
    c.ReportProgress
    | c.ClaimComplete
    | c.AskForAssurance
    | c.AssureAction
    | c.CloseAction
    | c.ReopenAction
    | c.RecordImpactReview
)


def decide(command: FollowingCommand, plan: Plan, context: Context[ReviewKnown]) -> list[FollowingEvent]:
    must_be_known(context.found)
    events = _follows(command, plan, context)
    return events + _completion(command, reduce(evolve, events, plan), events)


def _follows(command: FollowingCommand, plan: Plan, context: Context[ReviewKnown]) -> list[FollowingEvent]:
    match command:
        case c.ReportProgress():
            return report(command, plan, context)
        case c.ClaimComplete():
            return claim(command, plan, context)
        case c.AskForAssurance():
            return ask(command, plan, context)
        case c.AssureAction():
            return assure(command, plan, context)
        case c.CloseAction():
            return close(command, plan, context)
        case c.ReopenAction():
            return reopen(command, plan, context)
        case c.RecordImpactReview():
            return review_impact(command, plan, context)
        case _:
            assert_never(command)


def _completion(command: FollowingCommand, after: Plan, events: list[FollowingEvent]) -> list[FollowingEvent]:
    """Exactly when the last action is assured or closed (A-07)."""
    if after.completed_on or not all(one.progress.ended for one in after.actions.values()):
        return []
    match events:
        case [*_, e.ActionAssured(assured_on=day)] | [*_, e.ActionClosed(closed_on=day)]:
            return [e.PlanCompleted(case_id=command.case_id, completed_on=day)]
        case _:
            return []


def evolve(plan: Plan, event: FollowingEvent) -> Plan:
    match event:
        case e.ProgressReported():
            return answered(changed(plan, event, progress=Progress.IN_PROGRESS), event.action)
        case e.CompletionClaimed():
            return answered(changed(plan, event, progress=Progress.COMPLETE), event.action)
        case e.AssuranceAsked():
            earlier = tuple(one for one in plan.asked if one.agency != event.agency)
            new = Asked(event.agency, event.asked_on, event.reply_by, frozenset(event.actions))
            return replace(plan, asked=(*earlier, new))
        case e.ActionAssured():
            settled = changed(plan, event, progress=Progress.ASSURED, assured_on=event.assured_on, override=None)
            return answered(settled, event.action)
        case e.ActionClosed():
            return answered(changed(plan, event, progress=Progress.CLOSED, end=event.end, override=None), event.action)
        case e.ActionReopened():
            again = changed(
                plan,
                event,
                progress=Progress.IN_PROGRESS,
                assured_on=None,
                end=None,
                overdue_said=None,
                impact_said=frozenset(),
                impact_done=frozenset(),
            )
            return replace(again, completed_on=None)
        case e.ImpactReviewed():
            done = plan.actions[event.action].impact_done | {event.months}
            return changed(plan, event, impact_done=done)
        case e.PlanCompleted():
            return replace(plan, completed_on=event.completed_on)
        case _:
            assert_never(event)


def report(command: c.ReportProgress, plan: Plan, context: Context[ReviewKnown]) -> list[FollowingEvent]:
    action = undone_action(plan, command.action)
    not_in_future(command.reported_on, context.today, field="reported_on")
    return [
        e.ProgressReported(
            case_id=command.case_id,
            action=action.action,
            number=action.number,
            evidence=command.evidence,
            reported_on=command.reported_on,
        )
    ]


def claim(command: c.ClaimComplete, plan: Plan, context: Context[ReviewKnown]) -> list[FollowingEvent]:
    action = action_of(plan, command.action)
    if action.progress is Progress.COMPLETE:
        return []
    undone_action(plan, command.action)
    not_in_future(command.completed_on, context.today, field="completed_on")
    if action.owner is None:
        raise Refused("This action has no owner. Name the agency first, because only its owner can call it complete.")
    return [
        e.CompletionClaimed(
            case_id=command.case_id,
            action=action.action,
            number=action.number,
            evidence=command.evidence,
            completed_on=command.completed_on,
        )
    ]


def ask(command: c.AskForAssurance, plan: Plan, context: Context[ReviewKnown]) -> list[FollowingEvent]:
    if command.reply_by < context.today:
        raise Refused("This day has passed. Enter today or a later day.", field="reply_by")
    asked = list(_asked(command, plan, context))
    if not asked and command.agency:
        raise Refused(f"{command.agency} owns no open action in this plan. Choose an agency that does.", field="agency")
    return [one for one in asked if not _asked_already(plan, one)]


def assure(command: c.AssureAction, plan: Plan, context: Context[ReviewKnown]) -> list[FollowingEvent]:
    action = action_of(plan, command.action)
    if action.progress is Progress.ASSURED:
        return []
    if action.progress is not Progress.COMPLETE:
        raise Refused("The agency has not said yet that this action is complete. Record that first.")
    not_in_future(command.assured_on, context.today, field="assured_on")
    return [
        e.ActionAssured(
            case_id=command.case_id,
            action=action.action,
            number=action.number,
            assured_on=command.assured_on,
            because=command.because,
        )
    ]


def close(command: c.CloseAction, plan: Plan, context: Context[ReviewKnown]) -> list[FollowingEvent]:
    action = action_of(plan, command.action)
    if action.progress is Progress.CLOSED and action.end is command.end:
        return []
    if action.progress.ended:
        raise Refused("This action has ended already. Open it again to end it in another way.")
    not_in_future(command.closed_on, context.today, field="closed_on")
    return [
        e.ActionClosed(
            case_id=command.case_id,
            action=action.action,
            number=action.number,
            end=command.end,
            reason=command.reason,
            closed_on=command.closed_on,
        )
    ]


def reopen(command: c.ReopenAction, plan: Plan, context: Context[ReviewKnown]) -> list[FollowingEvent]:
    action = action_of(plan, command.action)
    return [_reopened(action, command, command.reason, context.today)] if not action.progress.undone else []


def review_impact(command: c.RecordImpactReview, plan: Plan, context: Context[ReviewKnown]) -> list[FollowingEvent]:
    action = action_of(plan, command.action)
    if command.months in action.impact_done:
        return []
    if action.progress is not Progress.ASSURED or action.assured_on is None:
        raise Refused("You can only review the impact of an assured action. Record the assurance first.")
    not_in_future(command.reviewed_on, context.today, field="reviewed_on")
    not_before(command.reviewed_on, action.assured_on, "the day the action was assured", field="reviewed_on")
    reviewed = e.ImpactReviewed(
        case_id=command.case_id,
        action=action.action,
        number=action.number,
        months=command.months,
        embedded=command.embedded,
        evidence=command.evidence,
        reviewed_on=command.reviewed_on,
    )
    if command.embedded:
        return [reviewed]
    reason = f"Not embedded when reviewed after {command.months} months"
    return [reviewed, _reopened(action, command, reason, command.reviewed_on)]


def _asked(command: c.AskForAssurance, plan: Plan, context: Context[ReviewKnown]) -> Iterator[e.AssuranceAsked]:
    open_ones = [one for one in plan.actions.values() if one.progress.undone and one.owner]
    for agency in dict.fromkeys(one.owner for one in open_ones if one.owner):
        if command.agency is None or same_body(agency, command.agency):
            yield e.AssuranceAsked(
                case_id=command.case_id,
                agency=agency,
                actions=tuple(one.action for one in open_ones if one.owner == agency),
                asked_on=context.today,
                reply_by=command.reply_by,
            )


def _asked_already(plan: Plan, new: e.AssuranceAsked) -> bool:
    """Asked, not answered, not overdue, and by the same day."""
    return any(
        one.agency == new.agency
        and one.reply_by == new.reply_by
        and not one.overdue
        and one.waiting == frozenset(new.actions)
        for one in plan.asked
    )


def _reopened(action: Action, command: c.OfAction, reason: str, day: date) -> e.ActionReopened:
    return e.ActionReopened(
        case_id=command.case_id, action=action.action, number=action.number, reason=reason, reopened_on=day
    )
