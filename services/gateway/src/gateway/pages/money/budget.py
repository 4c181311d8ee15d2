"""How does a year's budget stand: allocated, committed, invoiced, paid, left, and to be expected (Y-06, Y-10)?"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from shared.contracts.chairs.answers import Budget, BudgetLine, ExpectedLine
from shared.contracts.chairs.commands import AllocateBudget
from shared.contracts.chairs.queries import BudgetOfYear, CommissionOfCase
from shared.money import in_words as pounds

from gateway.access import policy
from gateway.forms.field import Field
from gateway.forms.form import Form
from gateway.gate import Entry
from gateway.pages.deeds import deed, routes_of
from gateway.pages.lists import Cell
from gateway.pages.money.parts import year_in_words
from gateway.web.routes import page
from gateway.web.visit import Visit

MENU = Entry("Budget", "/budget", 40)
_COLUMNS = (
    {"title": "Review"},
    {"title": "Chair"},
    *({"title": name, "number": True} for name in ("Committed", "Invoiced", "Paid")),
)


def _page(visit: Visit, budget: Budget) -> Mapping[str, Any]:
    known = bool(budget.funder)
    return {
        "budget": budget,
        "known": known,
        "short": _short(budget),
        "figures": [
            (pounds(budget.allocated), "allocated"),
            (pounds(budget.committed), "committed"),
            (pounds(budget.remaining), "remaining"),
        ],
        "bar": _bar(budget),
        "stands": [
            (f"Allocated by the {budget.funder}" if known else "Allocated", pounds(budget.allocated)),
            ("Committed to reviews", pounds(budget.committed)),
            ("Of that, invoiced and approved", pounds(budget.invoiced)),
            ("Of that, paid", pounds(budget.paid)),
            ("Remaining: allocated less committed", pounds(budget.remaining)),
        ],
        "forecast": [
            ("Remaining", pounds(budget.remaining)),
            ("Not invoiced yet, of commissions of earlier years", pounds(-budget.brought_forward)),
            ("Expected for open reviews without a chair", pounds(-budget.expected)),
            ("Forecast, if all of that came to pass", pounds(budget.forecast)),
        ],
        "waiting": [_waiting(visit, line) for line in budget.waiting],
        "columns": _COLUMNS,
        "rows": [_row(visit, line) for line in budget.lines],
        "shares": [*((one.name, pounds(one.share)) for one in budget.shares), ("Together", pounds(budget.committed))],
        "years": [
            {"text": year_in_words(year), "href": f"/budget/{year}", "active": year == budget.year}
            for year in reversed(budget.years)
        ],
        "allocates": policy.may_ask(AllocateBudget, visit.actor).allow,
    }


def _short(budget: Budget) -> str:
    if not budget.funder:
        already = f", and {pounds(budget.committed)} is committed already" if budget.committed else ""
        return f"No budget is recorded for this year yet{already}."
    if budget.remaining < 0:
        return f"The year runs short: {pounds(-budget.remaining)} more is committed than allocated."
    if budget.forecast < 0:
        return f"The year may run short: {pounds(-budget.forecast)} would be missing if all came to pass."
    return ""


def _row(visit: Visit, line: BudgetLine) -> list[Cell]:
    href = f"/cases/{line.case_id}/chair" if policy.may_ask(CommissionOfCase, visit.actor).allow else ""
    amounts = (line.committed, line.invoiced, line.paid)
    return [
        Cell(line.reference, href, whole=True),
        Cell(line.chair_name),
        *(Cell(pounds(one), number=True) for one in amounts),
    ]


def _waiting(visit: Visit, line: ExpectedLine) -> list[Cell]:
    href = f"/cases/{line.case_id}/chair" if policy.may_ask(CommissionOfCase, visit.actor).allow else ""
    return [Cell(line.reference, href, whole=True), Cell(pounds(line.amount), number=True)]


_PARTS = (
    ("paid", "#0f7a52"),
    ("approved, not paid yet", "#4b2e83"),
    ("committed, not invoiced yet", "#b9a7d9"),
    ("remaining", "#ffffff"),
)
_WIDE = 1000


def _bar(budget: Budget) -> dict[str, Any]:
    """One bar for the year, in thousandths of what is allocated, or of what is committed where that is more."""
    whole = max(budget.allocated, budget.committed)
    amounts = (
        budget.paid,
        budget.invoiced - budget.paid,
        budget.committed - budget.invoiced,
        max(budget.remaining, Decimal(0)),
    )
    parts, at = [], 0
    for (name, colour), amount in zip(_PARTS, amounts, strict=True):
        if name == "remaining" and budget.remaining < 0:
            continue
        wide = round(max(amount, Decimal(0)) / whole * _WIDE) if whole else 0
        parts.append({"name": name, "colour": colour, "amount": pounds(amount), "x": at, "wide": wide})
        at += wide
    said = ", ".join(f"{part['amount']} {part['name']}" for part in parts)
    return {
        "parts": parts,
        "title": f"Budget of {budget.in_words}",
        "desc": f"Of {pounds(budget.allocated)} allocated: {said}.",
        "empty": not whole,
        "line": round(budget.allocated / whole * _WIDE) if budget.funder and budget.remaining < 0 else None,
        "allocated": pounds(budget.allocated),
    }


ALLOCATE = deed(
    "/budget/allocate",
    Form(
        command=AllocateBudget,
        title="Allocate the budget of a financial year",
        intro="Said again, it replaces what was said before.",
        fields=(
            Field(
                "year",
                "the year",
                hint="2026 is April 2026 to March 2027",
                ask="Financial year that begins in",
            ),
            Field("amount", "the amount", ask="Which amount does the funder give for chairs?"),
            Field("funder", "the funder", ask="Who gives it?", required=True),
        ),
        submit="Save the budget",
        done="/budget/{year}",
        back="/budget",
        asks=lambda visit: BudgetOfYear(year=int(year) if (year := visit.query.get("year", "")).isdecimal() else None),
        start=lambda _, budget: {
            "year": budget.year,
            "amount": budget.allocated or None,
            "funder": budget.funder or "Office of the Police and Crime Commissioner",
        },
        said="The budget is saved.",
    ),
)

ROUTES = [
    *page("/budget", "money/budget.html", BudgetOfYear, prepare=_page),
    *routes_of(ALLOCATE),
    *page("/budget/{year}", "money/budget.html", BudgetOfYear, prepare=_page),
]
