"""How is a long list shown: columns, filters in the address, pages, and the same rows as CSV and XLSX?"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from anyio.to_thread import run_sync
from markupsafe import Markup
from pydantic import BaseModel, ValidationError
from shared.actor import EVERYBODY, Actor, Role
from shared.question import Listing, Page, Question
from starlette.exceptions import HTTPException
from starlette.responses import Response

from gateway.access import policy
from gateway.forms.field import Asked, Component, Field, Option, settle
from gateway.forms.reading import read
from gateway.forms.widgets import widgets
from gateway.show.components import Tag, govuk, words
from gateway.show.exports import XLSX, csv_of, file_name, handed_out, xlsx_of
from gateway.web.routes import Ask, PageRoute, ask_all, route
from gateway.web.shape import check
from gateway.web.visit import Visit, fields_of

LARGEST_EXPORT = 20_000
EXPORT_PAGE = 200


@dataclass(frozen=True, slots=True)
class Column:
    """`value` is the row's field, or a function of the row; `href` leads on: `/cases/{case_id}`, from its fields."""

    title: str
    value: str | Callable[[Any], Any]
    href: str | Callable[[Any], str] = ""
    number: bool = False
    """Amounts and counts stand to the right."""
    leads: Collection[Role] = EVERYBODY
    """Who may follow the link; for others it is plain text."""

    def of(self, row: Any) -> Any:
        return self.value(row) if callable(self.value) else getattr(row, self.value)


@dataclass(frozen=True, slots=True)
class Cell:
    text: str | Tag
    href: str = ""
    tag: bool = False
    number: bool = False
    whole: bool = False
    """A date or a reference, which is read in one piece."""


@dataclass(frozen=True, slots=True)
class Button:
    text: str
    href: str
    may: frozenset[Role] = EVERYBODY
    """Who is offered it."""


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
    asks: Ask | None = None
    """What the options of the filters come from: they get its answer."""
    template: str = "list.html"
    exported: tuple[Column, ...] = ()
    """Columns that stand in the files only, after the others."""
    more: Callable[[Visit, Page[Any]], Awaitable[Mapping[str, Any]]] | None = None
    """What the template needs beside the rows."""


def list_page(path: str, shown: ListPage) -> list[PageRoute]:
    """Three routes: the page, and the same rows at `.csv` and `.xlsx`."""

    async def deed(visit: Visit) -> Response:
        question, filters = await _of_address(visit, shown)
        page = await visit.ask(question)
        return visit.render(
            shown.template,
            title=shown.title,
            intro=shown.intro,
            new=shown.new if shown.new and policy.by_role(shown.new.may, visit.actor).allow else None,
            columns=shown.columns,
            rows=[[_cell(column, row, visit.actor) for column in shown.columns] for row in page.rows],
            page=page,
            found=_found(page, shown.called),
            filters=filters,
            pagination=pagination(visit, page),
            csv=f"{path.format(**visit.path)}.csv{_query(visit)}",
            xlsx=f"{path.format(**visit.path)}.xlsx{_query(visit)}",
            **(await shown.more(visit, page) if shown.more else {}),
        )

    async def as_csv(visit: Visit) -> Response:
        content = await run_sync(csv_of, *await _all(visit, shown))  # a large file would keep others from their pages
        return handed_out(content, file_name(shown.title, "csv"), "text/csv; charset=utf-8")

    async def as_xlsx(visit: Visit) -> Response:
        content = await run_sync(xlsx_of, shown.title, *await _all(visit, shown))
        return handed_out(content, file_name(shown.title, "xlsx"), XLSX)

    may = shown.question.may
    return [
        *route(path, deed, may=may),
        *route(f"{path}.csv", as_csv, may=may),
        *route(f"{path}.xlsx", as_xlsx, may=may),
    ]


async def _of_address(visit: Visit, shown: ListPage) -> tuple[Listing[Any], Markup]:
    found = (await ask_all(visit, {"found": shown.asks}))["found"] if shown.asks else None
    return filtered(visit, shown.question, shown.filters, found)


def filtered[Q: Question[Any]](
    visit: Visit, asks: type[Q], filters: Collection[Field], found: Any = None
) -> tuple[Q, Markup]:
    """The question with the filters of the address, and the filters as they are shown. What cannot be read is said
    beside its filter, and left out."""
    fields = [_as_filter(asked) for asked in settle(asks, filters, found)]
    raw: dict[str, list[str]] = {}
    for name, value in visit.request.query_params.multi_items():
        raw.setdefault(name, []).append(value)
    data, problems = read(raw, fields)
    numbers = {"page", "size"} & asks.model_fields.keys()
    given = {name: int(value) for name in numbers if (value := visit.query.get(name, "")).isdecimal()}
    try:
        question = check(asks, {**fields_of(asks, visit.path), **data, **given})
    except ValidationError:
        raise HTTPException(404) from None
    return question, widgets(fields, raw, problems)


def _as_filter(asked: Asked) -> Asked:
    """A filter can always be left open: a choice has “All”, and a yes-or-no question is a box to tick."""
    instead: dict[Component, Component] = {"radios": "select", "yes-no": "confirm", "textarea": "input"}
    component = instead.get(asked.component, asked.component)
    said = any(not option.value for option in asked.options)
    everything = (Option("", "All"),) if component == "select" and not said else ()
    return replace(asked, component=component, options=(*everything, *asked.options), quiet=True)


async def _all(visit: Visit, shown: ListPage) -> tuple[list[str], list[list[Any]]]:
    """The columns' titles, and every row that the filters leave, asked for page by page."""
    (question, _), rows, number = await _of_address(visit, shown), list[Any](), 1
    columns = (*shown.columns, *shown.exported)
    while True:
        page = await visit.ask(question.model_copy(update={"page": number, "size": EXPORT_PAGE}))
        rows += page.rows
        if number >= page.pages or len(rows) >= LARGEST_EXPORT:
            break
        number += 1
    return [one.title for one in columns], [[one.of(row) for one in columns] for row in rows[:LARGEST_EXPORT]]


def _cell(column: Column, row: BaseModel, actor: Actor) -> Cell:
    value = column.of(row)
    href = column.href(row) if callable(column.href) else column.href.format(**dict(row))
    href = href if actor.holds(*column.leads) else ""
    if isinstance(value, Tag):
        return Cell(value, href, tag=True)
    said = words(value)
    whole = type(value) is date or " " not in said
    return Cell(said, href, number=column.number, whole=whole)


def _found(page: Page[Any], called: tuple[str, str]) -> str:
    if page.total == 0:
        return f"There are no {called[1]} to show."
    if page.pages == 1:
        return f"{page.total:,} {called[page.total != 1]}"
    first = (page.page - 1) * page.size + 1
    return f"{first:,} to {first + len(page.rows) - 1:,} of {page.total:,} {called[1]}"


def pagination(visit: Visit, page: Page[Any]) -> Markup:
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
