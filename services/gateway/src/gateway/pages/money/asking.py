"""How does a chair get more than was agreed, and when is a part of the fee payable (Y-02, Y-03, Y-09)?"""

from typing import Any

from shared.contracts.chairs.answers import Commission, Pending
from shared.contracts.chairs.commands import (
    DecideComplexity,
    DecideMoreDays,
    ReachMilestone,
    RequestComplexity,
    RequestMoreDays,
)
from shared.contracts.chairs.queries import CommissionOfCase
from shared.message import Command
from starlette.responses import Response

from gateway.access import policy
from gateway.forms.field import Field, Option
from gateway.forms.filling import today
from gateway.forms.flow import Form, fill_in, form_page
from gateway.pages.words import counted
from gateway.show.components import words
from gateway.web.routes import route
from gateway.web.visit import Visit

_DONE = "/cases/{case_id}/chair"
_REASON = Field("reason", "Why?", "textarea", called="the reason")


def _request(command: type[Command], title: str, *fields: Field, intro: str) -> Any:
    """The chair asks too, who does not see the whole commission: so the way on differs."""

    async def deed(visit: Visit) -> Response:
        done = _DONE if policy.may_ask(CommissionOfCase, visit.actor).allow else "/my-record"
        form = Form(
            command=command,
            title=title,
            intro=intro,
            fields=(*fields, _REASON),
            submit="Ask for it",
            done=done,
            said="It is asked for. Another person decides.",
        )
        return await fill_in(visit, form)

    return deed


request_complexity = _request(
    RequestComplexity,
    "Ask for more for a complex review",
    Field("amount", "Which amount, on top of the fixed fee?", called="the amount"),
    intro="Where the review is particularly complex, more than the fixed fee can be asked for, once.",
)
request_days = _request(
    RequestMoreDays,
    "Ask for more working days",
    Field("days", "How many days more?", called="the number of days"),
    intro="More days than the day rate foresees are payable when another person has approved them.",
)


def _asked(pending: Pending | None) -> str:
    if pending is None:
        return "Nothing is waiting for a decision."
    what = words(pending.amount) if pending.amount is not None else counted(pending.days or 0, "day")
    return f"Asked for on {words(pending.asked_on)}: {what}.\n\n{pending.reason}"


def _decision(command: type[Command], title: str, which: str) -> Form:
    def intro(commission: Commission) -> str:
        return _asked(getattr(commission.present, which) if commission.present else None)

    return Form(
        command=command,
        title=title,
        intro=intro,
        fields=(
            Field(
                "granted",
                "What is your decision?",
                "radios",
                options=(Option("yes", "Approve it"), Option("no", "Refuse it")),
                called="your decision",
            ),
            _REASON,
        ),
        submit="Record the decision",
        done=_DONE,
        asks=CommissionOfCase,
        said="The decision is recorded.",
    )


COMPLEXITY = _decision(DecideComplexity, "Decide on more for a complex review", "complexity")
MORE_DAYS = _decision(DecideMoreDays, "Decide on more working days", "more_days")
MILESTONE = Form(
    command=ReachMilestone,
    title="Record that a part of the fee is payable",
    intro="The system records this by itself, from the report’s own steps. Use this where a step was taken elsewhere.",
    fields=(
        Field("milestone", "Which part?", called="the part of the fee"),
        Field("reached_on", "When was it reached?", called="the day it was reached"),
    ),
    done=_DONE,
    start=today("reached_on"),
    said="It is recorded that this part of the fee is payable.",
)

_BOTH = ("GET", "POST")
ROUTES = [
    *route("/cases/{case_id}/chair/complexity", request_complexity, may=RequestComplexity.may, methods=_BOTH),
    *form_page("/cases/{case_id}/chair/complexity/decide", COMPLEXITY),
    *route("/cases/{case_id}/chair/more-days", request_days, may=RequestMoreDays.may, methods=_BOTH),
    *form_page("/cases/{case_id}/chair/more-days/decide", MORE_DAYS),
    *form_page("/cases/{case_id}/chair/milestone", MILESTONE),
]
