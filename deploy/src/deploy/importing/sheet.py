"""What stands in the cells of a spreadsheet, CSV or XLSX?"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import python_calamine

from deploy.trouble import Trouble

type Cell = str | float | int | bool | date
"""Spreadsheets know numbers and dates; CSV knows text alone."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are numbered as a person sees them: the headings are row 1 where nothing stands above them."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def read(file: Path) -> Sheet:
    """Empty rows are left out. Raises Trouble when the file cannot be read."""
    try:
        cells = _csv(file) if file.suffix.lower() in {".csv", ".txt"} else _workbook(file)
    except FileNotFoundError:
        raise Trouble(f"There is no file {file}.") from None
    except (OSError, UnicodeError, csv.Error, python_calamine.CalamineError) as error:
        raise Trouble(f"{file} cannot be read as a CSV or XLSX file ({error}).") from None
    numbered = [(number, tuple(row)) for number, row in enumerate(cells, 1) if any(_said(cell) for cell in row)]
    if not numbered:
        raise Trouble(f"There is nothing in {file}.")
    (_, headings), *rows = numbered
    return Sheet(tuple(str(heading).strip() for heading in headings), tuple(rows))


def _said(cell: Cell) -> bool:
    return bool(str(cell).strip())


def _csv(file: Path) -> list[Sequence[Cell]]:
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")  # what Excel on an English Windows writes
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _workbook(file: Path) -> list[Sequence[Cell]]:
    """The first sheet. Read by calamine, which takes a formula for what it last showed, never for a formula."""
    with python_calamine.CalamineWorkbook.from_path(file) as book:
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [[_plain(cell) for cell in row] for row in rows]


def _plain(cell: object) -> Cell:
    match cell:
        case datetime():
            return cell.date()
        case str() | bool() | int() | date():
            return cell
        case float():
            return int(cell) if cell.is_integer() else cell
        case _:
            return str(cell)
