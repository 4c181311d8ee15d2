"""What follows from a command on an action plan? Pure."""

from functools import reduce
from typing import assert_never

from shared.contracts.tracker import commands as c
from shared.contracts.tracker.commands import PlanCommand
from shared.decider import Context, Decider
from shared.message import Refused

from tracker.domain import following, passing, planning
from tracker.domain.events import ActionAssured, ActionClosed, PlanCompleted, PlanEvent
from tracker.domain.found import Found
from tracker.domain.plan import Plan, evolve


def decide(command: PlanCommand, plan: Plan, context: Context) -> list[PlanEvent]:
    if isinstance(context.found, Found) and context.found.csp is None:
        raise Refused("The tracker does not know this review yet. If it was opened a moment ago, try again.")
    events = _follows(command, plan, context)
    return events + _completion(command, reduce(evolve, events, plan), events)


def _completion(command: PlanCommand, after: Plan, events: list[PlanEvent]) -> list[PlanEvent]:
    """Exactly when the last action is assured or closed (A-07)."""
    if after.completed_on or not all(one.progress.ended for one in after.actions.values()):
        return []
    match events:
        case [*_, ActionAssured(assured_on=day)] | [*_, ActionClosed(closed_on=day)]:
            return [PlanCompleted(case_id=command.case_id, completed_on=day)]
        case _:
            return []


def _follows(command: PlanCommand, plan: Plan, context: Context) -> list[PlanEvent]:
    match command:
        case c.LoadRecommendations():
            return planning.load(command, plan, context)
        case c.AddRecommendation():
            return planning.add(command, plan, context)
        case c.ClassifyRecommendation():
            return planning.classify(command, plan, context)
        case c.AddAction():
            return planning.add_action(command, plan, context)
        case c.AssignAction():
            return planning.assign(command, plan, context)
        case c.MoveToSuccessor():
            return planning.move(command, plan, context)
        case c.AgreePlan():
            return planning.agree(command, plan, context)
        case c.ReportProgress():
            return following.report(command, plan, context)
        case c.ClaimComplete():
            return following.claim(command, plan, context)
        case c.AskForAssurance():
            return following.ask(command, plan, context)
        case c.AssureAction():
            return following.assure(command, plan, context)
        case c.CloseAction():
            return following.close(command, plan, context)
        case c.ReopenAction():
            return following.reopen(command, plan, context)
        case c.OverrideRating():
            return following.override(command, plan, context)
        case c.RestoreRating():
            return following.restore(command, plan, context)
        case c.EscalateAction():
            return following.escalate(command, plan, context)
        case c.CloseEscalation():
            return following.close_escalation(command, plan, context)
        case c.RecordImpactReview():
            return following.review_impact(command, plan, context)
        case c.PassTimeOnPlan():
            return passing.pass_time(command, plan, context)
        case _:
            assert_never(command)


PLAN = Decider(decide, evolve, Plan())
