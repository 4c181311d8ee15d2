"""Who covers which specialism, and what does nobody cover? The matrix as on the county's slides (H-03)."""

from base64 import b64decode
from typing import Any

from shared.contracts.chairs.answers import Matrix, MatrixColumn
from shared.contracts.chairs.queries import ChairDetail, ChairSettings, SpecialismMatrix, SpecialismMatrixFile
from shared.contracts.tone import Tone
from starlette.responses import Response

from gateway.access import policy
from gateway.forms.field import Field
from gateway.pages.chairs.parts import specialisms, sub_navigation
from gateway.pages.lists import filtered
from gateway.pages.words import counted
from gateway.show.components import Tag, words
from gateway.show.exports import XLSX, csv_of, file_name, handed_out, xlsx_of
from gateway.web.routes import route
from gateway.web.visit import Visit

TITLE = "Specialisms by candidate"
_FILTERS = (
    Field("specialism", "specialism", "select", options=specialisms),
    Field("review_type", "available for", "select"),
    Field("available", "only who can be appointed today"),
    Field("everybody", "applicants and suspended chairs too"),
)


async def _ask(visit: Visit) -> tuple[Matrix, Any]:
    question, filters = filtered(visit, SpecialismMatrix, _FILTERS, await visit.ask(ChairSettings()))
    return await visit.ask(question), filters


async def show(visit: Visit) -> Response:
    matrix, filters = await _ask(visit)
    behind = visit.address().removeprefix(visit.request.url.path)
    return visit.render(
        "chairs/matrix.html",
        title=TITLE,
        matrix=matrix,
        filters=filters,
        parts_of_chairs=sub_navigation(visit),
        leads=policy.may_ask(ChairDetail, visit.actor).allow,
        cover=[
            {
                "name": row.specialism,
                "offered": _offered(len(row.holders)),
                "gap": row.gap,
                "held": [one.chair_id in row.holders for one in matrix.candidates],
            }
            for row in matrix.rows
        ],
        today=[_today(one) for one in matrix.candidates],
        notes=[_notes(one) for one in matrix.candidates] if any(one.warnings for one in matrix.candidates) else [],
        behind=behind,
        not_covered=Tag("Not covered today", Tone.RED),
    )


def _offered(number: int) -> str:
    return f"Offered by {counted(number, 'person', 'people') if number else 'nobody'}"


def _today(one: MatrixColumn) -> str:
    return f"No: {' '.join(one.in_the_way)}" if one.in_the_way else "Yes"


def _notes(one: MatrixColumn) -> str | None:
    return " ".join(one.warnings) or None


def _table(matrix: Matrix) -> tuple[list[str], list[list[Any]]]:
    """The rows of the page: the specialisms, and beneath them how each candidate stands."""
    titles = ["Specialism", *(one.name for one in matrix.candidates), "Offered by", "Of them can be appointed today"]
    rows: list[list[Any]] = [
        [
            row.specialism,
            *("X" if one.chair_id in row.holders else None for one in matrix.candidates),
            counted(len(row.holders), "person", "people") if row.holders else "nobody",
            counted(len(row.available), "person", "people") if row.available else "nobody",
        ]
        for row in matrix.rows
    ]
    rows.append(["Can be appointed today", *map(_today, matrix.candidates), None, None])
    rows.append(["To look at", *map(_notes, matrix.candidates), None, None])
    return titles, rows


async def as_csv(visit: Visit) -> Response:
    matrix, _ = await _ask(visit)
    return handed_out(csv_of(*_table(matrix)), file_name(TITLE, "csv"), "text/csv; charset=utf-8")


async def as_xlsx(visit: Visit) -> Response:
    matrix, _ = await _ask(visit)
    notes = (f"As at {words(matrix.as_at)}.", *matrix.cover)
    return handed_out(xlsx_of(TITLE, *_table(matrix), notes=notes), file_name(TITLE, "xlsx"), XLSX)


async def as_pdf(visit: Visit) -> Response:
    """Made by the service that owns the list, so that it is the same whoever asks for it that day."""
    question, _ = filtered(visit, SpecialismMatrixFile, _FILTERS, await visit.ask(ChairSettings()))
    found = await visit.ask(question)
    return handed_out(b64decode(found.content), found.name, found.media_type, open_it=True)


ROUTES = [
    *route("/chairs/matrix", show, may=SpecialismMatrix.may),
    *route("/chairs/matrix.csv", as_csv, may=SpecialismMatrix.may),
    *route("/chairs/matrix.xlsx", as_xlsx, may=SpecialismMatrix.may),
    *route("/chairs/matrix.pdf", as_pdf, may=SpecialismMatrixFile.may),
]
