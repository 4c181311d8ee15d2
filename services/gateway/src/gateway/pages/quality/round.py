"""What did the panel say of the chair of this review? Who said what is kept from everybody (Q-01, Q-06)."""

from collections.abc import Mapping
from typing import Any

from shared.contracts.cases.answers import PanelRecord
from shared.contracts.cases.queries import CasePanel
from shared.contracts.chairs.answers import Round
from shared.contracts.chairs.commands import SubmitEvaluation
from shared.contracts.chairs.queries import EvaluationRound

from gateway.access import policy
from gateway.pages.cases.parts import sub_navigation
from gateway.pages.chairs.parts import average
from gateway.routes import page
from gateway.visit import Visit

ENOUGH = 3
"""With fewer answers it could be told who gave which score."""


def who_they_are(panel: PanelRecord | None) -> dict[str, str]:
    """The panel's members by their id: `Paula Marsh, Probation Service`."""
    members = panel.members if panel is not None else ()
    return {one.member_id: f"{one.name}, {one.agency}" if one.agency else one.name for one in members}


def _page(visit: Visit, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    answer: Round = answers["round"]
    by = who_they_are(answers["panel"])
    return {
        "parts_of_case": sub_navigation(visit),
        "state": "Closed" if answer.closed else "Open",
        "stands": [
            ("Chair", answer.chair_name),
            ("Opened on", answer.opened_on),
            ("Closed on" if answer.closed else "Closes on", answer.closes_on),
            ("Answers", f"{answer.received} of {answer.expected}"),
            ("Average", average(answer.mean)),
            ("Accepted at the first submission", "Yes, one point is on the chair’s record" if answer.point else "No"),
        ],
        "members": [
            (by.get(one.member_id, f"Panel member {number}"), "Answered" if one.answered else "Not yet")
            for number, one in enumerate(answer.members, start=1)
        ],
        "enough": answer.closed or answer.received >= ENOUGH,
        "criteria": [
            {"name": one.criterion, "mean": average(one.mean), "comments": one.comments} for one in answer.criteria
        ],
        "enters": not answer.closed
        and any(not one.answered for one in answer.members)
        and policy.may_ask(SubmitEvaluation, visit.actor).allow,
    }


ROUTES = page(
    "/cases/{case_id}/evaluation",
    "quality/round.html",
    {"round": EvaluationRound, "panel": CasePanel},
    prepare=_page,
)
