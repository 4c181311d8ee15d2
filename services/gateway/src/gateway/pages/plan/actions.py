"""Which actions are there, in the county and in one case, by agency, state and partnership; and which need me?"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shared.contracts.county import Csp
from shared.contracts.tracker.queries import ActionList, TrackerWork, Work, WorkItem
from shared.contracts.tracker.values import ActionRow
from shared.contracts.tracker.work import WorkKind
from shared.question import Page

from gateway.forms.field import Field
from gateway.gate import Entry
from gateway.pages.lists import Column, ListPage, list_page
from gateway.pages.plan.parts import address, sub_navigation
from gateway.pages.sections import parts_of_case, reference_of
from gateway.show.components import tag
from gateway.web.routes import leads, page
from gateway.web.visit import Visit

MENU = Entry("Actions", "/actions", 60)

_FILTERS = (
    Field("agency", "agency that owns it", hint="Its whole name"),
    Field("state", "state", "select"),
    Field("escalated", "escalated to the Sub-Group", "select", options=(("yes", "Yes"), ("no", "No"))),
    Field(
        "sort",
        "in the order of",
        "select",
        options=(("", "The plans"), ("target", "Target dates"), ("owner", "Owners")),
    ),
)
_COLUMNS = (
    Column("Number", lambda row: row.number or "None"),
    Column("Action", "text", href=address),
    Column("Owner", lambda row: row.owner or "Not known yet"),
    Column("Target", lambda row: row.target),
    Column("State", lambda row: tag(row.state)),
    Column("Rating", lambda row: tag(row.rating)),
)
_FILES = (
    Column("Why it is rated so", "rating_reason"),
    Column("Has a measure of success", "has_measure"),
    Column("Escalated", "escalated"),
    Column("Ended without being done", "end"),
)


async def _around(visit: Visit, _: Page[ActionRow]) -> Mapping[str, Any]:
    return {"parts_of_actions": sub_navigation(visit)}


async def _of_case(visit: Visit, found: Page[ActionRow]) -> Mapping[str, Any]:
    return {
        "parts_of_case": parts_of_case(visit),
        "reference": await reference_of(visit, found.rows),
        "back": f"/cases/{visit.path['case_id']}/plan",
    }


COUNTY = ListPage(
    question=ActionList,
    title="Actions",
    intro="What agencies have taken on after reviews, and how far they have come.",
    called=("action", "actions"),
    filters=(Field("csp", "partnership", "select", options=tuple(str(csp) for csp in Csp)), *_FILTERS),
    columns=(Column("Case", "reference", href="/cases/{case_id}/plan"), *_COLUMNS),
    exported=(Column("Partnership", "csp"), *_FILES),
    template="plan/actions.html",
    more=_around,
)
CASE = replace(
    COUNTY,
    title="Actions of the plan",
    intro="",
    filters=_FILTERS,
    columns=_COLUMNS,
    exported=_FILES,
    template="cases/list.html",
    more=_of_case,
)


def _work(visit: Visit, work: Work) -> Mapping[str, Any]:
    return {
        "parts_of_actions": sub_navigation(visit),
        "tasks": [
            {
                "name": item.text,
                "owner": item.reference or "The county",
                "due": item.due,
                "state": tag(item.kind),
                "href": _where(item) if leads(visit, _where(item)) else None,
            }
            for item in work.items
        ],
    }


def _where(item: WorkItem) -> str:
    match item.kind:
        case WorkKind.UPDATE_MISSING:
            return f"/cases/{item.case_id}/quarterly-update?quarter={item.quarter}"
        case WorkKind.REPORT_TO_PRESENT:
            return f"/reports/{item.quarter}"
        case WorkKind.PLAN_TO_AGREE | WorkKind.ESCALATION:
            return f"/cases/{item.case_id}/plan"
        case _:
            return f"/cases/{item.case_id}/plan/actions/{item.action}"


ROUTES = [
    *list_page("/actions", COUNTY),
    *list_page("/cases/{case_id}/plan/actions", CASE),
    *page("/actions/to-do", "plan/to_do.html", TrackerWork, prepare=_work),
]
