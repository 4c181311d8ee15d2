"""How does the quarterly report become a PDF? Tagged (PDF/UA-1), and the same bytes every time."""

from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from shared.calendar import in_words
from shared.contracts.tracker.queries import QuarterlyReportAnswer
from shared.paper.printing import printed

from tracker.files.sheets import Cell, Sheet, sheets


def pdf(report: QuarterlyReportAnswer) -> bytes:
    presented = f"Presented on {in_words(report.presented_on)}." if report.presented_on else "Not presented yet."
    missing = ", ".join(report.missing_updates)
    data = {
        "title": "Quarterly report on domestic homicide reviews",
        "name": report.name,
        "about": [
            f"{presented} As it stood on {in_words(report.content.as_at)}.",
            f"Updates that are missing: {missing}." if missing else "Every update that was asked for is here.",
        ],
        "sheets": [_sheet(sheet) for sheet in sheets(report)],
    }
    return printed(_template(), data, report.content.as_at)


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "columns": sheet.columns,
        "widths": sheet.widths,
        "numbers": [any(isinstance(row[at], int | Decimal) for row in sheet.rows) for at in range(len(sheet.columns))],
        "rows": [[_words(cell) for cell in row] for row in sheet.rows],
    }


def _words(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case date():
            return in_words(cell)
        case Decimal():
            return f"{cell:,.2f}"
        case _:
            return str(cell)


@cache
def _template() -> bytes:
    return files("tracker.files").joinpath("report.typ").read_bytes()
