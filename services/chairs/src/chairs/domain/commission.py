"""One case's commission: its slices, how facts move it, and which of them decides a command."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.decider import Context, Decider
from shared.message import members

from chairs.domain import appointed, appointing, moving, paying, quality
from chairs.domain.appointing import AppointmentCommand
from chairs.domain.events import AppointmentEvent, CommissionEvent, PaymentEvent, QualityEvent
from chairs.domain.paying import PaymentCommand
from chairs.domain.quality import QualityCommand
from chairs.domain.state import Commission

type CommissionCommand = AppointmentCommand | PaymentCommand | QualityCommand


@dataclass(frozen=True, slots=True)
class Slice:
    commands: Any
    events: Any
    decide: Callable[[Any, Commission, Context], list[Any]]
    evolve: Callable[[Commission, Any], Commission]


SLICES = (
    Slice(AppointmentCommand, AppointmentEvent, appointing.decide, appointed.evolve),
    Slice(PaymentCommand, PaymentEvent, paying.decide, moving.evolve),
    Slice(QualityCommand, QualityEvent, quality.decide, quality.evolve),
)
_DECIDES = {command: part for part in SLICES for command in members(part.commands)}
_MOVES = {event: part for part in SLICES for event in members(part.events)}


def decide(command: CommissionCommand, state: Commission, context: Context) -> list[CommissionEvent]:
    return _DECIDES[type(command)].decide(command, state, context)


def evolve(state: Commission, event: CommissionEvent) -> Commission:
    return _MOVES[type(event)].evolve(state, event)


COMMISSION = Decider(decide, evolve, Commission())
