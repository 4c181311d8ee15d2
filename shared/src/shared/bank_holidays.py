"""Which days are bank holidays in England and Wales? Published ones where GOV.UK has published them, expected
ones else.

The published list comes with the package govuk-bank-holidays, so nothing is asked over the network. It ends
two years or so ahead; for years beyond it the days follow from the usual rules, and `published` says that
they are not certain.
"""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

MONDAY = 0
WEEKEND = (5, 6)
ONE_DAY = timedelta(days=1)


def bank_holidays(year: int) -> Mapping[date, str]:
    """Day -> its name."""
    return _published().get(year) or expected(year)


def published(year: int) -> bool:
    return year in _published()


@cache
def _published() -> dict[int, dict[date, str]]:
    # The file is read directly: the package's own class would bring an HTTP client into every service.
    listed = json.loads(files("govuk_bank_holidays").joinpath("bank-holidays.json").read_text("utf-8"))
    years: dict[int, dict[date, str]] = {}
    for holiday in listed["england-and-wales"]["events"]:
        day = date.fromisoformat(holiday["date"])
        name = holiday["title"] + (" (substitute day)" if holiday.get("notes") == "Substitute day" else "")
        years.setdefault(day.year, {})[day] = name
    return years


@cache
def expected(year: int) -> Mapping[date, str]:
    """The eight usual days. A day on a weekend, or on a day already taken, moves to the next free weekday."""
    sunday = _easter(year)
    days = {
        sunday - 2 * ONE_DAY: "Good Friday",
        sunday + ONE_DAY: "Easter Monday",
        _monday_on_or_after(date(year, 5, 1)): "Early May bank holiday",
        _monday_on_or_after(date(year, 5, 25)): "Spring bank holiday",
        _monday_on_or_after(date(year, 8, 25)): "Summer bank holiday",
    }
    fixed = (
        (date(year, 1, 1), "New Year’s Day"),
        (date(year, 12, 25), "Christmas Day"),
        (date(year, 12, 26), "Boxing Day"),
    )
    # Weekdays keep their place before the others look for one: Boxing Day on a Monday stays, Christmas Day
    # moves past it.
    for day, name in sorted(fixed, key=lambda holiday: holiday[0].weekday() in WEEKEND):
        place = day
        while place.weekday() in WEEKEND or place in days:
            place += ONE_DAY
        days[place] = name if place == day else f"{name} (substitute day)"
    return dict(sorted(days.items()))


def _monday_on_or_after(day: date) -> date:
    return day + (MONDAY - day.weekday()) % 7 * ONE_DAY


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
