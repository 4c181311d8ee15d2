"""What stands around every page of chairs, and how is what the service says about them put in words?"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from shared.contracts.chairs.answers import HistoryLine, Quality, Settings
from shared.contracts.chairs.queries import ChairSettings, ChairsWork, RosterList, SpecialismMatrix

from gateway.access import policy
from gateway.components import NOTHING, words
from gateway.forms.reading import plain_figures
from gateway.pages.dispatches.parts import named
from gateway.visit import Visit


def sub_navigation(visit: Visit) -> list[dict[str, Any]]:
    parts = (
        ("Approved list", "/chairs", RosterList),
        ("Specialisms", "/chairs/matrix", SpecialismMatrix),
        ("What needs you", "/chairs/work", ChairsWork),
        ("Fees and rules", "/chairs/settings", ChairSettings),
    )
    here = visit.request.url.path
    return [
        {"text": text, "href": href, "active": here == href}
        for text, href, question in parts
        if policy.may_ask(question, visit.actor).allow
    ]


def lines(visit: Visit, timeline: Iterable[HistoryLine]) -> list[dict[str, str]]:
    """What happened, on which day, and by whom."""
    told = tuple(timeline)
    by = named(visit, [line.by for line in told])
    return [
        {"on": f"{words(line.on)}, by {by[line.by]}" if line.by else str(words(line.on)), "text": line.text}
        for line in told
    ]


def average(value: Decimal | None) -> str:
    """Of the criteria's five."""
    return NOTHING if value is None else f"{value.normalize():f} out of 5"


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def evaluated(quality: Quality) -> tuple[str, str]:
    """The average and what it is of; never one number with the points (Q-05, Q-06)."""
    if not quality.responses:
        return "0", "evaluations so far"
    of = f"from {counted(quality.responses, 'evaluation')} of {counted(quality.reviews, 'review')}"
    return average(quality.average), of if quality.ranked else f"{of}, too few to compare"


def points(number: int) -> tuple[int, str]:
    return number, f"{'point' if number == 1 else 'points'} for reports accepted at their first submission"


def specialisms(settings: Settings) -> tuple[str, ...]:
    return settings.specialisms


def listed(names: Iterable[str]) -> str:
    """`police, disability and children's social care`"""
    every = [*names]
    return " and ".join(filter(None, [", ".join(every[:-1]), *every[-1:]])) or words(None)


def tier_amount(amount: Decimal | None) -> str:
    """The slides name no amounts for the tiers: nobody is commissioned under one before the county sets it (Y-01)."""
    return "The county has not set this amount yet" if amount is None else words(amount)


def plain_number(called: str) -> Callable[[str], str]:
    """Hours and the like: a number that is not an amount of money."""

    def parse(typed: str) -> str:
        plain = plain_figures(typed)
        if plain is None:
            raise ValueError(f"{called} must be a number, like 7.4")
        return plain

    return parse


def today(name: str) -> Callable[[Visit, Any], dict[str, Any]]:
    """A form that begins with the date of today."""
    return lambda visit, _: {name: visit.gate.clock.today()}
