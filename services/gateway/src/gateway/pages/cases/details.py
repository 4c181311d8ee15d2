"""Who are the people of a case, what was the decision founded on, what did the panel agree?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.cases.queries import CaseOverview, CasePanel, CasePartTwo, CasePeople

from gateway.pages.cases.parts import sub_navigation
from gateway.routes import page
from gateway.visit import Visit


def _with_parts(visit: Visit, answer: Any) -> Mapping[str, Any]:
    return {"parts_of_case": sub_navigation(visit)}


ROUTES = [
    *page("/cases/{case_id}/people", "cases/people.html", CasePeople, prepare=_with_parts),
    *page("/cases/{case_id}/decision", "cases/decision.html", CasePartTwo, prepare=_with_parts),
    *page(
        "/cases/{case_id}/panel",
        "cases/panel.html",
        {"panel": CasePanel, "case": CaseOverview},
        prepare=_with_parts,
    ),
]
