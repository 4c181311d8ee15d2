"""What does a day that passes put on record, once: overdue, unanswered, impact to look at (A-03, A-06, A-10)? Pure."""

from collections.abc import Iterator
from functools import reduce

from shared.calendar import add_months, in_words
from shared.contracts.tracker import commands as c
from shared.decider import Context

from tracker.domain import events as e
from tracker.domain.events import PlanEvent
from tracker.domain.following import escalation_of
from tracker.domain.plan import IMPACT_MONTHS, Plan, evolve
from tracker.domain.rating import Progress


def pass_time(command: c.PassTimeOnPlan, plan: Plan, context: Context) -> list[PlanEvent]:
    events = [*_overdue(command, plan, context), *_unanswered(command, plan, context), *_impact(command, plan, context)]
    return events + list(_escalated(command, plan, events, context))


def _overdue(command: c.PassTimeOnPlan, plan: Plan, context: Context) -> Iterator[PlanEvent]:
    for one in plan.actions.values():
        if one.progress.undone and one.target and one.target < context.today and one.overdue_said != one.target:
            yield e.ActionBecameOverdue(
                case_id=command.case_id, action=one.action, number=one.number, target=one.target
            )


def _unanswered(command: c.PassTimeOnPlan, plan: Plan, context: Context) -> Iterator[PlanEvent]:
    for asked in plan.asked:
        if asked.waiting and not asked.overdue and asked.reply_by < context.today:
            yield e.AssuranceNotGiven(
                case_id=command.case_id,
                agency=asked.agency,
                actions=tuple(sorted(asked.waiting)),
                reply_by=asked.reply_by,
            )


def _impact(command: c.PassTimeOnPlan, plan: Plan, context: Context) -> Iterator[PlanEvent]:
    for one in plan.actions.values():
        if one.progress is not Progress.ASSURED or one.assured_on is None:
            continue
        for months in IMPACT_MONTHS:
            due = add_months(one.assured_on, months)
            if due <= context.today and months not in one.impact_said | one.impact_done:
                yield e.ImpactReviewFellDue(
                    case_id=command.case_id, action=one.action, number=one.number, months=months, due=due
                )


def _escalated(command: c.PassTimeOnPlan, plan: Plan, events: list[PlanEvent], context: Context) -> Iterator[PlanEvent]:
    """A delay, and an answer that was not given, go to the Sub-Group (A-06), unless they are there already."""
    after = reduce(evolve, events, plan)
    for event in events:
        opened: PlanEvent
        match event:
            case e.ActionBecameOverdue() if not after.open_escalation(event.action):
                reason = f"The target date, {in_words(event.target)}, passed and the action is not complete."
                opened = escalation_of(after, command.case_id, after.actions[event.action], reason, context.today)
            case e.AssuranceNotGiven() if not after.open_escalation(None, event.agency):
                opened = e.EscalationOpened(
                    case_id=command.case_id,
                    escalation=max(after.escalations, default=0) + 1,
                    action=None,
                    number="",
                    agency=event.agency,
                    reason=f"No assurance was given by {in_words(event.reply_by)}, the day to answer by.",
                    opened_on=context.today,
                )
            case _:
                continue
        after = evolve(after, opened)
        yield opened
