"""What stands around every page of chairs, and how is what the service says about them put in words?"""

from collections.abc import Iterable
from decimal import Decimal

from shared.contracts.chairs.answers import ChairRecord, Commission, HistoryLine, Quality, Settings
from shared.contracts.chairs.queries import ChairSettings, ChairsWork, RosterList, SpecialismMatrix
from shared.contracts.chairs.values import ListStage

from gateway.pages.sections import Link, navigation
from gateway.pages.words import average, counted, named
from gateway.show.components import words
from gateway.web.visit import Visit


def sub_navigation(visit: Visit) -> list[Link]:
    parts = (
        ("Approved list", "/chairs", RosterList),
        ("Specialisms", "/chairs/matrix", SpecialismMatrix),
        ("What needs you", "/chairs/work", ChairsWork),
        ("Fees and rules", "/chairs/settings", ChairSettings),
    )
    return navigation(visit, parts)


def lines(visit: Visit, timeline: Iterable[HistoryLine]) -> list[dict[str, str]]:
    """What happened, on which day, and by whom."""
    told = tuple(timeline)
    by = named(visit, [line.by for line in told])
    return [
        {"on": f"{words(line.on)}, by {by[line.by]}" if line.by else str(words(line.on)), "text": line.text}
        for line in told
    ]


def evaluated(quality: Quality) -> tuple[str, str]:
    """The average and what it is of; never one number with the points (Q-05, Q-06)."""
    if not quality.responses:
        return "0", "evaluations so far"
    of = f"from {counted(quality.responses, 'evaluation')} of {counted(quality.reviews, 'review')}"
    return average(quality.average), of if quality.ranked else f"{of}, too few to compare"


def specialisms(settings: Settings) -> tuple[str, ...]:
    return settings.specialisms


def listed(names: Iterable[str]) -> str:
    """`police, disability and children's social care`"""
    every = [*names]
    return " and ".join(filter(None, [", ".join(every[:-1]), *every[-1:]])) or words(None)


def tier_amount(amount: Decimal | None) -> str:
    """The slides name no amounts for the tiers: nobody is commissioned under one before the county sets it (Y-01)."""
    return "The county has not set this amount yet" if amount is None else words(amount)


_ON_LIST = frozenset({ListStage.LISTED, ListStage.SUSPENDED})


def applied(record: ChairRecord) -> bool:
    return record.stage is ListStage.APPLIED


def on_list(record: ChairRecord) -> bool:
    return record.stage in _ON_LIST


def current(record: ChairRecord) -> bool:
    """On the list, or applying for it."""
    return applied(record) or on_list(record)


def chaired(one: Commission) -> bool:
    return one.present is not None


def replaceable(one: Commission) -> bool:
    """After the Home Office's approval the work is done: nobody is replaced any more (H-08)."""
    return one.present is not None and not one.approved
