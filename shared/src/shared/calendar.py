"""When is something due, and how are days counted and said? Civil dates of Europe/London (C-07). Pure."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, StringConstraints

from shared.bank_holidays import bank_holidays, published

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)


def civil_date(instant: datetime) -> date:
    """The day it is in London at this instant (C-07)."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone is not an instant")
    return instant.astimezone(LONDON).date()


# Counting


def add_months(day: date, months: int) -> date:
    """The same day of that month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def twenty_eight_days(attention: date) -> date:
    """When the steps up to the initial panel meeting are due: 28 calendar days on, weekends too (C-01)."""
    return attention + 28 * ONE_DAY


def six_months(decision: date) -> date:
    """When the review and its report are due (C-02)."""
    return add_months(decision, 6)


def three_weeks(day: date) -> date:
    """The end of the family's reading time (C-04)."""
    return day + 21 * ONE_DAY


def years_before(day: date, years: int) -> date:
    """The last day that is at least so many years before `day` (H-05). Before 29 February that is 28
    February.
    """
    return add_months(day, -12 * years)


def years_between(earlier: date, later: date) -> int:
    """Whole years, as ages are counted: who was born on 29 February has a birthday on 1 March of a common
    year.
    """
    return later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day))


# Working days


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def last_working_day(on_or_before: date) -> date:
    return _walk(on_or_before, -1)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day` (before it, where `count` is negative)."""
    for _ in range(abs(count)):
        day = _walk(day + ONE_DAY, 1) if count > 0 else _walk(day - ONE_DAY, -1)
    return day


def five_working_days(day: date) -> date:
    """When an acknowledgement is due, unless another time is set (X-07)."""
    return add_working_days(day, 5)


def _walk(day: date, step: int) -> date:
    while not is_working_day(day):
        day += step * ONE_DAY
    return day


def non_working_note(due: date) -> str | None:
    """What to say beside a deadline that is not a working day; the deadline itself stands (C-01)."""
    if is_working_day(due):
        return None
    name = bank_holidays(due.year).get(due)
    what = f"a bank holiday, {name}" if name else f"a {due:%A}"
    note = f"{in_words(due)} is {what}. The last working day before it is {in_words(last_working_day(due))}."
    if not published(due.year):
        note += f" The bank holidays of {due.year} are not published yet, so this may change."
    return note


# Quarters and years


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year. The quarters of the financial year begin on the same days."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return add_months(self.first, 3) - ONE_DAY

    def next(self) -> Self:
        return self.of(self.last + ONE_DAY)

    def previous(self) -> Self:
        return self.of(self.first - ONE_DAY)

    @property
    def in_words(self) -> str:
        """`October to December 2026`"""
        return f"{self.first:%B} to {self.last:%B %Y}"

    @property
    def in_financial_words(self) -> str:
        """`Quarter 3 of 2026 to 2027`"""
        return f"Quarter {(self.number + 2) % 4 + 1} of {FinancialYear.of(self.first).in_words}"


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """April to March, named by the calendar year in which it starts (Y-06)."""

    start: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year if day.month >= 4 else day.year - 1)

    @property
    def first(self) -> date:
        return date(self.start, 4, 1)

    @property
    def last(self) -> date:
        return date(self.start + 1, 3, 31)

    @property
    def in_words(self) -> str:
        return f"{self.start} to {self.start + 1}"


# Dates that are known in part (N-13)


def _real(text: str) -> str:
    try:
        earliest(text)
    except ValueError:
        raise ValueError("There is no such date") from None
    return text


type PartialDate = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"),
    AfterValidator(_real),
]
"""`2026`, `2026-11` or `2026-11-03`."""


def earliest(partial: PartialDate) -> date:
    """The day to compute with: the earliest it can have been (N-13)."""
    return date.fromisoformat(partial + "0000-01-01"[len(partial) :])


def latest(partial: PartialDate) -> date:
    first = earliest(partial)
    months = {4: 12, 7: 1}.get(len(partial))
    return add_months(first, months) - ONE_DAY if months else first


def is_partial(partial: PartialDate) -> bool:
    return len(partial) < 10


def partial_in_words(partial: PartialDate) -> str:
    """`2026`, `November 2026`, `3 November 2026`"""
    day = earliest(partial)
    return {4: f"{day.year}", 7: f"{day:%B} {day.year}"}.get(len(partial)) or in_words(day)


def earliest_note(partial: PartialDate) -> str | None:
    """What to say beside anything computed from a date that is known in part."""
    if not is_partial(partial):
        return None
    return (
        f"Only {partial_in_words(partial)} is known, so this is worked out from its earliest day, "
        f"{in_words(earliest(partial))}."
    )


# Saying it


def in_words(day: date) -> str:
    """`3 November 2026`"""
    return f"{day.day} {day:%B} {day.year}"


def days_in_words(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
