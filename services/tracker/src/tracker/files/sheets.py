"""What do the report's lists look like, in a PDF and in a spreadsheet alike (B-02)? Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shared.calendar import FinancialYear
from shared.contracts.tracker.queries import QuarterlyReportAnswer
from shared.contracts.tracker.report import Figures, NamedActions, ReportedCase, ReportedEscalation
from shared.contracts.tracker.values import ActionCounts

type Cell = str | int | Decimal | date | None
MISSING = "No update was given"
_COUNTED = ("Not started", "In progress", "Overdue", "Complete, not assured yet", "Assured", "Closed with a reason")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list with its heading. `widths` are shares of a page's width; `note` stands above an empty list too."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    note: str = ""


def sheets(report: QuarterlyReportAnswer) -> tuple[Sheet, ...]:
    content = report.content
    return (
        Sheet(
            "Headline figures",
            ("Figure", "Reported", "Under way"),
            _figures(content.figures, content.under_way),
            (6, 2, 2),
        ),
        Sheet(
            "Reviews by stage",
            ("Stage", "Reviews"),
            tuple((_start(one.name), one.count) for one in content.stages),
            (8, 2),
        ),
        Sheet(
            "Reviews under way",
            ("Reference", "Partnership", "Stage", "Chair", "Due next", "Update", "Delay"),
            tuple(map(_case, content.cases)),
            (4, 4, 4, 4, 3, 9, 6),
        ),
        Sheet(
            "Escalations",
            ("Reference", "Partnership", "Recommendation", "Agency", "Reason", "Opened", "Closed", "Outcome"),
            tuple(map(_escalation, content.escalations)),
            (4, 4, 4, 5, 7, 3, 3, 6),
        ),
        _progress("Actions by agency", "Agency", content.by_agency),
        _progress("Actions by partnership", "Partnership", content.by_csp),
        Sheet("Themes", ("Theme", "Recommendations"), tuple((one.name, one.count) for one in content.themes), (8, 2)),
        _budget(report),
    )


def _figures(reported: Figures, under_way: Figures) -> tuple[tuple[Cell, ...], ...]:
    names = {
        "reviews": "Reviews",
        "deceased": "People who died",
        "victims": "of these, victims",
        "perpetrators": "of these, alleged perpetrators",
        "children": "Children living in the household",
        "murder_suicides": "Murder-suicides",
        "intimate_partner": "Intimate partner",
        "familial": "Familial abuse",
    }
    return tuple((label, getattr(reported, name), getattr(under_way, name)) for name, label in names.items())


def _start(words: str) -> str:
    """As a cell begins."""
    return words[:1].upper() + words[1:]


def _case(case: ReportedCase) -> tuple[Cell, ...]:
    update = case.update or (MISSING if case.asked_of else "Not asked for in this quarter")
    told = {True: " The Home Office was told.", False: " The Home Office has not been told yet.", None: ""}
    delay = f"{case.delay_reason or ''}{told[case.home_office_told]}".strip()
    return case.reference, case.csp, _start(case.stage), case.chair, case.next_due, update, delay


def _escalation(one: ReportedEscalation) -> tuple[Cell, ...]:
    return one.reference, one.csp, one.number, one.agency, one.reason, one.opened_on, one.closed_on, one.outcome


def _progress(name: str, heading: str, groups: Iterable[NamedActions]) -> Sheet:
    rows: tuple[tuple[Cell, ...], ...] = tuple((group.name, *_counts(group.actions)) for group in groups)
    return Sheet(name, (heading, *_COUNTED), rows, (6, 2, 2, 2, 3, 2, 3))


def _counts(actions: ActionCounts) -> tuple[int, ...]:
    return (
        actions.not_started,
        actions.in_progress,
        actions.overdue,
        actions.complete,
        actions.assured,
        actions.closed,
    )


def _budget(report: QuarterlyReportAnswer) -> Sheet:
    budget = report.content.budget
    columns = ("Year", "Allocated (£)", "Committed (£)", "Invoiced (£)", "Paid (£)")
    if budget is None:
        return Sheet("Budget", columns, (), (2, 2, 2, 2, 2))
    row = (FinancialYear(budget.year).in_words, budget.allocated, budget.committed, budget.invoiced, budget.paid)
    return Sheet("Budget", columns, (row,), (2, 2, 2, 2, 2))
