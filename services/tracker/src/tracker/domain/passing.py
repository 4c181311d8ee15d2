"""What does a day that passes put on record, once: overdue, unanswered, impact to look at (A-03, A-06, A-10)? Pure."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from shared.calendar import add_months, in_words
from shared.decider import Context

from tracker.domain import escalating
from tracker.domain.commands import PassTimeOnPlan
from tracker.domain.escalating import escalation_of
from tracker.domain.events import plan as e
from tracker.domain.events.plan import EscalationEvent, TimeEvent
from tracker.domain.known import ReviewKnown
from tracker.domain.rating import Progress
from tracker.domain.rules import must_be_known
from tracker.domain.state import IMPACT_MONTHS, Plan, changed


def decide(command: PassTimeOnPlan, plan: Plan, context: Context[ReviewKnown]) -> list[TimeEvent | EscalationEvent]:
    must_be_known(context.found)
    fell = [*_overdue(command, plan, context), *_unanswered(command, plan, context), *_impact(command, plan, context)]
    return [*fell, *_escalated(command, plan, fell, context)]


def evolve(plan: Plan, event: TimeEvent) -> Plan:
    match event:
        case e.ActionBecameOverdue():
            return changed(plan, event, overdue_said=event.target)
        case e.AssuranceNotGiven():
            return replace(
                plan,
                asked=tuple(replace(one, overdue=True) if one.agency == event.agency else one for one in plan.asked),
            )
        case e.ImpactReviewFellDue():
            said = plan.actions[event.action].impact_said | {event.months}
            return changed(plan, event, impact_said=said)
        case _:
            assert_never(event)


def _overdue(command: PassTimeOnPlan, plan: Plan, context: Context[ReviewKnown]) -> Iterator[TimeEvent]:
    for one in plan.actions.values():
        if one.progress.undone and one.target and one.target < context.today and one.overdue_said != one.target:
            yield e.ActionBecameOverdue(
                case_id=command.case_id, action=one.action, number=one.number, target=one.target
            )


def _unanswered(command: PassTimeOnPlan, plan: Plan, context: Context[ReviewKnown]) -> Iterator[TimeEvent]:
    for asked in plan.asked:
        if asked.waiting and not asked.overdue and asked.reply_by < context.today:
            yield e.AssuranceNotGiven(
                case_id=command.case_id,
                agency=asked.agency,
                actions=tuple(sorted(asked.waiting)),
                reply_by=asked.reply_by,
            )


def _impact(command: PassTimeOnPlan, plan: Plan, context: Context[ReviewKnown]) -> Iterator[TimeEvent]:
    for one in plan.actions.values():
        if one.progress is not Progress.ASSURED or one.assured_on is None:
            continue
        for months in IMPACT_MONTHS:
            due = add_months(one.assured_on, months)
            if due <= context.today and months not in one.impact_said | one.impact_done:
                yield e.ImpactReviewFellDue(
                    case_id=command.case_id, action=one.action, number=one.number, months=months, due=due
                )


def _escalated(
    command: PassTimeOnPlan, plan: Plan, fell: list[TimeEvent], context: Context[ReviewKnown]
) -> Iterator[EscalationEvent]:
    """A delay, and an answer that was not given, go to the Sub-Group (A-06), unless they are there already."""
    after = plan
    for event in fell:
        match event:
            case e.ActionBecameOverdue() if not after.open_escalation(event.action):
                reason = f"The target date, {in_words(event.target)}, passed and the action is not complete."
                opened = escalation_of(after, command.case_id, after.actions[event.action], reason, context.today)
            case e.AssuranceNotGiven() if not after.open_escalation(None, event.agency):
                opened = e.EscalationOpened(
                    case_id=command.case_id,
                    escalation=after.next_escalation,
                    action=None,
                    number="",
                    agency=event.agency,
                    reason=f"No assurance was given by {in_words(event.reply_by)}, the day to answer by.",
                    opened_on=context.today,
                )
            case _:
                continue
        after = escalating.evolve(after, opened)
        yield opened
