"""How do rows become a CSV or XLSX file, and how is a file handed to a browser?"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from shared.calendar import LONDON
from starlette.responses import Response

from gateway.show.components import words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def handed_out(content: bytes, name: str, kind: str, *, open_it: bool = False) -> Response:
    """A file to save, or to open where the browser can."""
    safe = "".join(letter if (letter.isalnum() and letter.isascii()) or letter in "-_." else "-" for letter in name)
    way = "inline" if open_it else "attachment"
    return Response(content, media_type=kind, headers={"Content-Disposition": f'{way}; filename="{safe}"'})


def file_name(title: str, suffix: str) -> str:
    """`Actions of the county` -> `actions-of-the-county.csv`"""
    return "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split()) + f".{suffix}"


def guarded(text: str) -> str:
    """A spreadsheet would run a text that begins like a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def csv_of(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(titles)
    for row in rows:
        writer.writerow(_plain(value) for value in row)
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.astimezone(LONDON).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case bool():
            return words(value)
        case int() | float() | Decimal():
            return str(value)
        case _:
            return guarded(words(value))


def xlsx_of(title: str, titles: Sequence[str], rows: Iterable[Sequence[Any]], *, notes: Sequence[str] = ()) -> bytes:
    """`notes` are sentences beneath the rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, day = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "d mmmm yyyy"})
    money = book.add_format({"num_format": "£#,##0.00"})
    moment = book.add_format({"num_format": "d mmmm yyyy hh:mm"})
    sheet = book.add_worksheet("".join(letter for letter in title if letter not in "[]:*?/\\'")[:31] or "List")
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(titles):
        sheet.write_string(0, place, heading, bold)
        sheet.set_column(place, place, max(14, min(40, len(heading) + 4)))
    line = 0
    for line, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            match cell:
                case None:
                    continue
                case datetime() as value:
                    there = value.astimezone(LONDON).replace(tzinfo=None)  # a spreadsheet knows no time zones
                    sheet.write_datetime(line, place, there, moment)
                case date() as value:
                    sheet.write_datetime(line, place, value, day)
                case bool() as value:
                    sheet.write_string(line, place, words(value))
                case Decimal() as value:
                    sheet.write_number(line, place, float(value), money)
                case int() | float() as value:
                    sheet.write_number(line, place, value)
                case value:
                    sheet.write_string(line, place, words(value))  # never run: it is written as text
    for at, note in enumerate(notes, start=line + 2):
        sheet.write_string(at, 0, note)
    book.close()
    return out.getvalue()
