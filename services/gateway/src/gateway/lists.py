"""How is a long list shown: columns, filters in the address, pages, and the same rows as CSV and XLSX?"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from markupsafe import Markup
from pydantic import BaseModel, ValidationError
from shared.question import Listing, Page
from starlette.exceptions import HTTPException
from starlette.responses import Response

from gateway.components import govuk, words
from gateway.forms.field import Asked, Component, Field, Option, settle
from gateway.forms.reading import read
from gateway.forms.widgets import widgets
from gateway.forms.wording import check
from gateway.routes import PageRoute, route
from gateway.visit import Visit, fields_of

LARGEST_EXPORT = 20_000
EXPORT_PAGE = 200


@dataclass(frozen=True, slots=True)
class Column:
    """`value` is the row's field, or a function of the row; `href` leads on: `/cases/{case_id}`, from its fields."""

    title: str
    value: str | Callable[[Any], Any]
    href: str | Callable[[Any], str] = ""
    tag: bool = False
    """Show it as a state's tag."""
    number: bool = False
    """Amounts and counts stand to the right."""

    def of(self, row: Any) -> Any:
        return self.value(row) if callable(self.value) else getattr(row, self.value)


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    href: str = ""
    tag: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """`question` is a Listing. `filters` are fields of the question, declared as the fields of a form are."""

    question: type[Listing[Any]]
    title: str
    columns: tuple[Column, ...]
    filters: tuple[Field, ...] = ()
    intro: str = ""
    called: tuple[str, str] = ("entry", "entries")
    """What a row is called: `("case", "cases")`."""
    new: Button | None = None
    template: str = "list.html"


def list_page(path: str, shown: ListPage) -> list[PageRoute]:
    """Three routes: the page, and the same rows at `.csv` and `.xlsx`."""

    async def deed(visit: Visit) -> Response:
        question, filters = _filtered(visit, shown)
        page = await visit.ask(question)
        return visit.render(
            shown.template,
            title=shown.title,
            intro=shown.intro,
            new=shown.new,
            columns=shown.columns,
            rows=[[_cell(column, row) for column in shown.columns] for row in page.rows],
            page=page,
            found=_found(page, shown.called),
            filters=filters,
            pagination=_pagination(visit, page),
            csv=f"{path.format(**visit.path)}.csv{_query(visit)}",
            xlsx=f"{path.format(**visit.path)}.xlsx{_query(visit)}",
        )

    async def as_csv(visit: Visit) -> Response:
        return _file(csv_of(shown.columns, await _all(visit, shown)), shown.title, "csv", "text/csv; charset=utf-8")

    async def as_xlsx(visit: Visit) -> Response:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return _file(xlsx_of(shown.title, shown.columns, await _all(visit, shown)), shown.title, "xlsx", kind)

    may = shown.question.may
    return [
        *route(path, deed, may=may),
        *route(f"{path}.csv", as_csv, may=may),
        *route(f"{path}.xlsx", as_xlsx, may=may),
    ]


def _filtered(visit: Visit, shown: ListPage) -> tuple[Listing[Any], Markup]:
    """The question with the filters of the address, and the filters as they are shown. What can not be read is said
    beside its filter, and left out."""
    fields = [_as_filter(asked) for asked in settle(shown.question, shown.filters)]
    raw: dict[str, list[str]] = {}
    for name, value in visit.request.query_params.multi_items():
        raw.setdefault(name, []).append(value)
    data, problems = read(raw, fields)
    given = {name: int(value) for name in ("page", "size") if (value := visit.query.get(name, "")).isdecimal()}
    try:
        question = check(shown.question, {**fields_of(shown.question, visit.path), **data, **given})
    except ValidationError:
        raise HTTPException(404) from None
    return question, widgets(fields, raw, problems)


def _as_filter(asked: Asked) -> Asked:
    """A filter can always be left open: a choice has “All”, and a yes-or-no question is a box to tick."""
    instead: dict[Component, Component] = {"radios": "select", "yes-no": "confirm"}
    component = instead.get(asked.component, asked.component)
    everything = (Option("", "All"),) if component == "select" else ()
    return replace(asked, component=component, options=(*everything, *asked.options), quiet=True)


async def _all(visit: Visit, shown: ListPage) -> list[Any]:
    """Every row that the filters leave, asked for page by page."""
    question, rows, number = _filtered(visit, shown)[0], list[Any](), 1
    while True:
        page = await visit.ask(question.model_copy(update={"page": number, "size": EXPORT_PAGE}))
        rows += page.rows
        if number >= page.pages or len(rows) >= LARGEST_EXPORT:
            return rows[:LARGEST_EXPORT]
        number += 1


def _cell(column: Column, row: BaseModel) -> Cell:
    value = column.of(row)
    href = column.href(row) if callable(column.href) else column.href.format(**dict(row))
    return Cell(words(value), href, column.tag and value is not None, column.number)


def _found(page: Page[Any], called: tuple[str, str]) -> str:
    if page.total == 0:
        return f"There are no {called[1]} to show."
    if page.pages == 1:
        return f"{page.total:,} {called[page.total != 1]}"
    first = (page.page - 1) * page.size + 1
    return f"{first:,} to {first + len(page.rows) - 1:,} of {page.total:,} {called[1]}"


def _pagination(visit: Visit, page: Page[Any]) -> Markup:
    if page.pages == 1:
        return Markup("")
    near = [n for n in range(1, page.pages + 1) if n in (1, page.pages) or abs(n - page.page) <= 1]
    items: list[dict[str, Any]] = []
    for before, number in zip([0, *near], near, strict=False):
        if number > before + 1:
            items.append({"ellipsis": True})
        items.append({"number": number, "current": number == page.page, "href": visit.address(page=number)})
    return govuk(
        "pagination",
        items=items,
        previous={"href": visit.address(page=page.page - 1)} if page.page > 1 else None,
        next={"href": visit.address(page=page.page + 1)} if page.page < page.pages else None,
    )


def _query(visit: Visit) -> str:
    return visit.address(page=None).removeprefix(visit.request.url.path)


# Files


def guarded(text: str) -> str:
    """A spreadsheet would run a text that begins like a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def csv_of(columns: Sequence[Column], rows: Iterable[Any]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.title for column in columns)
    for row in rows:
        writer.writerow(_plain(column.of(row)) for column in columns)
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case bool():
            return words(value)
        case int() | float() | Decimal():
            return str(value)
        case _:
            return guarded(words(value))


def xlsx_of(title: str, columns: Sequence[Column], rows: Iterable[Any]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, day = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "d mmmm yyyy"})
    money = book.add_format({"num_format": "£#,##0.00"})
    sheet = book.add_worksheet("".join(letter for letter in title if letter not in "[]:*?/\\'")[:31] or "List")
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.title, bold)
        sheet.set_column(place, place, max(14, min(40, len(column.title) + 4)))
    for line, row in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            match column.of(row):
                case None:
                    continue
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
    book.close()
    return out.getvalue()


def _file(content: bytes, title: str, suffix: str, kind: str) -> Response:
    name = "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())
    return Response(
        content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    )
