"""Who are the people of a case, what was the decision founded on, what did the panel agree?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.contracts.cases.answers import ImrRow, Overview, Part2, People
from shared.contracts.cases.queries import CaseOverview, CasePanel, CasePartTwo, CasePeople

from gateway.pages.cases.correcting import ON_PEOPLE
from gateway.pages.cases.deciding import ON_DECISION
from gateway.pages.cases.panel_work import ON_IMR, ON_PANEL
from gateway.pages.deeds import Offers, offered_by
from gateway.pages.sections import Link, parts_of_case
from gateway.web.routes import page
from gateway.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Part:
    """What every part of a case shows around its answer."""

    parts_of_case: list[Link]
    offers: Offers


@dataclass(frozen=True, slots=True)
class OneImr:
    imr: ImrRow
    offers: Offers


@dataclass(frozen=True, slots=True)
class Panel:
    parts_of_case: list[Link]
    offers: Offers
    imrs: list[OneImr]


def _people(visit: Visit, people: People) -> Part:
    return Part(parts_of_case(visit), offered_by(visit, ON_PEOPLE, people.deeds))


def _decision(visit: Visit, part: Part2) -> Part:
    return Part(parts_of_case(visit), offered_by(visit, ON_DECISION, part.deeds))


def _panel(visit: Visit, answers: Mapping[str, Any]) -> Panel:
    case: Overview = answers["case"]
    return Panel(
        parts_of_case=parts_of_case(visit),
        offers=offered_by(visit, ON_PANEL, case.deeds),
        imrs=[OneImr(imr, _on_imr(visit, case, imr)) for imr in case.imrs],
    )


def _on_imr(visit: Visit, case: Overview, imr: ImrRow) -> Offers:
    return offered_by(visit, ON_IMR, case.deeds, subject=imr.imr_id, about=imr.agency, imr_id=imr.imr_id)


ROUTES = [
    *page("/cases/{case_id}/people", "cases/people.html", CasePeople, prepare=_people),
    *page("/cases/{case_id}/decision", "cases/decision.html", CasePartTwo, prepare=_decision),
    *page("/cases/{case_id}/panel", "cases/panel.html", {"panel": CasePanel, "case": CaseOverview}, prepare=_panel),
]
