"""How does the quarterly report become a spreadsheet? Text stays text: no cell can act as a formula (B-08)."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from shared.calendar import in_words
from shared.contracts.tracker.queries import QuarterlyReportAnswer
from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from tracker.files.sheets import Cell, Sheet, sheets

_WIDEST = 60


def xlsx(report: QuarterlyReportAnswer) -> bytes:
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(buffer, options)
    when = report.content.as_at
    book.set_properties(
        {
            "title": f"Quarterly report, {report.name}",
            "subject": "OFFICIAL",
            "created": datetime(when.year, when.month, when.day),
        }
    )
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d mmmm yyyy", "valign": "top", "align": "left"})
    money = book.add_format({"num_format": "#,##0.00", "valign": "top"})
    _cover(book.add_worksheet("Report"), report, bold, plain)
    for sheet in sheets(report):
        _fill(book.add_worksheet(sheet.name), sheet, bold, {str: plain, date: day, Decimal: money, int: plain})
    book.close()
    return buffer.getvalue()


def _cover(page: Worksheet, report: QuarterlyReportAnswer, bold: Format, plain: Format) -> None:
    state = f"Presented on {in_words(report.presented_on)}" if report.presented_on else "Not presented yet"
    page.set_column(0, 0, 30)
    page.set_column(1, 1, _WIDEST)
    for row, (label, text) in enumerate(
        (
            ("Marking", "OFFICIAL"),
            ("Quarterly report", report.name),
            ("As it stood on", in_words(report.content.as_at)),
            ("State", state),
            ("Updates that are missing", ", ".join(report.missing_updates) or "none"),
        )
    ):
        page.write_string(row, 0, label, bold)
        page.write_string(row, 1, text, plain)
    _print_setup(page)


def _fill(page: Worksheet, sheet: Sheet, bold: Format, formats: dict[type, Format]) -> None:
    for column, (heading, share) in enumerate(zip(sheet.columns, sheet.widths, strict=True)):
        page.write_string(0, column, heading, bold)
        page.set_column(column, column, min(_WIDEST, 6 * share))
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            _write(page, number, column, cell, formats)
    page.freeze_panes(1, 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    _print_setup(page)


def _write(page: Worksheet, row: int, column: int, cell: Cell, formats: dict[type, Format]) -> None:
    match cell:
        case None:
            pass
        case str():
            page.write_string(row, column, cell, formats[str])
        case date():
            page.write_datetime(row, column, cell, formats[date])
        case Decimal():
            page.write_number(row, column, float(cell), formats[Decimal])  # a spreadsheet knows no other number
        case int():
            page.write_number(row, column, cell, formats[int])


def _print_setup(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_header("&COFFICIAL")
    page.set_footer("&COFFICIAL&RPage &P of &N")
