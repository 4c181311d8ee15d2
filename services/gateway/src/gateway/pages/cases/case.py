"""How does this case stand? Clocks, the 21 steps, the timeline; and beside it the report and who may open the case."""

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup
from shared.contracts.cases.answers import Overview, Step
from shared.contracts.cases.queries import CaseOverview, ReportVersionFile
from shared.contracts.cases.states import Conflict
from shared.contracts.chairs.commands import DecideConflict, EndAppointment
from shared.contracts.chairs.queries import CommissionOfCase
from shared.message import Command

from gateway.access import policy
from gateway.identity.accounts import names_of
from gateway.pages import deeds_by_command
from gateway.pages.cases.access import ON_ACCESS, WHO_HAS_LOOKED
from gateway.pages.cases.report_work import ON_REPORT
from gateway.pages.deeds import Offer, Offers, offered_by
from gateway.pages.sections import Link, parts_of_case
from gateway.pages.tasks import TaskRow
from gateway.pages.words import step_state
from gateway.show.components import govuk
from gateway.web.routes import page
from gateway.web.visit import Visit

SENTENCES = 50
"""On one page of the timeline, as the service hands them out."""


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    id: str
    tasks: list[TaskRow]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the timeline."""

    text: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Question:
    """That the chair's independence is in question, and the way on."""

    said: str
    way: Offer


@dataclass(frozen=True, slots=True)
class Page:
    case: Overview
    parts_of_case: list[Link]
    conflict: Question | None
    sections: list[Section]
    sentences: list[Said]
    older: Markup


def _overview(visit: Visit, case: Overview) -> Page:
    by = names_of(visit.gate.database, {sentence.actor_id for sentence in case.timeline})
    return Page(
        case=case,
        parts_of_case=parts_of_case(visit),
        conflict=_conflict(visit, case),
        sections=[
            Section(title, f"steps-{number}", [_task(visit, step) for step in case.steps if step.section == title])
            for number, title in enumerate(dict.fromkeys(step.section for step in case.steps), start=1)
        ],
        sentences=[
            Said(sentence.text, sentence.at, by.get(sentence.actor_id, _the_system(sentence.actor_id)))
            for sentence in case.timeline
        ],
        older=_older(visit, case.timeline_total),
    )


def _conflict(visit: Visit, case: Overview) -> Question | None:
    """A question about the chair's independence, for those who may look into it, with what they can do (H-12)."""
    if case.header.conflict is None or not policy.may_ask(CommissionOfCase, visit.actor).allow:
        return None
    chair = case.header.chair or "the chair"
    if case.header.conflict is Conflict.OPEN:
        said = f"The independence of {chair} is in question. The CSP Chair decides."
        command: type[Command] = DecideConflict
    else:
        said = f"The CSP Chair decided that {chair} does not go on as chair of this review."
        command = EndAppointment
    deed = deeds_by_command()[command.__name__]
    if deed.may(visit):
        return Question(said, Offer(f"{deed.text}: {chair}", deed.href(visit.path)))
    return Question(said, Offer("See what was found", deed.page.format(**visit.path)))


def _task(visit: Visit, step: Step) -> TaskRow:
    """The step's deed leads on, for those who may do it; other steps are the system's or somebody else's."""
    deed = deeds_by_command().get(step.action or "")
    place = {**visit.path, "step": step.number}
    return TaskRow(
        name=f"{step.number}. {step.name}",
        owner=step.owner,
        due=step.due,
        state=step_state(step),
        href=deed.taken_on(place) if deed is not None and deed.may(visit) else None,
    )


def _the_system(actor_id: str) -> str:
    return "the system" if actor_id.startswith("service:") else "a former account"


def _older(visit: Visit, total: int) -> Markup:
    here = int(visit.query.get("timeline_page", "1"))
    last = max(1, -(-total // SENTENCES))
    if last == 1:
        return Markup("")
    links = {
        "previous": {"href": visit.address(timeline_page=here - 1), "labelText": "Newer"} if here > 1 else None,
        "next": {"href": visit.address(timeline_page=here + 1), "labelText": "Older"} if here < last else None,
    }
    return govuk("pagination", landmarkLabel="Timeline", **links)


@dataclass(frozen=True, slots=True)
class Report:
    case: Overview
    parts_of_case: list[Link]
    offers: Offers
    files: list[Offer]


def _report(visit: Visit, case: Overview) -> Report:
    at = f"/cases/{visit.path['case_id']}/report"
    return Report(
        case=case,
        parts_of_case=parts_of_case(visit),
        offers=offered_by(visit, ON_REPORT, case.deeds),
        files=[
            Offer(f"Save the file of version {one.version}", f"{at}/{quote(one.version, safe='')}/file")
            for one in case.report_versions
            if one.document and policy.may_ask(ReportVersionFile, visit.actor).allow
        ],
    )


@dataclass(frozen=True, slots=True)
class Access:
    case: Overview
    parts_of_case: list[Link]
    offers: Offers
    may_see_who_looked: bool


def _access(visit: Visit, case: Overview) -> Access:
    return Access(
        case=case,
        parts_of_case=parts_of_case(visit),
        offers=offered_by(visit, ON_ACCESS, case.deeds),
        may_see_who_looked=visit.actor.holds(*WHO_HAS_LOOKED),
    )


ROUTES = [
    *page("/cases/{case_id}", "cases/case.html", CaseOverview, prepare=_overview),
    *page("/cases/{case_id}/report", "cases/report.html", CaseOverview, prepare=_report),
    *page("/cases/{case_id}/access", "cases/access.html", CaseOverview, prepare=_access),
]
