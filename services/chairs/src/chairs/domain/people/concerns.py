"""What speaks against independence, or leaves it open, apart from the words in which it is told (H-05, H-12)?

By these a finding is known again: what a person has decided is not raised again because a sentence was put otherwise.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum

from shared.message import Value


class Why(StrEnum):
    STATUTORY = "works for a statutory agency"
    READS_STATUTORY = "works for what reads like a statutory agency"
    WORKS_HERE = "works for an agency of the case"
    LEFT_TOO_LATE = "left an agency of the case too late"
    END_UNKNOWN = "left an agency of the case on a day that is not known"
    DEATH_UNKNOWN = "left an agency of the case, and the day of the death is not known"


WHOLE_COUNTY, THIS_CASE = "the whole county", "this case"


class Concern(Value):
    why: Why
    agency: str
    where: str = ""
    """How the agency touches the case: the whole county, a partnership, or this case. A statutory one always does."""
    until: date | None = None
    first_death: date | None = None
    """Where the finding rests on it."""
    of_writer: bool = False


def told_before(sentences: Iterable[str], *, of_writer: bool = False) -> list[dict[str, object]]:
    """What events of version 1 said in sentences alone, in all the ways in which they were ever worded."""
    return [one.model_dump(mode="json") for one in _read(sentences, of_writer)]


def _read(sentences: Iterable[str], of_writer: bool) -> Iterator[Concern]:
    for sentence in sentences:
        writer = _WRITER.match(sentence)
        said = sentence[writer.end() :] if writer else sentence
        of = {"of_writer": of_writer or writer is not None}
        if found := _STATUTORY.match(said):
            yield Concern(why=Why.STATUTORY, agency=found["agency"], **of)
        elif (found := _HERE.match(said)) and (why := _why(found)):
            told = next(match for pattern in _TOLD if (match := pattern.fullmatch(found["told"])))
            parts = told.groupdict()
            dated = why not in {Why.WORKS_HERE, Why.DEATH_UNKNOWN}
            yield Concern(
                why=why,
                agency=parts["agency"],
                where=found["area"] or THIS_CASE,
                until=_day(parts.get("until")),
                first_death=_day(found["death"]) if dated else None,
                **of,
            )


def _why(found: re.Match[str]) -> Why | None:
    """None: it was early enough."""
    rest = found["rest"]
    if rest == ".":
        return Why.WORKS_HERE
    if rest.startswith(". The day of the death"):
        return Why.DEATH_UNKNOWN
    if rest.endswith("a person has to decide."):
        return Why.END_UNKNOWN
    return Why.LEFT_TOO_LATE if rest.endswith("this was later.") else None


def _day(written: str | None) -> date | None:
    return datetime.strptime(written, "%d %B %Y").date() if written else None


_WRITER = re.compile(r".+?, the report writer: ")
_STATUTORY = re.compile(r"Works for (?P<agency>.+), a statutory agency\. Nobody who does may chair a review\.$")
_HERE = re.compile(
    r"(?P<told>Work.+), which (?:works in (?P<area>[^.]+?)|is in this case)"
    r"(?P<rest>\.(?: The first death was on (?P<death>[^,]+), .+| The day of the death .+)?)$"
)
_TOLD = (
    re.compile(r"Works for (?P<agency>.+)"),
    re.compile(r"Worked until (?P<until>\d+ \w+ \d{4}) for (?P<agency>.+)"),
    re.compile(r"Worked, until a day that is not known, for (?P<agency>.+)"),
    re.compile(r"Worked for (?P<agency>.+) until (?P<until>\d+ \w+ \d{4})"),
    re.compile(r"Worked for (?P<agency>.+); the day of leaving is not known"),
)
