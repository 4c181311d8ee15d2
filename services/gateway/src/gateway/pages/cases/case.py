"""How does this case stand? Clocks, the 21 steps, the timeline; and beside it the report and who may open the case."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from shared.contracts.cases.answers import Overview, Step
from shared.contracts.cases.queries import CaseOverview, ReportVersionFile
from shared.contracts.cases.states import Conflict
from shared.contracts.chairs.commands import DecideConflict, EndAppointment
from shared.contracts.chairs.queries import CommissionOfCase
from shared.message import Command

from gateway.access import policy
from gateway.identity.accounts import names_of
from gateway.pages.cases import offers
from gateway.pages.cases.access import WHO_HAS_LOOKED
from gateway.pages.cases.parts import form_of
from gateway.pages.sections import parts_of_case
from gateway.pages.words import step_state
from gateway.show.components import govuk
from gateway.web.routes import page
from gateway.web.visit import Visit

SENTENCES = 50
"""On one page of the timeline, as the service hands them out."""


def _overview(visit: Visit, case: Overview) -> Mapping[str, Any]:
    by = names_of(visit.gate.database, {sentence.actor_id for sentence in case.timeline})
    return {
        "case": case,
        "parts_of_case": parts_of_case(visit),
        "conflict": _conflict(visit, case),
        "sections": [
            {
                "title": title,
                "id": f"steps-{number}",
                "tasks": [_task(visit, step) for step in case.steps if step.section == title],
            }
            for number, title in enumerate(dict.fromkeys(step.section for step in case.steps), start=1)
        ],
        "sentences": [
            {"text": sentence.text, "at": sentence.at, "by": by.get(sentence.actor_id, _the_system(sentence.actor_id))}
            for sentence in case.timeline
        ],
        "older": _older(visit, case.timeline_total),
    }


def _conflict(visit: Visit, case: Overview) -> dict[str, str] | None:
    """A question about the chair's independence, for those who may look into it, with what they can do (H-12)."""
    if case.header.conflict is None or not policy.may_ask(CommissionOfCase, visit.actor).allow:
        return None
    command: type[Command]
    chair, at = case.header.chair or "the chair", f"/cases/{case.header.case_id}/chair"
    if case.header.conflict is Conflict.OPEN:
        said = f"Something changed on which the independence of {chair} rests. The CSP Chair decides."
        deed, href, command = f"Decide whether {chair} can go on", f"{at}/conflict", DecideConflict
    else:
        said = f"It was decided that {chair} does not go on as chair of this review."
        deed, href, command = f"End the appointment of {chair}", f"{at}/end", EndAppointment
    if policy.may_ask(command, visit.actor).allow:
        return {"said": said, "deed": deed, "href": href}
    return {"said": said, "deed": "See what was found", "href": at}


def _task(visit: Visit, step: Step) -> dict[str, Any]:
    return {
        "name": f"{step.number}. {step.name}",
        "owner": step.owner,
        "due": step.due,
        "state": step_state(step),
        "href": form_of(visit, step.action, step.number),
    }


def _the_system(actor_id: str) -> str:
    return "the system" if actor_id.startswith("service:") else "a former account"


def _older(visit: Visit, total: int) -> Any:
    here = int(visit.query.get("timeline_page", "1"))
    last = max(1, -(-total // SENTENCES))
    if last == 1:
        return ""
    links = {
        "previous": {"href": visit.address(timeline_page=here - 1), "labelText": "Newer"} if here > 1 else None,
        "next": {"href": visit.address(timeline_page=here + 1), "labelText": "Older"} if here < last else None,
    }
    return govuk("pagination", landmarkLabel="Timeline", **links)


def _report(visit: Visit, case: Overview) -> Mapping[str, Any]:
    at = f"/cases/{visit.path['case_id']}/report"
    return {
        "case": case,
        "parts_of_case": parts_of_case(visit),
        "offers": offers.on_report(visit, case),
        "files": [
            {"text": f"Save the file of version {one.version}", "href": f"{at}/{quote(one.version, safe='')}/file"}
            for one in case.report_versions
            if one.document and policy.may_ask(ReportVersionFile, visit.actor).allow
        ],
    }


def _access(visit: Visit, case: Overview) -> Mapping[str, Any]:
    return {
        "case": case,
        "parts_of_case": parts_of_case(visit),
        "offers": offers.on_access(visit, case),
        "may_see_who_looked": visit.actor.holds(*WHO_HAS_LOOKED),
    }


ROUTES = [
    *page("/cases/{case_id}", "cases/case.html", CaseOverview, prepare=_overview),
    *page("/cases/{case_id}/report", "cases/report.html", CaseOverview, prepare=_report),
    *page("/cases/{case_id}/access", "cases/access.html", CaseOverview, prepare=_access),
]
