"""Which day does a plan mean by `31/12/26`, `Dec 2013` or `by the end of March 2024` (A-08)? Pure."""

import re
from datetime import date

from shared.calendar import ONE_DAY, add_months

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>20\d{2}|\d{2})"
_FULL_YEAR = r"(?P<year>20\d{2})"
_SHAPES = tuple(
    re.compile(shape, re.I)
    for shape in (
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        r"(?P<year>20\d{2})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        rf"(?P<day>\d{{1,2}})[/.\-](?P<number>\d{{1,2}})[/.\-]{_YEAR}\b",
        rf"{_MONTH},?\s+{_DAY},?\s+{_FULL_YEAR}\b",
        rf"{_MONTH}[\s\-]+{_YEAR}\b",
        rf"(?P<number>\d{{1,2}})/{_FULL_YEAR}\b",
        rf"q(?:uarter)?\s*(?P<quarter>[1-4])\s+(?:of\s+)?{_FULL_YEAR}\b",
        rf"{_FULL_YEAR}\b",
    )
)
_LEAD = r"\b(?:by|before|until|no[t]? later than|completed? in)\s+(?:the\s+)?(?:end\s+(?:of\s+)?)?(?:the\s+)?"
_IN_TEXT = tuple(re.compile(_LEAD + f"({shape.pattern})", re.I) for shape in _SHAPES)
_SPAN = re.compile(
    r"\bwithin\s+(?:the\s+next\s+)?(?:\d+|one|two|three|four|six|nine|twelve|eighteen)\s+(?:working\s+)?(?:days|weeks|months|years?)\b",
    re.I,
)


def read_date(text: str) -> date | None:
    """The day that a cell means; where only a month, quarter or year is said, its last day."""
    for shape in _SHAPES:
        if found := shape.fullmatch(text.strip()):
            return _day(found)
    return None


def deadline_in(text: str) -> tuple[str, date | None] | None:
    """The first deadline inside a text: its words, and the day where they say one. `before May 2024` means its
    last day as well: this is a suggestion, and a person confirms it."""
    for shape in _IN_TEXT:
        if (found := shape.search(text)) and (day := _day(found)):
            return found.group(0).strip(), day
    if span := _SPAN.search(text):
        return span.group(0), None
    return None


def _day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    year = int(parts["year"])
    year += 2000 if year < 100 else 0
    try:
        if quarter := parts.get("quarter"):
            return _last_day(year, int(quarter) * 3)
        month = _MONTHS.index(parts["month"].lower()[:3]) + 1 if parts.get("month") else int(parts.get("number") or 0)
        if not month:
            return date(year, 12, 31)
        return date(year, month, int(parts["day"])) if parts.get("day") else _last_day(year, month)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date:
    return add_months(date(year, month, 1), 1) - ONE_DAY
