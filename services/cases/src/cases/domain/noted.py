"""What other services tell a case, each thing once (rules X-02, Y-05, Q-01, Q-03, A-07)."""

from dataclasses import replace
from typing import assert_never

from shared.decider import Context

from cases.domain import closing
from cases.domain.commands import NotedCommand, NoteDispatch, NoteEvaluation, NotePayment, NotePlan
from cases.domain.events import (
    ActionAssuranceNoted,
    CaseClosed,
    DispatchNoted,
    EvaluationNoted,
    FirstTimePointNoted,
    InvoicePaymentNoted,
    NotedEvent,
    PlanCompletionNoted,
    PlanLoadNoted,
    PlanReopeningNoted,
)
from cases.domain.rules import must_exist
from cases.domain.state import Case, Dispatch, Noted


def evolve(state: Noted, event: NotedEvent) -> Noted:
    match event:
        case DispatchNoted():
            told = Dispatch(recipient=event.recipient, stage=event.stage)
            return replace(state, dispatches={**state.dispatches, event.dispatch_id: told})
        case EvaluationNoted(received=received):
            return replace(state, evaluations=received)
        case FirstTimePointNoted():
            return replace(state, first_time_point=True)
        case InvoicePaymentNoted(number=number):
            return replace(state, payments=state.payments | {number})
        case ActionAssuranceNoted():
            return state
        case PlanLoadNoted() | PlanReopeningNoted():
            return replace(state, plan_completed=False)
        case PlanCompletionNoted():
            return replace(state, plan_completed=True)
        case CaseClosed(closed_on=day):
            return replace(state, closed_on=day)
        case _:
            assert_never(event)


def decide(command: NotedCommand, case: Case, context: Context[None]) -> list[NotedEvent]:
    must_exist(case)
    new = _news(command, case.noted)
    noted = case.noted
    for event in new:
        noted = evolve(noted, event)
    return [*new, *closing.if_nothing_is_left(replace(case, noted=noted), context.today)]


def _news(command: NotedCommand, noted: Noted) -> list[NotedEvent]:
    match command:
        case NoteDispatch():
            told = Dispatch(recipient=command.recipient, stage=command.stage)
            if noted.dispatches.get(command.dispatch_id) == told:
                return []
            return [DispatchNoted(**command.model_dump(exclude={"case_id"}))]
        case NoteEvaluation():
            news: list[NotedEvent] = []
            if command.received > noted.evaluations:
                news.append(EvaluationNoted(received=command.received, expected=command.expected))
            if command.first_time_point and not noted.first_time_point:
                news.append(FirstTimePointNoted(on=command.on))
            return news
        case NotePayment():
            return (
                [] if command.number in noted.payments else [InvoicePaymentNoted(number=command.number, on=command.on)]
            )
        case NotePlan():
            return _plan_news(command, noted)
        case _:
            assert_never(command)


def _plan_news(command: NotePlan, noted: Noted) -> list[NotedEvent]:
    news: list[NotedEvent] = []
    if command.loaded:
        news.append(PlanLoadNoted(recommendations=command.loaded, on=command.on))
    if command.assured is not None:
        news.append(ActionAssuranceNoted(number=command.assured, on=command.on))
    if command.reopened is not None:
        news.append(PlanReopeningNoted(number=command.reopened, on=command.on))
    if command.completed and not noted.plan_completed:
        news.append(PlanCompletionNoted(on=command.on))
    return news
