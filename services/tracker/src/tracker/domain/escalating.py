"""What goes to the Sub-Group, and what comes of it (A-06)? Pure."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from shared.contracts.tracker import commands as c
from shared.decider import Context
from shared.message import Refused

from tracker.domain.events import plan as e
from tracker.domain.events.plan import EscalationEvent
from tracker.domain.known import ReviewKnown
from tracker.domain.rules import action_of, must_be_known
from tracker.domain.state import Action, Escalation, Plan

type EscalationCommand = c.EscalateAction | c.CloseEscalation


def decide(command: EscalationCommand, plan: Plan, context: Context[ReviewKnown]) -> list[EscalationEvent]:
    must_be_known(context.found)
    match command:
        case c.EscalateAction():
            return escalate(command, plan, context)
        case c.CloseEscalation():
            return close_escalation(command, plan, context)
        case _:
            assert_never(command)


def evolve(plan: Plan, event: EscalationEvent) -> Plan:
    match event:
        case e.EscalationOpened():
            opened = Escalation(
                event.escalation, event.action, event.number, event.agency, event.reason, event.opened_on
            )
            return replace(plan, escalations={**plan.escalations, event.escalation: opened})
        case e.EscalationClosed():
            closed = replace(plan.escalations[event.escalation], outcome=event.outcome, closed_on=event.closed_on)
            return replace(plan, escalations={**plan.escalations, event.escalation: closed})
        case _:
            assert_never(event)


def escalate(command: c.EscalateAction, plan: Plan, context: Context[ReviewKnown]) -> list[EscalationEvent]:
    action = action_of(plan, command.action)
    if action.progress.ended:
        raise Refused("You cannot escalate this action because it has ended. Open it again first.")
    if plan.open_escalation(action.action):
        return []
    return [escalation_of(plan, command.case_id, action, command.reason, context.today)]


def close_escalation(command: c.CloseEscalation, plan: Plan, context: Context[ReviewKnown]) -> list[EscalationEvent]:
    one = plan.escalations.get(command.escalation)
    if one is None:
        raise Refused("The plan has no escalation with this number. Choose one from the plan.")
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


def escalation_of(plan: Plan, case_id: str, action: Action, reason: str, today: date) -> e.EscalationOpened:
    return e.EscalationOpened(
        case_id=case_id,
        escalation=plan.next_escalation,
        action=action.action,
        number=action.number,
        agency=action.owner,
        reason=reason,
        opened_on=today,
    )
