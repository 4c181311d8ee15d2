"""What does a review recommend, who does what about it, and how far is it (rules A)?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.tone import Tone
from shared.contracts.tracker.plan import EscalationRow, Plan, Recommendation
from shared.contracts.tracker.queries import ActionList, ActionPlan
from shared.contracts.tracker.values import ActionCounts, ActionRow
from shared.question import Page

from gateway.access import policy
from gateway.pages.deeds import offered
from gateway.pages.lists import pagination
from gateway.pages.plan.parts import address, named
from gateway.pages.plan.planning import CLOSE_ESCALATION, ON_PLAN, ON_RECOMMENDATION
from gateway.pages.sections import parts_of_case
from gateway.show.components import Tag, tag, words
from gateway.web.routes import page
from gateway.web.visit import Visit

_ON_A_PAGE = 10


def _plan(visit: Visit, plan: Plan) -> Mapping[str, Any]:
    shown = _page(visit, plan.recommendations)
    return {
        "plan": plan,
        "parts_of_case": parts_of_case(visit),
        "offers": offered(visit, ON_PLAN, plan),
        "lists": policy.may_ask(ActionList, visit.actor).allow,
        "figures": figures(plan.counts),
        "recommendations": [_recommendation(visit, one, plan) for one in shown.rows],
        "found": f"{plan.counts.total} {'action' if plan.counts.total == 1 else 'actions'} for "
        f"{shown.total} {'recommendation' if shown.total == 1 else 'recommendations'}",
        "pagination": pagination(visit, shown),
        "escalations": [_escalation(visit, one, plan) for one in plan.escalations],
        "asked": [
            (one.agency, one.asked_on, one.reply_by, _answer(answered=one.answered, overdue=one.overdue))
            for one in plan.asked
        ],
    }


def figures(counts: ActionCounts) -> list[tuple[int, str]]:
    return [
        (counts.not_started, "not started"),
        (counts.in_progress, "in progress"),
        (counts.overdue, "overdue"),
        (counts.complete, "complete, the agency says"),
        (counts.assured, "assured"),
        (counts.closed, "closed with a reason"),
    ]


def _page(visit: Visit, all_of_them: tuple[Recommendation, ...]) -> Page[Recommendation]:
    asked = visit.query.get("page", "1")
    last = max(1, -(-len(all_of_them) // _ON_A_PAGE))
    number = min(max(int(asked), 1), last) if asked.isdecimal() else 1
    rows = all_of_them[(number - 1) * _ON_A_PAGE : number * _ON_A_PAGE]
    return Page[Recommendation](rows=rows, total=len(all_of_them), page=number, size=_ON_A_PAGE)


def _recommendation(visit: Visit, one: Recommendation, plan: Plan) -> dict[str, Any]:
    return {
        "name": named(one.number),
        "text": one.text,
        "known": _known(one),
        "hints": one.hints,
        "tasks": [_task(row, one) for row in one.actions],
        "offers": offered(visit, ON_RECOMMENDATION, one, recommendation=one.recommendation),
    }


def _known(one: Recommendation) -> str:
    deadline = one.deadline_in_text
    if deadline and one.suggested_target:
        deadline = f"“{deadline}”, which may mean {words(one.suggested_target)}"
    pairs: tuple[tuple[str, Any], ...] = (
        ("Addressed to", one.addressed_to),
        ("Scope", one.scope),
        ("Theme", one.theme),
        ("From the review", one.review),
        ("Deadline in the text", deadline),
    )
    return " ".join(f"{label}: {words(value)}." for label, value in pairs if value)


def _task(row: ActionRow, of: Recommendation) -> dict[str, Any]:
    due = words(row.target) if row.target else ""
    said = [
        row.rating_reason,
        f"Due on {due}" if due and due not in row.rating_reason else "",
        "" if row.has_measure else "No measure of success yet",
        "Before the Sub-Group" if row.escalated else "",
    ]
    return {
        "name": row.owner or "Owner not known yet",
        "text": row.text if row.text != of.text else "",
        "hint": " ".join(f"{one}." for one in said if one),
        "state": tag(row.state),
        "rating": tag(row.rating),
        "href": address(row),
    }


def _escalation(visit: Visit, one: EscalationRow, plan: Plan) -> dict[str, Any]:
    closes = one.closed_on is None and CLOSE_ESCALATION.may(visit)
    return {
        "name": named(one.number) if one.action is not None else one.agency or "The plan as a whole",
        "state": Tag("Closed", Tone.GREY) if one.closed_on else Tag("Waiting for the Sub-Group", Tone.YELLOW),
        "pairs": [
            ("Agency", one.agency),
            ("Why", one.reason),
            ("Brought to the Sub-Group on", one.opened_on),
            *((("Closed on", one.closed_on), ("Outcome", one.outcome)) if one.closed_on else ()),
        ],
        "href": CLOSE_ESCALATION.href({**visit.path, "escalation": one.escalation}) if closes else "",
    }


def _answer(*, answered: bool, overdue: bool) -> str:
    return "Answered" if answered else "Overdue" if overdue else "Not answered yet"


ROUTES = page("/cases/{case_id}/plan", "plan/plan.html", ActionPlan, prepare=_plan)
