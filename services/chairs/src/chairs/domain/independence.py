"""Is this person independent of the agencies of a case? By agency, area and day (H-05, H-12)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from shared.calendar import in_words as _in_words
from shared.calendar import years_before
from shared.contracts.chairs.values import Affiliation, Independence
from shared.contracts.county import CORE_AGENCIES

YEARS = 2
_STATUTORY = frozenset(name.casefold() for name in CORE_AGENCIES)


@dataclass(frozen=True, slots=True)
class Finding:
    result: Independence
    explanation: tuple[str, ...]
    """One sentence for each affiliation: what it is, and what it means here."""
    concerns: tuple[str, ...] = ()
    """Those of the sentences that speak against independence, or leave it open."""


in_words = lru_cache(maxsize=4096)(_in_words)  # the same few days, for hundreds of candidates


@lru_cache(maxsize=256)
def left_by(earliest_death: date) -> date:
    """The last day on which leaving an agency is early enough: two years before the first death, by date."""
    return years_before(earliest_death, YEARS)


def independence(
    affiliations: Sequence[Affiliation], *, csp: str, agencies: Collection[str], earliest_death: date | None
) -> Finding:
    """Where several people died, `earliest_death` is the first of the deaths. The worst single finding counts."""
    named = {agency.casefold() for agency in agencies}
    found = [_one(affiliation, csp, named, earliest_death) for affiliation in affiliations]
    results = {result for result, _ in found}
    worst = next(
        (result for result in (Independence.CONFLICT, Independence.UNCLEAR) if result in results),
        Independence.INDEPENDENT,
    )
    told = tuple(sentence for _, sentence in found) or ("No affiliation is recorded.",)
    concerns = tuple(sentence for result, sentence in found if result is not Independence.INDEPENDENT)
    return Finding(worst, told, concerns)


def _one(tie: Affiliation, csp: str, named: Collection[str], death: date | None) -> tuple[Independence, str]:
    goes_on = tie.until is None and not tie.end_unknown
    if goes_on and (tie.statutory or tie.agency.casefold() in _STATUTORY):
        return Independence.CONFLICT, (
            f"Works for {tie.agency}, a statutory agency. Nobody who does may chair a review."
        )
    here = _where(tie, csp, named)
    if here is None:
        return Independence.INDEPENDENT, f"{_told(tie)}. It is not an agency of {csp} or of this case."
    if goes_on:
        return Independence.CONFLICT, f"Works for {tie.agency}, {here}."
    if death is None:
        return (
            Independence.UNCLEAR,
            f"{_told(tie)}, {here}. The day of the death is not known; a person has to decide.",
        )
    enough = left_by(death)
    rule = f"The first death was on {in_words(death)}, so leaving by {in_words(enough)} is early enough"
    if tie.until is None:
        return Independence.UNCLEAR, f"{_told(tie)}, {here}. {rule}; a person has to decide."
    if tie.until <= enough:
        return Independence.INDEPENDENT, f"{_told(tie)}, {here}. {rule}."
    return Independence.CONFLICT, f"{_told(tie)}, {here}. {rule}; this was later."


def _where(tie: Affiliation, csp: str, named: Collection[str]) -> str | None:
    """How the agency touches this case, or None where it does not."""
    if tie.county_wide:
        return "which works in the whole county"
    if csp in tie.areas:
        return f"which works in {csp}"
    if tie.agency.casefold() in named:
        return "which is in this case"
    return None


def _told(tie: Affiliation) -> str:
    if tie.until is not None:
        return f"Worked until {in_words(tie.until)} for {tie.agency}"
    if tie.end_unknown:
        return f"Worked, until a day that is not known, for {tie.agency}"
    return f"Works for {tie.agency}"
