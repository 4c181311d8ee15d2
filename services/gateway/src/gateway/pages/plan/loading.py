"""How do the recommendations of a report get into the plan: from a file or pasted, untidy as they are (A-08)?

Every remark stands by its row and column; what was typed is kept; nothing is loaded before a person has seen it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from shared.contracts.cases.queries import CaseOverview
from shared.contracts.tracker.commands import LoadRecommendations
from shared.contracts.tracker.csv_rows import Reading, Remark, read_recommendations
from shared.contracts.tracker.queries import ActionPlan
from shared.contracts.tracker.values import Successor
from shared.message import Line, Value
from shared.network.client import Away
from shared.wire import new_command_id
from starlette.responses import Response

from gateway.forms.field import Asked, Field, settle
from gateway.forms.inputs import hidden
from gateway.forms.reading import Problems, Raw, one, read, typed
from gateway.forms.widgets import widgets
from gateway.forms.wording import GENERAL, problems_of
from gateway.pages.deeds import Deed
from gateway.web.routes import ask_all
from gateway.web.shape import check
from gateway.web.visit import Visit

MOST_ROWS = 500
_IN_SUMMARY = 10
"""Remarks in the error summary; all of them stand in the table."""


class Given(Value):
    """What the page asks for, before it is read as recommendations."""

    file: str | None = None
    pasted: str | None = None
    agencies: tuple[Line, ...] = ()
    successors: tuple[Successor, ...] = ()


def _successors(text: str) -> list[dict[str, str]]:
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        former, parted, heir = (part.strip() for part in line.partition("="))
        if not (former and parted and heir):
            raise ValueError(f"Write the former body, an equals sign and the successor in the line “{line[:60]}”")
        found.append({"former": former, "successor": heir})
    return found


FIELDS = (
    Field(
        "file",
        "a file",
        "file",
        hint="A spreadsheet program can save a sheet as CSV. A column must be called Recommendation; others may be "
        "called Number, Addressed to, Scope, Theme, Action, Measure of success, Target date or Status.",
        ask="A CSV file",
    ),
    Field(
        "pasted",
        "or paste the rows here",
        "textarea",
        hint="With the headings in the first row. What is pasted here is used instead of the file",
    ),
    Field(
        "agencies",
        "the agencies that “all agencies” means",
        "lines",
        ask="Which agencies does “all agencies” mean in this review?",
        hint="One to a line. Each gets an action of its own",
    ),
    Field(
        "successors",
        "the bodies that no longer exist",
        "textarea",
        ask="Which bodies no longer exist, and who took over?",
        hint="One to a line, such as: Herts Valleys CCG = Hertfordshire and West Essex ICB",
        parse=_successors,
    ),
)


def _asked() -> list[Asked]:
    """One of file and pasted rows is needed, so neither is called optional."""
    return [replace(asked, quiet=asked.key in ("file", "pasted")) for asked in settle(Given, FIELDS)]


async def load(visit: Visit) -> Response:
    found = await ask_all(visit, {"plan": ActionPlan, "case": CaseOverview})
    fields = _asked()
    if visit.request.method != "POST":
        start = {"agencies": found["case"].agencies} if found["case"] else {}
        return _form(visit, found, typed(start, fields), {}, new_command_id())
    raw = await visit.raw()
    command_id = one(raw, "_id") or new_command_id()
    data, problems = read(raw, fields)
    text = data.get("pasted") or data.get("file")
    if not text:
        problems = {"file": "Choose a file, or paste the rows", **problems}
    reading = _read(text) if text else None
    if problems or reading is None or not reading.can_be_loaded:
        return _form(visit, found, raw, problems, command_id, reading)
    do = one(raw, "_do")
    if do == "change":
        return _form(visit, found, raw, {}, command_id)
    if do != "confirm":
        return _shown(visit, found, raw, reading, command_id)
    return await _sent(visit, found, raw, {**data, "rows": reading.rows}, command_id)


def _read(text: str) -> Reading:
    reading = read_recommendations(text.encode())
    if len(reading.rows) <= MOST_ROWS:
        return reading
    said = f"There are more than {MOST_ROWS} recommendations. Please load them in parts"
    return Reading(rows=(), remarks=(Remark(row=1, column="", text=said, stops=True),))


async def _sent(visit: Visit, found: Mapping[str, Any], raw: Raw, data: Mapping[str, Any], command_id: str) -> Response:
    known = {name: data[name] for name in ("rows", "agencies", "successors") if data.get(name)}
    try:
        command = check(LoadRecommendations, {"case_id": visit.path["case_id"], **known})
    except ValidationError as wrong:
        problems = problems_of(wrong, _asked())
        return _form(visit, found, raw, problems, command_id)
    try:
        reply = await visit.send(command, command_id)
    except Away:
        said = "This part of the system cannot be reached now. What you gave is kept: please try again."
        return _form(visit, found, raw, {GENERAL: said}, command_id, status=503)
    if not reply.accepted:
        said = reply.refused or f"Sorry, something went wrong on our side. Reference: {reply.fault}"
        return _form(visit, found, raw, {GENERAL: said}, new_command_id())
    return visit.go(f"/cases/{visit.path['case_id']}/plan", "The recommendations are in the plan.")


def _form(
    visit: Visit,
    found: Mapping[str, Any],
    raw: Raw,
    problems: Problems,
    command_id: str,
    reading: Reading | None = None,
    status: int = 0,
) -> Response:
    remarks = reading.remarks if reading else ()
    return visit.render(
        "plan/load.html",
        status=status or (422 if problems or remarks else 200),
        title="Load recommendations",
        plan=found["plan"],
        back=f"/cases/{visit.path['case_id']}/plan",
        widgets=widgets(_asked(), raw, _beside(problems, remarks)),
        errors=_summary(problems, remarks),
        remarks=_rows(remarks),
        command_id=command_id,
    )


def _beside(problems: Problems, remarks: tuple[Remark, ...]) -> Problems:
    return problems | ({"file": "There is something to mend in the rows"} if any(r.stops for r in remarks) else {})


def _summary(problems: Problems, remarks: tuple[Remark, ...]) -> list[dict[str, str]]:
    errors = [{"text": said, **({"href": f"#{key}"} if key else {})} for key, said in problems.items()]
    stops = [remark for remark in remarks if remark.stops]
    errors += [{"text": f"{_place(one)}: {one.text}", "href": "#file"} for one in stops[:_IN_SUMMARY]]
    if len(stops) > _IN_SUMMARY:
        errors.append({"text": f"{len(stops) - _IN_SUMMARY} more are listed below", "href": "#remarks"})
    return errors


def _place(one: Remark) -> str:
    return f"Row {one.row}, {one.column}" if one.column else f"Row {one.row}"


def _rows(remarks: tuple[Remark, ...]) -> list[tuple[Any, ...]]:
    return [(one.row, one.column, one.text, "To mend" if one.stops else "To know") for one in remarks]


def _shown(visit: Visit, found: Mapping[str, Any], raw: Raw, reading: Reading, command_id: str) -> Response:
    """What would be loaded, and what there is to know of it, before a person says yes."""
    count = len(reading.rows)
    return visit.render(
        "plan/load_check.html",
        title="Check before loading",
        plan=found["plan"],
        back=f"/cases/{visit.path['case_id']}/plan",
        said_count=f"{count} {'recommendation' if count == 1 else 'recommendations'}",
        remarks=_rows(reading.remarks),
        rows=[(row.number or "None", row.text, row.addressed_to, row.target) for row in reading.rows],
        kept=[hidden(name, values) for name, values in raw.items() if not name.startswith("_")],
        command_id=command_id,
    )


LOAD = Deed(
    "/cases/{case_id}/plan/load",
    "Load recommendations from a file",
    LoadRecommendations,
    load,
    "/cases/{case_id}/plan",
)
