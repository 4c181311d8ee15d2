"""Which reviews does the county's tracker tell of, and what is wrong with it, row by row and column by column?"""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.contracts.cases.commands import ImportReview
from shared.contracts.cases.values import Category
from shared.contracts.county import Csp

from deploy.importing import cells
from deploy.importing.cells import Wrong
from deploy.importing.sheet import Cell, Sheet

REVIEWS = uuid.UUID("3f0c0f5e-8a0e-5d0e-9b57-6a1d1c9a4b11")
"""By which a reference always leads to the same case."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` as the spreadsheet numbers it; `column` is its heading."""

    row: int
    column: str
    what: str

    def __str__(self) -> str:
        return f"Row {self.row}, {self.column}: {self.what}."


@dataclass(frozen=True, slots=True)
class Column:
    """`names` are the headings it goes by; `default` is for a sheet without it."""

    names: tuple[str, ...]
    read: Callable[[Cell], Any]
    default: Any = None
    needed: bool = True


CSP_NAMES = {
    "East Hertfordshire": Csp.EAST_HERTS,
    "North Hertfordshire": Csp.NORTH_HERTS,
    "St. Albans": Csp.ST_ALBANS,
    "Saint Albans": Csp.ST_ALBANS,
    "Welwyn & Hatfield": Csp.WELWYN_HATFIELD,
}
CATEGORY_NAMES = {"intimate partner": Category.INTIMATE_PARTNER, "IPH": Category.INTIMATE_PARTNER} | {
    "familial": Category.FAMILIAL,
    "familial homicide": Category.FAMILIAL,
    "suicide": Category.SUICIDE_FOLLOWING_ABUSE,
    "household": Category.HOUSEHOLD_MEMBER,
    "not stated on slide": Category.NOT_STATED,
    "unknown": Category.NOT_STATED,
}

COLUMNS = {
    "reference": Column(("case ref", "case reference", "reference", "ref", "dhr ref", "dhr number"), cells.reference),
    "csp": Column(("csp", "community safety partnership", "district"), cells.OneOf(Csp, CSP_NAMES)),
    "death_month": Column(("death month", "month of death", "date of death"), cells.month),
    "category": Column(("category", "type", "type of homicide"), cells.OneOf(Category, CATEGORY_NAMES)),
    "murder_suicide": Column(("murder suicide",), cells.yes_or_no),
    "victims": Column(("victims", "number of victims"), cells.count),
    "perpetrator_deaths": Column(("perpetrator deaths", "perpetrators who died"), cells.count),
    "deceased": Column(("deceased", "number of deceased", "total deceased"), cells.count, needed=False),
    "children": Column(("children in household", "children", "number of children"), cells.count),
    "published": Column(("published",), cells.yes_or_no, default=True, needed=False),
}


def reviews_in(sheet: Sheet) -> tuple[list[ImportReview], list[Problem]]:
    """The reviews, or all problems at once; a sheet with a problem is not loaded at all."""
    places = {name: _place(sheet, column) for name, column in COLUMNS.items()}
    missing = [
        Problem(1, column.names[0], f"there is no such column (it may also be called {', '.join(column.names[1:])})")
        for name, column in COLUMNS.items()
        if column.needed and places[name] is None
    ]
    if missing:
        return [], missing
    found: list[ImportReview] = []
    problems: list[Problem] = []
    first_rows: dict[str, int] = {}
    for number, row in sheet.rows:
        values, wrong = _read(sheet, places, number, row)
        wrong += _contradictions(values, number)
        reference = values.get("reference")
        if reference in first_rows:
            wrong.append(Problem(number, "reference", f"{reference} stands in row {first_rows[reference]} already"))
        elif reference is not None:
            first_rows[reference] = number
        problems += wrong
        if not wrong:
            values.pop("deceased")
            found.append(ImportReview(case_id=case_id_of(values["reference"]), **values))
    return found, problems


def case_id_of(reference: str) -> str:
    return uuid.uuid5(REVIEWS, reference).hex


def command_id_of(review: ImportReview) -> str:
    """The same for the same content, so that a file can be loaded twice."""
    return uuid.uuid5(REVIEWS, review.model_dump_json()).hex


def _place(sheet: Sheet, column: Column) -> int | None:
    headings = [re.sub(r"[^a-z]+", " ", heading.lower()).strip() for heading in sheet.headings]
    return next((headings.index(name) for name in column.names if name in headings), None)


def _read(
    sheet: Sheet, places: dict[str, int | None], number: int, row: tuple[Cell, ...]
) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    wrong: list[Problem] = []
    for name, column in COLUMNS.items():
        place = places[name]
        if place is None:
            values[name] = column.default
            continue
        cell = row[place] if place < len(row) else ""
        try:
            values[name] = column.read(cell)
        except Wrong as problem:
            shown = f"“{str(cell).strip()}” " if str(cell).strip() else ""
            wrong.append(Problem(number, sheet.headings[place], f"{shown}{problem}"))
    return values, wrong


def _contradictions(values: dict[str, Any], number: int) -> list[Problem]:
    """What is right by itself, and does not fit together."""
    problems = []
    victims, perpetrators = values.get("victims"), values.get("perpetrator_deaths")
    deceased, both = values.get("deceased"), values.get("murder_suicide")
    if victims == 0:
        problems.append(Problem(number, "victims", "there is at least one"))
    if both is not None and perpetrators is not None and both != (perpetrators > 0):
        what = "a murder-suicide has at least one perpetrator who died, and only then"
        problems.append(Problem(number, "murder suicide", what))
    if victims is None or perpetrators is None or deceased is None:
        pass
    elif deceased != victims + perpetrators:
        what = f"{deceased} is not the sum of {victims} victims and {perpetrators} perpetrators who died"
        problems.append(Problem(number, "deceased", what))
    for name, most in (("victims", 20), ("perpetrator_deaths", 20), ("children", 30)):
        if (value := values.get(name)) is not None and value > most:
            problems.append(Problem(number, name.replace("_", " "), f"{value} is more than can be right"))
    return problems
