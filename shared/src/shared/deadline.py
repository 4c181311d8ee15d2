"""How does a clock stand today: not started, running, due soon, overdue, met, met late (C-06)? Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from shared.calendar import days_in_words, in_words
from shared.contracts.tone import Tone

SOON_28_DAYS = 7
SOON_SIX_MONTHS = 28


class ClockState(StrEnum):
    NOT_STARTED = "not started"
    RUNNING = "running"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met late"

    @property
    def tone(self) -> Tone:
        match self:
            case ClockState.NOT_STARTED:
                return Tone.GREY
            case ClockState.RUNNING:
                return Tone.TURQUOISE
            case ClockState.DUE_SOON:
                return Tone.YELLOW
            case ClockState.OVERDUE:
                return Tone.RED
            case ClockState.MET | ClockState.MET_LATE:
                return Tone.GREEN
            case _:
                assert_never(self)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A clock: what it runs towards, from when, and when it was met. `soon` is how many days before its day
    it is due soon. A clock without a start or a due date has not started. Something done on its due day is in
    time."""

    due: date | None
    met_on: date | None = None
    started_on: date | None = None
    soon: int = SOON_28_DAYS

    def state(self, today: date) -> ClockState:
        if self.due is None or self.started_on is None or (today < self.started_on and self.met_on is None):
            return ClockState.NOT_STARTED
        if self.met_on is not None:
            return ClockState.MET if self.met_on <= self.due else ClockState.MET_LATE
        left = (self.due - today).days
        if left < 0:
            return ClockState.OVERDUE
        return ClockState.DUE_SOON if left <= self.soon else ClockState.RUNNING

    @property
    def length(self) -> int:
        """Days from the start to the due day."""
        return (self.due - self.started_on).days if self.due and self.started_on else 0

    def day(self, today: date) -> int:
        """The day that the clock is on, or stood at when it was met. It starts on day 0, and the due day of
        28 is 28.
        """
        return ((self.met_on or today) - self.started_on).days if self.started_on else 0

    def days_left(self, today: date) -> int:
        """Until the due day; below nothing when it is overdue, or was met late."""
        return (self.due - (self.met_on or today)).days if self.due else 0

    def in_words(self, today: date) -> str:
        """`Day 26 of 28, due on 30 November 2026`"""
        place = f"day {self.day(today)} of {self.length}"
        match self.state(today):
            case ClockState.NOT_STARTED:
                return "Not started"
            case ClockState.RUNNING | ClockState.DUE_SOON:
                return f"{place.capitalize()}, due on {_said(self.due)}"
            case ClockState.OVERDUE:
                return f"{days_in_words(-self.days_left(today))} overdue, was due on {_said(self.due)}"
            case ClockState.MET:
                return f"Met on {_said(self.met_on)}, {place}"
            case ClockState.MET_LATE:
                return f"Met on {_said(self.met_on)}, {days_in_words(-self.days_left(today))} late"


def _said(day: date | None) -> str:
    return in_words(day) if day else ""
