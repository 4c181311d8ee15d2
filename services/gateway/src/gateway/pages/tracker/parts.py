"""How are the county's figures, counts and amounts laid out?"""

from typing import Any

from shared.calendar import FinancialYear, Quarter
from shared.contracts.tracker.queries import HeadlineFigures, QuarterList, TrackerList
from shared.contracts.tracker.report import Budget, Figures
from shared.contracts.tracker.values import ActionCounts

from gateway.pages.sections import Link, navigation
from gateway.web.visit import Visit

COUNTED = ("Not started", "In progress", "Overdue", "Complete, not assured yet", "Assured", "Closed with a reason")
"""The columns of a table of actions."""
BUDGET = ("Year", "Allocated", "Committed", "Invoiced", "Paid")
_FIGURES = (
    ("reviews", "Reviews"),
    ("deceased", "People who died"),
    ("victims", "of these, victims"),
    ("perpetrators", "of these, alleged perpetrators"),
    ("children", "Children living in the household"),
    ("murder_suicides", "Murder-suicides"),
    ("intimate_partner", "Intimate partner"),
    ("familial", "Familial abuse"),
)


def headline(figures: Figures) -> list[tuple[int, str]]:
    return [
        (figures.reviews, "reviews"),
        (figures.deceased, "people who died"),
        (figures.children, "children living in the household"),
        (figures.murder_suicides, "murder-suicides"),
        (figures.intimate_partner, "intimate partner"),
        (figures.familial, "familial abuse"),
    ]


def figure_rows(*columns: Figures) -> list[tuple[Any, ...]]:
    return [(label, *(getattr(one, name) for one in columns)) for name, label in _FIGURES]


def action_row(name: str, counts: ActionCounts) -> tuple[Any, ...]:
    return (
        name,
        counts.not_started,
        counts.in_progress,
        counts.overdue,
        counts.complete,
        counts.assured,
        counts.closed,
    )


def budget_rows(budget: Budget | None) -> list[tuple[Any, ...]]:
    if budget is None:
        return []
    year = FinancialYear(budget.year).in_words
    return [(year, budget.allocated, budget.committed, budget.invoiced, budget.paid)]


def named(quarter: Quarter) -> str:
    """`2026-Q4`, as addresses and commands say it."""
    return f"{quarter.year}-Q{quarter.number}"


def sub_navigation(visit: Visit) -> list[Link]:
    parts = (
        ("Reviews", "/tracker", TrackerList),
        ("Figures", "/tracker/figures", HeadlineFigures),
        ("Quarterly reports", "/reports", QuarterList),
    )
    return navigation(visit, parts)
