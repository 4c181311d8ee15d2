"""The clocks of a case, and the days on which they are announced (rules C)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import assert_never

from shared.contracts.cases.values import Clock
from shared.deadline import ClockState, Deadline
from shared.decider import Context

from cases.domain.commands import PassTime
from cases.domain.events import ClockBecameOverdue, ClockEvent, ClockFellDueSoon
from cases.domain.state import Case, Told

DUE_SOON = {Clock.DECISION: 7, Clock.REPORT: 28}
"""Days before the due date (C-06)."""


def evolve(state: Told, event: ClockEvent) -> Told:
    match event:
        case ClockFellDueSoon(clock=clock, due=due):
            return replace(state, due_soon=state.due_soon | {(clock, due)})
        case ClockBecameOverdue(clock=clock, due=due):
            return replace(state, overdue=state.overdue | {(clock, due)})
        case _:
            assert_never(event)


def decide(command: PassTime, case: Case, context: Context[None]) -> list[ClockEvent]:
    match command:
        case PassTime():
            return _announce(case, context.today)
        case _:
            assert_never(command)


def _announce(case: Case, today: date) -> list[ClockEvent]:
    """A deadline is announced once when it is near and once when it has passed, and never again after a restart."""
    if case.noted.closed_on is not None:
        return []
    news: list[ClockEvent] = []
    for clock, deadline in clocks(case):
        if deadline.due is None:
            continue
        state = deadline.state(today)
        if state is ClockState.DUE_SOON and (clock, deadline.due) not in case.told.due_soon:
            news.append(ClockFellDueSoon(clock=clock, due=deadline.due))
        if state is ClockState.OVERDUE and (clock, deadline.due) not in case.told.overdue:
            news.append(ClockBecameOverdue(clock=clock, due=deadline.due))
    return news


def clocks(case: Case) -> Iterator[tuple[Clock, Deadline]]:
    """The clocks that have started, with their deadlines."""
    notification, decision = case.notification, case.decision
    if notification.attention_date is not None and notification.decision_due is not None:
        yield (
            Clock.DECISION,
            Deadline(
                started_on=notification.attention_date,
                due=notification.decision_due,
                met_on=decision.decided_on,
                soon=DUE_SOON[Clock.DECISION],
            ),
        )
    if decision.decided_on is not None and case.report_due is not None:
        yield (
            Clock.REPORT,
            Deadline(
                started_on=decision.decided_on,
                due=case.report_due,
                met_on=_submitted_first(case),
                soon=DUE_SOON[Clock.REPORT],
            ),
        )


def _submitted_first(case: Case) -> date | None:
    return case.report.rounds[0].submitted_on if case.report.rounds else None
