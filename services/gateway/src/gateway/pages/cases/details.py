"""Who are the people of a case, what was the decision founded on, what did the panel agree?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.cases.answers import Overview, Part2, People
from shared.contracts.cases.queries import CaseOverview, CasePanel, CasePartTwo, CasePeople

from gateway.pages.cases import offers
from gateway.pages.sections import parts_of_case
from gateway.web.routes import page
from gateway.web.visit import Visit


def _people(visit: Visit, people: People) -> Mapping[str, Any]:
    return {"parts_of_case": parts_of_case(visit), "offers": offers.on_people(visit, people)}


def _decision(visit: Visit, part: Part2) -> Mapping[str, Any]:
    return {"parts_of_case": parts_of_case(visit), "offers": offers.on_decision(visit, part)}


def _panel(visit: Visit, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    case: Overview = answers["case"]
    return {
        "parts_of_case": parts_of_case(visit),
        "offers": offers.on_panel(visit, case),
        "imrs": [{"imr": imr, "offers": offers.on_imr(visit, imr)} for imr in case.imrs],
    }


ROUTES = [
    *page("/cases/{case_id}/people", "cases/people.html", CasePeople, prepare=_people),
    *page("/cases/{case_id}/decision", "cases/decision.html", CasePartTwo, prepare=_decision),
    *page(
        "/cases/{case_id}/panel",
        "cases/panel.html",
        {"panel": CasePanel, "case": CaseOverview},
        prepare=_panel,
    ),
]
