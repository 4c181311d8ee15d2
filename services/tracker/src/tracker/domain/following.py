"""How are actions followed to their end: reported, assured, closed, escalated, looked at again (A-04 to A-10)? Pure."""

from collections.abc import Iterator
from datetime import date

from shared.calendar import in_words
from shared.contracts.tracker import commands as c
from shared.contracts.tracker.addressees import same_body
from shared.decider import Context
from shared.message import Refused

from tracker.domain import events as e
from tracker.domain.events import PlanEvent
from tracker.domain.plan import Action, Plan
from tracker.domain.planning import action_of
from tracker.domain.rating import Progress, rating_of


def report(command: c.ReportProgress, plan: Plan, context: Context) -> list[PlanEvent]:
    action = _undone(plan, command.action)
    _not_later(command.reported_on, context, "reported_on")
    return [
        e.ProgressReported(
            case_id=command.case_id,
            action=action.action,
            number=action.number,
            evidence=command.evidence,
            reported_on=command.reported_on,
        )
    ]


def claim(command: c.ClaimComplete, plan: Plan, context: Context) -> list[PlanEvent]:
    action = action_of(plan, command.action)
    if action.progress is Progress.COMPLETE:
        return []
    _undone(plan, command.action)
    _not_later(command.completed_on, context, "completed_on")
    if action.owner is None:
        raise Refused("Say which agency owns this action first: complete is the agency's word.")
    return [
        e.CompletionClaimed(
            case_id=command.case_id,
            action=action.action,
            number=action.number,
            evidence=command.evidence,
            completed_on=command.completed_on,
        )
    ]


def ask(command: c.AskForAssurance, plan: Plan, context: Context) -> list[PlanEvent]:
    if command.reply_by < context.today:
        raise Refused("The day to answer by has passed already.", field="reply_by")
    asked = list(_asked(command, plan, context))
    if not asked and command.agency:
        raise Refused(f"{command.agency} owns no open action in this plan.", field="agency")
    return [one for one in asked if not _asked_already(plan, one)]


def assure(command: c.AssureAction, plan: Plan, context: Context) -> list[PlanEvent]:
    action = action_of(plan, command.action)
    if action.progress is Progress.ASSURED:
        return []
    if action.progress is not Progress.COMPLETE:
        raise Refused("The agency has not said yet that this action is complete.")
    _not_later(command.assured_on, context, "assured_on")
    return [
        e.ActionAssured(
            case_id=command.case_id,
            action=action.action,
            number=action.number,
            assured_on=command.assured_on,
            because=command.because,
        )
    ]


def close(command: c.CloseAction, plan: Plan, context: Context) -> list[PlanEvent]:
    action = action_of(plan, command.action)
    if action.progress is Progress.CLOSED and action.end is command.end:
        return []
    if action.progress.ended:
        raise Refused("This action has ended already. Open it again to end it in another way.")
    _not_later(command.closed_on, context, "closed_on")
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


def reopen(command: c.ReopenAction, plan: Plan, context: Context) -> list[PlanEvent]:
    action = action_of(plan, command.action)
    return [_reopened(action, command, command.reason, context.today)] if not action.progress.undone else []


def override(command: c.OverrideRating, plan: Plan, context: Context) -> list[PlanEvent]:
    action = action_of(plan, command.action)
    if (action.override, action.override_reason) == (command.rating, command.reason):
        return []
    if command.rating is rating_of(action.progress, action.owner, action.target, context.today)[0]:
        raise Refused("That is the rating it has by its state and date already.", field="rating")
    return [
        e.RatingOverridden(
            case_id=command.case_id,
            action=action.action,
            number=action.number,
            rating=command.rating,
            reason=command.reason,
        )
    ]


def restore(command: c.RestoreRating, plan: Plan, context: Context) -> list[PlanEvent]:
    action = action_of(plan, command.action)
    if action.override is None:
        return []
    return [e.RatingRestored(case_id=command.case_id, action=action.action, number=action.number)]


def escalate(command: c.EscalateAction, plan: Plan, context: Context) -> list[PlanEvent]:
    action = action_of(plan, command.action)
    if action.progress.ended:
        raise Refused("This action has ended; there is nothing to escalate.")
    if plan.open_escalation(action.action):
        return []
    return [escalation_of(plan, command.case_id, action, command.reason, context.today)]


def close_escalation(command: c.CloseEscalation, plan: Plan, context: Context) -> list[PlanEvent]:
    one = plan.escalations.get(command.escalation)
    if one is None:
        raise Refused("The plan has no such escalation.")
    if one.closed_on:
        return []
    return [
        e.EscalationClosed(
            case_id=command.case_id,
            escalation=one.escalation,
            action=one.action,
            outcome=command.outcome,
            closed_on=context.today,
        )
    ]


def review_impact(command: c.RecordImpactReview, plan: Plan, context: Context) -> list[PlanEvent]:
    action = action_of(plan, command.action)
    if command.months in action.impact_done:
        return []
    if action.progress is not Progress.ASSURED or action.assured_on is None:
        raise Refused("Impact is looked at after the action was assured.")
    _not_later(command.reviewed_on, context, "reviewed_on")
    if command.reviewed_on < action.assured_on:
        raise Refused(f"The action was assured on {in_words(action.assured_on)}, after that day.", field="reviewed_on")
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
    reason = f"Not embedded when looked at again after {command.months} months"
    return [reviewed, _reopened(action, command, reason, command.reviewed_on)]


def escalation_of(plan: Plan, case_id: str, action: Action, reason: str, today: date) -> e.EscalationOpened:
    return e.EscalationOpened(
        case_id=case_id,
        escalation=max(plan.escalations, default=0) + 1,
        action=action.action,
        number=action.number,
        agency=action.owner,
        reason=reason,
        opened_on=today,
    )


def _asked(command: c.AskForAssurance, plan: Plan, context: Context) -> Iterator[e.AssuranceAsked]:
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


def _undone(plan: Plan, number: int) -> Action:
    action = action_of(plan, number)
    if action.progress.ended:
        raise Refused("This action has ended. Open it again first.")
    if action.progress is Progress.COMPLETE:
        raise Refused("The agency has said that this action is complete. Open it again to go on with it.")
    return action


def _reopened(action: Action, command: c.OfAction, reason: str, day: date) -> e.ActionReopened:
    return e.ActionReopened(
        case_id=command.case_id, action=action.action, number=action.number, reason=reason, reopened_on=day
    )


def _not_later(day: date, context: Context, field: str) -> None:
    if day > context.today:
        raise Refused("This day is in the future.", field=field)
