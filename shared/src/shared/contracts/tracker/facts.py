"""What the tracker service tells others."""

from datetime import date

from shared.contracts.tracker.values import UpdateGiver
from shared.message import Contract, Id


class PlanLoaded(Contract):
    """Recommendations were put into the case's action plan (A-01, A-08)."""

    case_id: Id
    recommendations: int
    actions: int


class PlanAgreed(Contract):
    """Every action has an owner, a measure and a date (A-02)."""

    case_id: Id
    agreed_on: date


class ActionAssured(Contract):
    """The CSP Chair is assured of one action (A-04)."""

    case_id: Id
    number: str
    """As printed."""
    assured_on: date
    still_open: int


class PlanCompleted(Contract):
    """The last action is assured, or closed with a reason (A-07)."""

    case_id: Id
    completed_on: date


class ActionReopened(Contract):
    case_id: Id
    number: str


class QuarterlyReportPresented(Contract):
    """A quarterly report was presented and frozen (B-02)."""

    quarter: str
    presented_on: date


class EscalationOpened(Contract):
    """A delay or an answer that was not given is before the Sub-Group (A-06)."""

    case_id: Id
    number: str
    """The recommendation's printed number; empty where it is about an agency's answer as a whole."""
    opened_on: date


class QuarterlyUpdateAsked(Contract):
    """A review's update for the quarter is asked for, or asked for again (B-03)."""

    case_id: Id
    quarter: str
    of: UpdateGiver
    again: bool
    asked_on: date | None = None
    due: date | None = None
    """The last day on which it is in time; the day after, it is missing. None: told before this was kept."""


class QuarterlyUpdateGiven(Contract):
    """A review's update for the quarter was given, asked for or not (B-03). Not its text. Told again when it is mended,
    with the day on which it was given first."""

    case_id: Id
    quarter: str
    of: UpdateGiver
    """Whose it was to give."""
    given_on: date


class QuarterlyUpdateMissing(Contract):
    """A review's update for the quarter was asked for, and its time is over (B-03). It may still be given, late."""

    case_id: Id
    quarter: str
    of: UpdateGiver
    missing_on: date


class QuarterlyUpdateCalledOff(Contract):
    """The quarter's report was presented before the update was due: it is not asked for any more, and not missing."""

    case_id: Id
    quarter: str
