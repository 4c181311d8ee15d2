"""Is this person independent of the agencies of a case? By agency, area and day (H-05, H-12)."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from shared.calendar import in_words as _in_words
from shared.calendar import years_before
from shared.contracts.chairs.values import Affiliation, Independence
from shared.contracts.county import CORE_AGENCIES

from chairs.domain.people.concerns import THIS_CASE, WHOLE_COUNTY, Concern, Why

YEARS = 2
_STATUTORY = frozenset(name.casefold() for name in CORE_AGENCIES)
_READS_STATUTORY = re.compile(r"(?i)\b(council|constabulary|police|probation|nhs|integrated care|health board)\b")
"""An agency has many names, and the check is no better than the one that was typed."""


@dataclass(frozen=True, slots=True)
class Finding:
    result: Independence
    explanation: tuple[str, ...]
    """One sentence for each affiliation: what it is, and what it means here."""
    concerns: tuple[Concern, ...] = ()
    """What speaks against independence, or leaves it open."""


in_words = lru_cache(maxsize=4096)(_in_words)  # the same few days, for hundreds of candidates


@lru_cache(maxsize=256)
def left_by(earliest_death: date) -> date:
    """The last day on which leaving an agency is early enough: two years before the first death, by date."""
    return years_before(earliest_death, YEARS)


def independence(
    affiliations: Sequence[Affiliation], *, csp: str, agencies: Collection[str], earliest_death: date | None
) -> Finding:
    """Where several people died, `earliest_death` is the first of the deaths. The worst single finding counts."""
    return _finding(tuple(affiliations), csp, tuple(agencies), earliest_death)


@lru_cache(maxsize=4096)
def _finding(
    affiliations: tuple[Affiliation, ...], csp: str, agencies: tuple[str, ...], earliest_death: date | None
) -> Finding:
    """The same ties and the same case are asked about again and again, while somebody chooses among hundreds."""
    named = {agency.casefold() for agency in agencies}
    found = [_one(affiliation, csp, named, earliest_death) for affiliation in affiliations]
    concerns = tuple(concern for _, concern in found if concern is not None)
    results = {_RESULTS[concern.why] for concern in concerns}
    worst = next(
        (result for result in (Independence.CONFLICT, Independence.UNCLEAR) if result in results),
        Independence.INDEPENDENT,
    )
    return Finding(worst, tuple(sentence for sentence, _ in found) or ("No affiliation is recorded.",), concerns)


_RESULTS = {
    Why.STATUTORY: Independence.CONFLICT,
    Why.READS_STATUTORY: Independence.UNCLEAR,
    Why.WORKS_HERE: Independence.CONFLICT,
    Why.LEFT_TOO_LATE: Independence.CONFLICT,
    Why.END_UNKNOWN: Independence.UNCLEAR,
    Why.DEATH_UNKNOWN: Independence.UNCLEAR,
}


def _one(tie: Affiliation, csp: str, named: Collection[str], death: date | None) -> tuple[str, Concern | None]:
    """In a sentence, and as a concern where it is one."""
    goes_on = tie.until is None and not tie.end_unknown
    if goes_on and (tie.statutory or tie.agency.casefold() in _STATUTORY):
        sentence = f"Works for {tie.agency}, a statutory agency. Nobody who does may chair a review."
        return sentence, Concern(why=Why.STATUTORY, agency=tie.agency)
    where = _where(tie, csp, named)
    if where is None and goes_on and _READS_STATUTORY.search(tie.agency):
        sentence = f"Works for {tie.agency}, which reads like a statutory agency. A person has to decide."
        return sentence, Concern(why=Why.READS_STATUTORY, agency=tie.agency)
    if where is None:
        return f"{_tie_in_words(tie)}. It is not an agency of {csp} or of this case.", None
    here = "which is in this case" if where == THIS_CASE else f"which works in {where}"
    if goes_on:
        return f"Works for {tie.agency}, {here}.", Concern(why=Why.WORKS_HERE, agency=tie.agency, where=where)
    if death is None:
        sentence = f"{_tie_in_words(tie)}, {here}. The day of the death is not known; a person has to decide."
        return sentence, Concern(why=Why.DEATH_UNKNOWN, agency=tie.agency, where=where, until=tie.until)
    enough = left_by(death)
    rule = f"The first death was on {in_words(death)}, so leaving by {in_words(enough)} is early enough"
    if tie.until is None:
        unknown = Concern(why=Why.END_UNKNOWN, agency=tie.agency, where=where, first_death=death)
        return f"{_tie_in_words(tie)}, {here}. {rule}; a person has to decide.", unknown
    if tie.until <= enough:
        return f"{_tie_in_words(tie)}, {here}. {rule}.", None
    late = Concern(why=Why.LEFT_TOO_LATE, agency=tie.agency, where=where, until=tie.until, first_death=death)
    return f"{_tie_in_words(tie)}, {here}. {rule}; this was later.", late


def _where(tie: Affiliation, csp: str, named: Collection[str]) -> str | None:
    """How the agency touches this case, or None where it does not."""
    if tie.county_wide:
        return WHOLE_COUNTY
    if csp in tie.areas:
        return str(csp)
    return THIS_CASE if tie.agency.casefold() in named else None


def _tie_in_words(tie: Affiliation) -> str:
    if tie.until is not None:
        return f"Worked until {in_words(tie.until)} for {tie.agency}"
    if tie.end_unknown:
        return f"Worked, until a day that is not known, for {tie.agency}"
    return f"Works for {tie.agency}"
