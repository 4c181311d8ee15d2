"""What has happened to a quarter's report. Names and fields are stored for ever."""

from datetime import date

from shared.contracts.cases.values import CaseId
from shared.contracts.tracker.report import QuarterlyReportContent
from shared.contracts.tracker.values import QuarterName
from shared.message import Event, Value


class Asked(Value):
    """Of whom a review's update was asked: the panel chair until the report is complete, the CSP Chair after (B-03)."""

    case_id: CaseId
    of: str


class OfQuarter(Event):
    quarter: QuarterName


class UpdatesAsked(OfQuarter):
    """The quarter's updates were asked for (B-03)."""

    asked: tuple[Asked, ...]
    asked_on: date


class UpdatesChased(OfQuarter):
    """The quarter ended, and these updates are missing (B-03)."""

    asked: tuple[Asked, ...]
    chased_on: date


class QuarterlyUpdateRecorded(OfQuarter):
    """A review's update was given (B-03)."""

    case_id: CaseId
    text: str
    delay_reason: str | None
    given_on: date
    asked_of: str | None = None
    """Whose it was to give, as in `Asked`."""


class QuarterlyReportPresented(OfQuarter):
    """The report was presented; this is what was presented (B-02)."""

    presented_on: date
    content: QuarterlyReportContent


type QuarterEvent = UpdatesAsked | UpdatesChased | QuarterlyUpdateRecorded | QuarterlyReportPresented
