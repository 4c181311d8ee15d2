"""What did the panel say of the chair of this review? Who said what is kept from everybody (Q-01, Q-06)."""

from collections.abc import Mapping
from typing import Any

from shared.contracts.chairs.answers import Round
from shared.contracts.chairs.commands import SubmitEvaluation
from shared.contracts.chairs.queries import EvaluationRound

from gateway.access import policy
from gateway.pages.cases.parts import sub_navigation
from gateway.pages.chairs.parts import average
from gateway.pages.dispatches.parts import named
from gateway.routes import page
from gateway.visit import Visit


def _page(visit: Visit, answer: Round) -> Mapping[str, Any]:
    by = named(visit, [one.member_id for one in answer.members])
    return {
        "round": answer,
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
        "members": [(by[one.member_id], "Answered" if one.answered else "Not yet") for one in answer.members],
        "criteria": [
            {"name": one.criterion, "mean": average(one.mean), "comments": one.comments} for one in answer.criteria
        ],
        "enters": not answer.closed
        and any(not one.answered for one in answer.members)
        and policy.may_ask(SubmitEvaluation, visit.actor).allow,
    }


ROUTES = page("/cases/{case_id}/evaluation", "quality/round.html", EvaluationRound, prepare=_page)
