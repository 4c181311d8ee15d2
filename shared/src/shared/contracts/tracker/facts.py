"""What the tracker service tells others."""

from datetime import date

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
    of: str
    """`panel chair` or `CSP Chair`"""
    again: bool
