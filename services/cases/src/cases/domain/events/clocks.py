"""What the passing of time brought. Names and fields are stored for ever."""

from datetime import date

from shared.contracts.cases.values import (
    Clock,
)
from shared.message import Event


class ClockFellDueSoon(Event):
    """A deadline is near."""

    clock: Clock
    due: date


class ClockBecameOverdue(Event):
    """A deadline has passed."""

    clock: Clock
    due: date


type ClockEvent = ClockFellDueSoon | ClockBecameOverdue
