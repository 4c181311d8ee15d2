"""What has happened to a quarter's report. Names and fields are stored for ever."""

from datetime import date
from typing import Any

from shared.contracts.cases.values import CaseId
from shared.contracts.tracker.report import QuarterlyReportContent
from shared.contracts.tracker.values import QuarterName, UpdateGiver
from shared.message import Event, Value


class Asked(Value):
    """Of whom a review's update was asked: the panel chair until the report is complete, the CSP Chair after (B-03)."""

    case_id: CaseId
    of: UpdateGiver


class OfQuarter(Event):
    quarter: QuarterName


def _asked_by_kind(old: dict[str, Any]) -> dict[str, Any]:
    """The first version took any words. All that it was ever given are the members' own, or mean the panel chair."""
    known = {giver.value for giver in UpdateGiver}
    asked = [one if one["of"] in known else {**one, "of": UpdateGiver.PANEL_CHAIR.value} for one in old["asked"]]
    return {**old, "asked": asked}


class UpdatesAsked(OfQuarter):
    """The quarter's updates were asked for (B-03)."""

    version = 2
    asked: tuple[Asked, ...]
    asked_on: date

    @staticmethod
    def upcast_to_2(old: dict[str, Any]) -> dict[str, Any]:
        return _asked_by_kind(old)


class UpdatesChased(OfQuarter):
    """The quarter ended, and these updates are missing (B-03)."""

    version = 2
    asked: tuple[Asked, ...]
    chased_on: date

    @staticmethod
    def upcast_to_2(old: dict[str, Any]) -> dict[str, Any]:
        return _asked_by_kind(old)


class QuarterlyUpdateRecorded(OfQuarter):
    """A review's update was given (B-03)."""

    case_id: CaseId
    text: str
    delay_reason: str | None
    given_on: date
    asked_of: UpdateGiver | None = None
    """Whose it was to give, as in `Asked`."""


class QuarterlyReportPresented(OfQuarter):
    """The report was presented; this is what was presented (B-02)."""

    presented_on: date
    content: QuarterlyReportContent


type QuarterEvent = UpdatesAsked | UpdatesChased | QuarterlyUpdateRecorded | QuarterlyReportPresented
