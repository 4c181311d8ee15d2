"""Who covers which specialism, and what does nobody cover? The matrix as on the county's slides (H-03)."""

from typing import Any

from shared.contracts.chairs.answers import Matrix
from shared.contracts.chairs.queries import ChairDetail, ChairSettings, SpecialismMatrix
from starlette.responses import Response

from gateway.access import policy
from gateway.exports import XLSX, csv_of, file_name, handed_out, xlsx_of
from gateway.forms import Field
from gateway.lists import filtered
from gateway.pages.chairs.parts import counted, listed, specialisms, sub_navigation
from gateway.routes import route
from gateway.visit import Visit

TITLE = "Specialisms by candidate"
_FILTERS = (
    Field("specialism", "Specialism", "select", options=specialisms),
    Field("review_type", "Available for", "select"),
    Field("everybody", "Applicants and suspended chairs too"),
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
        gap=_gap(matrix),
        cover=[(row.specialism, [one.chair_id in row.holders for one in matrix.candidates]) for row in matrix.rows],
        csv=f"/chairs/matrix.csv{behind}",
        xlsx=f"/chairs/matrix.xlsx{behind}",
    )


def _gap(matrix: Matrix) -> str:
    names = [name[:1].lower() + name[1:] for name in matrix.gaps]
    return f"Nobody on the list covers {listed(names)}." if names else ""


def _table(matrix: Matrix) -> tuple[list[str], list[list[Any]]]:
    titles = ["Specialism", *(one.name for one in matrix.candidates), "Covered by"]
    rows = [
        [
            row.specialism,
            *("X" if one.chair_id in row.holders else None for one in matrix.candidates),
            "nobody on the list" if row.gap else counted(len(row.holders), "person", "people"),
        ]
        for row in matrix.rows
    ]
    return titles, rows


async def as_csv(visit: Visit) -> Response:
    matrix, _ = await _ask(visit)
    return handed_out(csv_of(*_table(matrix)), file_name(TITLE, "csv"), "text/csv; charset=utf-8")


async def as_xlsx(visit: Visit) -> Response:
    matrix, _ = await _ask(visit)
    return handed_out(xlsx_of(TITLE, *_table(matrix)), file_name(TITLE, "xlsx"), XLSX)


ROUTES = [
    *route("/chairs/matrix", show, may=SpecialismMatrix.may),
    *route("/chairs/matrix.csv", as_csv, may=SpecialismMatrix.may),
    *route("/chairs/matrix.xlsx", as_xlsx, may=SpecialismMatrix.may),
]
