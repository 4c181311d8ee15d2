"""What are the county's figures, today or at a past date; and how do cases, actions and the budget add up (B-04)?"""

from dataclasses import replace
from typing import Any

from shared.contracts.tracker.queries import HeadlineFigures, TrackerSummary, TrackerTotals
from starlette.responses import Response

from gateway.forms.field import Field, settle
from gateway.forms.reading import read, typed
from gateway.forms.widgets import widgets
from gateway.pages.tracker.parts import BUDGET, COUNTED, action_row, budget_rows, figure_rows, headline, sub_navigation
from gateway.web.routes import ask_all, route
from gateway.web.visit import Visit

_FIELDS = (Field("as_at", "the day", ask="As at which day?", required=False),)


async def figures(visit: Visit) -> Response:
    fields = [replace(asked, quiet=True) for asked in settle(HeadlineFigures, _FIELDS)]
    raw = {name: [value] for name, value in visit.query.items()}
    data, problems = read(raw, fields)
    question = HeadlineFigures.model_validate_json(_json(data))
    found = await ask_all(visit, {"figures": lambda _: question, "totals": TrackerSummary})
    heads = found["figures"]
    past = heads.as_at < visit.gate.clock.today()
    return visit.render(
        "tracker/figures.html",
        title="Figures",
        status=422 if problems else 200,
        errors=[{"text": said, "href": f"#{key}-day"} for key, said in problems.items()],
        widgets=widgets(fields, raw or typed({"as_at": heads.as_at}, fields), problems),
        parts_of_tracker=sub_navigation(visit),
        heads=heads,
        headline=headline(heads.figures),
        rows=figure_rows(heads.figures, heads.under_way, heads.together),
        totals=_totals(found["totals"]) if found["totals"] and not past else None,
    )


def _json(data: dict[str, Any]) -> str:
    return f'{{"as_at": "{data["as_at"]}"}}' if data.get("as_at") else "{}"


def _totals(totals: TrackerTotals) -> dict[str, Any]:
    return {
        "stages": [(one.name[:1].upper() + one.name[1:], one.count) for one in totals.stages],
        "csps": [(one.name, one.count) for one in totals.csps],
        "themes": [(one.name, one.count) for one in totals.themes],
        "actions": [action_row("All actions", totals.actions)],
        "action_columns": ("Actions", *COUNTED),
        "escalations": totals.open_escalations,
        "budget": budget_rows(totals.budget),
        "budget_columns": BUDGET,
    }


ROUTES = route("/tracker/figures", figures, may=HeadlineFigures.may)
