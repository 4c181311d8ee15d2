"""The case: its slices, how facts move them, and which of them decides a command."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from shared.contracts.cases.commands import (
    AccessCommand,
    CaseCommand,
    DecisionCommand,
    FamilyCommand,
    ImrCommand,
    NotificationCommand,
    PanelCommand,
    PassTime,
    ReportCommand,
    StepCommand,
)
from shared.decider import Context, Decider
from shared.message import members

from cases.domain import access, clocks, decision, family, imr, noted, notification, panel, report, steps
from cases.domain.events import (
    AccessEvent,
    CaseEvent,
    ClockEvent,
    DecisionEvent,
    FamilyEvent,
    ImrEvent,
    NotedEvent,
    NotificationEvent,
    PanelEvent,
    ReportEvent,
    StepEvent,
)
from cases.domain.state import Case


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the case: the field of `Case` that its events move, and the commands that it decides."""

    field: str
    commands: Any
    events: Any
    decide: Callable[[Any, Case, Context], list[Any]]
    evolve: Callable[[Any, Any], Any]


SLICES = (
    Slice("notification", NotificationCommand, NotificationEvent, notification.decide, notification.evolve),
    Slice("decision", DecisionCommand, DecisionEvent, decision.decide, decision.evolve),
    Slice("panel", PanelCommand, PanelEvent, panel.decide, panel.evolve),
    Slice("imrs", ImrCommand, ImrEvent, imr.decide, imr.evolve),
    Slice("family", FamilyCommand, FamilyEvent, family.decide, family.evolve),
    Slice("report", ReportCommand, ReportEvent, report.decide, report.evolve),
    Slice("access", AccessCommand, AccessEvent, access.decide, access.evolve),
    Slice("noted", noted.NotedCommand, NotedEvent, noted.decide, noted.evolve),
    Slice("steps", StepCommand, StepEvent, steps.decide, steps.evolve),
    Slice("told", PassTime, ClockEvent, clocks.decide, clocks.evolve),
)
_DECIDES = {command: part for part in SLICES for command in members(part.commands)}
_MOVES = {event: part for part in SLICES for event in members(part.events)}


def decide(command: CaseCommand, case: Case, context: Context) -> list[CaseEvent]:
    return _DECIDES[type(command)].decide(command, case, context)


def evolve(case: Case, event: CaseEvent) -> Case:
    part = _MOVES[type(event)]
    return replace(case, **{part.field: part.evolve(getattr(case, part.field), event)})


CASE = Decider(decide, evolve, Case())
