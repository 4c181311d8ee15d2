"""Who should chair this review, in which order, and why? Every place has its reasons (H-04, H-10, H-11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from shared.calendar import in_words, years_before
from shared.contracts.chairs.values import (
    Considered,
    Independence,
)

from chairs.domain.people.fitness import is_full, leading, what_is_missing
from chairs.domain.people.independence import independence
from chairs.domain.people.person import Person, on_the_list

ENOUGH_RESPONSES = 3
"""Fewer responses are shown, and never ranked on (Q-06)."""
ROTATION_YEARS = 2


@dataclass(frozen=True, slots=True)
class Needs:
    """What the case asks for."""

    csp: str
    agencies: tuple[str, ...]
    earliest_death: date | None
    specialisms: tuple[str, ...]
    replaced: frozenset[str] = frozenset()
    """Who chaired this case before and was replaced."""


def rank(people: Iterable[Person], needs: Needs, today: date) -> tuple[Considered, ...]:
    """Candidates by needed specialisms held, then quality, then load; then those excluded, by name."""
    looked_at = [_look(person, needs, today) for person in people if on_the_list(person)]
    fit = sorted((each for each in looked_at if not each["excluded"]), key=_order)
    unfit = sorted((each for each in looked_at if each["excluded"]), key=lambda each: (each["name"], each["chair_id"]))
    placed = (Considered(**each, place=place) for place, each in enumerate(fit, 1))
    return (*placed, *(Considered(**each, place=None) for each in unfit))


@lru_cache(maxsize=8)
def _rotation_since(today: date) -> date:
    return years_before(today, ROTATION_YEARS)


def _order(each: dict[str, Any]) -> tuple[object, ...]:
    score = (1, Decimal(0)) if each["average"] is None else (0, -each["average"])
    load = each["open_reviews"], each["given_in_two_years"]
    return (-len(each["holds"]), *score, *load, each["name"], each["chair_id"])


@lru_cache(maxsize=4096)
def _look(person: Person, needs: Needs, today: date) -> dict[str, Any]:
    """All of a Considered but the place, which follows from the others. While somebody chooses among hundreds, it is
    asked about the same people again and again."""
    holds = tuple(name for name in needs.specialisms if name in person.specialisms)
    average = person.average if person.responses >= ENOUGH_RESPONSES else None
    since = _rotation_since(today)
    recent = sum(day > since for day in person.given)
    found = independence(
        person.affiliations, csp=needs.csp, agencies=needs.agencies, earliest_death=needs.earliest_death
    )
    never = (*_obstacles(person, needs, today), *_conflict(found.result))
    full = is_full(person)
    excluded = (*never, *leading(person)) if full else never
    return {
        "chair_id": person.chair_id,
        "name": person.name,
        "holds": holds,
        "lacks": tuple(name for name in needs.specialisms if name not in holds),
        "average": average,
        "open_reviews": person.open_reviews,
        "given_in_two_years": recent,
        "independence": found.result,
        "explanation": found.explanation,
        "reasons": _reasons(person, needs, holds, average, recent),
        "warnings": _warnings(person, found.result, today),
        "excluded": excluded,
        "overridable": full and not never,
    }


def _obstacles(person: Person, needs: Needs, today: date) -> tuple[str, ...]:
    """What stands in the way of any appointment today, whatever the load."""
    return (*what_is_missing(person, today), *_replaced(person, needs))


def _replaced(person: Person, needs: Needs) -> tuple[str, ...]:
    return ("Chaired this review before, and was replaced.",) if person.chair_id in needs.replaced else ()


def _conflict(result: Independence) -> tuple[str, ...]:
    return ("Not independent.",) if result is Independence.CONFLICT else ()


def _reasons(
    person: Person, needs: Needs, holds: tuple[str, ...], average: Decimal | None, recent: int
) -> tuple[str, ...]:
    wanted = len(needs.specialisms)
    cover = (f"Holds {len(holds)} of the {wanted} needed specialisms.",) if wanted else ()
    if average is not None:
        quality = f"Evaluations average {average} ({person.responses} responses)."
    elif person.responses:
        few = "1 response" if person.responses == 1 else f"{person.responses} responses"
        quality = f"Only {few} so far, too few to compare."
    else:
        quality = "No evaluations so far."
    return (
        *cover,
        quality,
        f"Leads {_reviews(person.open_reviews)} now.",
        f"Was given {_reviews(recent)} in the last two years.",
    )


def _warnings(person: Person, result: Independence, today: date) -> tuple[str, ...]:
    warnings = [*expiring(person, today), *(() if is_full(person) else leading(person))]
    if result is Independence.UNCLEAR:
        warnings.append("Not everything is known: a person has to decide about independence.")
    return tuple(warnings)


WARNING_DAYS = timedelta(days=60)


def expiring(person: Person, today: date) -> tuple[str, ...]:
    """What runs out within 60 days (H-13)."""
    ends = (
        ("Home Office training (module 2)", person.training.expires_on if person.training else None),
        ("approval", person.approved_until),
    )
    return tuple(
        f"The {what} expires on {in_words(day)}."
        for what, day in ends
        if day is not None and today <= day <= today + WARNING_DAYS
    )


def _reviews(count: int) -> str:
    return {0: "no review", 1: "1 review"}.get(count, f"{count} reviews")
