"""What stands around the pages of a case, and of every other area with several parts?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shared.actor import Forbidden, Role
from shared.contracts.cases.queries import CaseOverview, CasePanel, CasePartTwo, CasePeople
from shared.contracts.chairs.queries import CommissionOfCase
from shared.contracts.notifications.queries import DispatchList
from shared.contracts.tracker.queries import ActionPlan, TrackerOf
from shared.network.client import Away
from shared.question import Question
from shared.service import NotFound

from gateway.access import policy
from gateway.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str
    active: bool = False


def navigation(visit: Visit, parts: Iterable[tuple[str, str, type[Question[Any]]]]) -> list[Link]:
    """The parts of an area that this person may open: text, address, and the question that its page asks."""
    here = visit.request.url.path
    return [
        Link(text, href, here == href) for text, href, question in parts if policy.may_ask(question, visit.actor).allow
    ]


def parts_of_case(visit: Visit) -> list[Link]:
    case = f"/cases/{visit.path['case_id']}"
    parts = (
        ("Overview", case, CaseOverview),
        ("People", f"{case}/people", CasePeople),
        ("Decision", f"{case}/decision", CasePartTwo),
        ("Panel and IMRs", f"{case}/panel", CasePanel),
        ("Report", f"{case}/report", CaseOverview),
        ("Chair and payment", f"{case}/chair", CommissionOfCase),
        ("Dispatches", f"{case}/dispatches", DispatchList),
        ("Action plan", f"{case}/plan", ActionPlan),
        ("Access", f"{case}/access", CaseOverview),
    )
    if visit.actor.roles == {Role.AGENCY_LEAD} and visit.request.url.path.startswith(f"{case}/plan"):
        # agencies see their actions in every plan, and the rest of a case only where they take part in it
        return [Link("Action plan", f"{case}/plan", active=True)]
    return navigation(visit, parts)


async def reference_of(visit: Visit, rows: Sequence[Any]) -> str:
    """A case's reference for the head of a list below it; from the tracker where the list is empty."""
    if rows:
        return str(rows[0].reference)
    try:
        return str((await visit.ask(TrackerOf(case_id=visit.path["case_id"]))).reference)
    except (Away, NotFound, Forbidden):
        return ""
