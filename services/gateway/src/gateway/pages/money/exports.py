"""Which lists of approved invoices went to the finance system: each invoice once, with a control total (Y-11)?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.chairs.answers import Export, ExportedLine, Exports
from shared.contracts.chairs.commands import ExportInvoices, ReexportInvoices
from shared.contracts.chairs.queries import CommissionOfCase, ExportDetail, ExportList
from shared.contracts.tone import Tone
from shared.money import in_words as pounds
from starlette.responses import Response

from gateway.access import policy
from gateway.forms.field import Field
from gateway.forms.form import Form
from gateway.pages.deeds import deed, routes_of
from gateway.pages.lists import Cell
from gateway.pages.money.parts import sub_navigation
from gateway.pages.words import counted, named
from gateway.show.components import Tag, sentence, words
from gateway.show.exports import csv_of, handed_out
from gateway.web.routes import ask_all, page, route
from gateway.web.visit import Visit

_TITLES = ("Review", "Paid to", "Number", "Kind", "Amount", "Dated", "Approved on")


def _all(visit: Visit, answer: Exports) -> Mapping[str, Any]:
    waiting = counted(answer.waiting, "approved invoice or credit note", "approved invoices and credit notes")
    return {
        "parts_of_invoices": sub_navigation(visit),
        "waiting": f"{waiting}, {pounds(answer.waiting_total)} together, "
        f"{'waits' if answer.waiting == 1 else 'wait'} to be listed.",
        "exports": answer.waiting > 0 and policy.may_ask(ExportInvoices, visit.actor).allow,
        "made": [
            {
                "name": f"List of {words(one.made_on)}",
                "hint": f"{counted(one.count, 'line')}, control total {pounds(one.control_total)}",
                "state": _state(one.repeats),
                "href": f"/invoices/exports/{one.export_id}",
            }
            for one in answer.exports
        ],
    }


def _one(visit: Visit, export: Export) -> Mapping[str, Any]:
    return {
        "parts_of_invoices": sub_navigation(visit),
        "pairs": [
            ("Made on", export.made_on),
            ("Made by", named(visit, [export.made_by])[export.made_by]),
            ("Control total", f"{pounds(export.control_total)}, {counted(len(export.lines), 'line')}"),
            ("Exported again", sentence(_often(export.repeats)) if export.repeats else "Never"),
        ],
        "columns": [{"title": title, "number": title == "Amount"} for title in _TITLES],
        "rows": [*(_line(visit, line) for line in export.lines), _control(export)],
        "again": _state(export.repeats) if export.repeats else None,
        "repeats": policy.may_ask(ReexportInvoices, visit.actor).allow,
    }


def _line(visit: Visit, line: ExportedLine) -> list[Cell]:
    leads = policy.may_ask(CommissionOfCase, visit.actor).allow
    return [
        Cell(line.reference, f"/cases/{line.case_id}/chair" if leads else "", whole=True),
        Cell(line.payee),
        Cell(line.number),
        Cell(sentence(line.kind)),
        Cell(pounds(line.amount), number=True),
        Cell(words(line.dated_on), whole=True),
        Cell(words(line.approved_on), whole=True),
    ]


def _control(export: Export) -> list[Cell]:
    """As the file ends."""
    lines = counted(len(export.lines), "line")
    total = Cell(pounds(export.control_total), number=True)
    return [Cell("Control total"), Cell(""), Cell(""), Cell(lines), total, Cell(""), Cell("")]


def _state(repeats: int) -> Tag:
    return Tag(f"Exported again {_often(repeats)}", Tone.YELLOW) if repeats else Tag("Exported", Tone.GREEN)


def _often(times: int) -> str:
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


async def as_csv(visit: Visit) -> Response:
    """The lines, and the control total as the last line. A list that was exported again says so there
    and in its name."""
    export: Export = (await ask_all(visit, {"found": ExportDetail}))["found"]
    rows: list[tuple[Any, ...]] = [
        (line.reference, line.payee, line.number, line.kind, line.amount, line.dated_on, line.approved_on)
        for line in export.lines
    ]
    total = f"Control total, exported again {_often(export.repeats)}" if export.repeats else "Control total"
    rows.append((total, None, None, counted(len(rows), "line"), export.control_total, None, None))
    again = f"-again-{export.repeats}" if export.repeats else ""
    name = f"invoices-{export.made_on}-{export.export_id[:8]}{again}.csv"
    return handed_out(csv_of(_TITLES, rows), name, "text/csv; charset=utf-8")


MAKE = deed(
    "/invoices/exports/make",
    Form(
        command=ExportInvoices,
        title="List the approved invoices for finance",
        intro=(
            "Every approved invoice and credit note that is in no list yet goes into this one. Each is listed "
            "once, and an invoice counts as sent for payment then."
        ),
        fields=(),
        submit="Make the list",
        done="/invoices/exports/{export_id}",
        back="/invoices/exports",
        said="The list is made. Please download it, and give it to finance.",
    ),
)
AGAIN = deed(
    "/invoices/exports/{export_id}/again",
    Form(
        command=ReexportInvoices,
        title="Export the list again",
        intro="The lines stay the same. The file is marked as exported again, so that nothing is paid twice.",
        fields=(Field("reason", "the reason", ask="Why is it needed again?"),),
        submit="Export again",
        done="/invoices/exports/{export_id}",
        said="The list is marked as exported again.",
    ),
)

ROUTES = [
    *page("/invoices/exports", "money/exports.html", ExportList, prepare=_all),
    *routes_of(MAKE),
    *page("/invoices/exports/{export_id}", "money/export.html", ExportDetail, prepare=_one),
    *route("/invoices/exports/{export_id}/csv", as_csv, may=ExportDetail.may),
    *routes_of(AGAIN),
]
