"""What does a messy cell mean? Each reading gives its value, or says in words what is wrong with it."""

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from deploy.importing.sheet import Cell

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EARLIEST_YEAR = 2011
"""Reviews became a duty on 13 April 2011."""


class Wrong(Exception):
    """The text follows the row and the column: `is not a month such as 2014-03`."""


def line(cell: Cell) -> str:
    text = " ".join(str(cell).split())
    if not text:
        raise Wrong("is empty")
    if len(text) > 300:
        raise Wrong("is longer than 300 letters")
    return text


def reference(cell: Cell) -> str:
    return line(cell).upper()


def month(cell: Cell) -> str:
    """`2014-03` from that, or from a date, `March 2014`, `Mar-14`, `03/2014`, `15/03/2014`."""
    if isinstance(cell, date):
        return _month(cell.year, cell.month)
    text = line(cell).lower().replace(",", " ")
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2})?", text):
        return _month(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})", text):
        return _month(int(found[3]), int(found[2]))
    found = re.fullmatch(r"(?:\d{1,2}(?:st|nd|rd|th)?[ -])?([a-z]{3})[a-z]{0,6}\.?[ -]'?(\d{4}|\d{2})", text)
    if found and found[1] in MONTHS:
        year = int(found[2])
        return _month(year + 2000 if year < 100 else year, MONTHS.index(found[1]) + 1)
    raise Wrong("is not a month such as 2014-03 or March 2014")


def _month(year: int, number: int) -> str:
    if not 1 <= number <= 12:
        raise Wrong("is not a month such as 2014-03 or March 2014 (the day comes before the month)")
    if not EARLIEST_YEAR <= year <= 2100:
        raise Wrong(
            f"is before {EARLIEST_YEAR}, when these reviews began" if year < EARLIEST_YEAR else "is too far off"
        )
    return f"{year}-{number:02}"


def count(cell: Cell) -> int:
    text = line(cell)
    if isinstance(cell, bool) or not re.fullmatch(r"\d{1,3}", text):
        raise Wrong("is not a whole number")
    return int(text)


def yes_or_no(cell: Cell) -> bool:
    text = line(cell).lower()
    if text in {"yes", "y", "true", "1"}:
        return True
    if text in {"no", "n", "false", "0"}:
        return False
    raise Wrong("is neither yes nor no")


class OneOf[E: StrEnum]:
    """A word of a list, whatever its spelling: capitals, spaces, dashes and underscores make no difference."""

    def __init__(self, words: type[E], also: Mapping[str, E]) -> None:
        self.known = {_letters(word.value): word for word in words} | {_letters(word.name): word for word in words}
        self.known |= {_letters(text): word for text, word in also.items()}
        self.names = [word.value for word in words]

    def __call__(self, cell: Cell) -> E:
        text = line(cell)
        found = self.known.get(_letters(text))
        if found is not None:
            return found
        near = get_close_matches(text, self.names, 1)
        raise Wrong(f"is not known here; perhaps {near[0]}" if near else f"is none of: {', '.join(self.names)}")


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower().replace("&", "and"))
