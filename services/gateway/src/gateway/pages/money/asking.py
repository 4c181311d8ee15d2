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
from shared.contracts.chairs.values import FeeScheme, Milestone
from shared.message import Command
from starlette.responses import Response

from gateway.access import policy
from gateway.forms.field import Field, Option
from gateway.forms.filling import today
from gateway.forms.flow import fill_in
from gateway.forms.form import Form
from gateway.pages.deeds import Deed, deed, routes_of
from gateway.pages.words import counted
from gateway.show.components import words
from gateway.web.visit import Visit

_DONE = "/cases/{case_id}/chair"
_REASON = Field("reason", "the reason", ask="Why?")


def _request(command: type[Command], title: str, *fields: Field, intro: str) -> Any:
    """The chair asks too, who does not see the whole commission: so the way on differs."""

    async def respond(visit: Visit) -> Response:
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

    return respond


request_complexity = _request(
    RequestComplexity,
    "Ask for more for a complex review",
    Field("amount", "the amount", ask="Which amount, on top of the fixed fee?"),
    intro="Where the review is particularly complex, more than the fixed fee can be asked for, once.",
)
request_days = _request(
    RequestMoreDays,
    "Ask for more working days",
    Field("days", "the number of days", ask="How many days more?"),
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
                "your decision",
                options=(Option("yes", "Approve it"), Option("no", "Refuse it")),
                ask="What is your decision?",
            ),
            _REASON,
        ),
        submit="Record the decision",
        done=_DONE,
        asks=CommissionOfCase,
        said="The decision is recorded.",
    )


def _under(scheme: FeeScheme, one: Commission) -> bool:
    return one.present is not None and one.present.scheme is scheme


def _milestone_ahead(one: Commission) -> bool:
    return (
        one.present is not None
        and one.present.scheme is not FeeScheme.DAY_RATE
        and len(one.present.milestones) < len(Milestone)
    )


COMPLEXITY = deed(
    "/cases/{case_id}/chair/complexity/decide",
    _decision(DecideComplexity, "Decide on more for a complex review", "complexity"),
)
MORE_DAYS = deed(
    "/cases/{case_id}/chair/more-days/decide",
    _decision(DecideMoreDays, "Decide on more working days", "more_days"),
)
MILESTONE = deed(
    "/cases/{case_id}/chair/milestone",
    Form(
        command=ReachMilestone,
        title="Record that a part of the fee is payable",
        intro="The system records this by itself, from the report’s own steps. Use this where "
        "a step was taken elsewhere.",
        fields=(
            Field("milestone", "the part of the fee", ask="Which part?"),
            Field("reached_on", "the day it was reached", ask="When was it reached?"),
        ),
        done=_DONE,
        start=today("reached_on"),
        said="It is recorded that this part of the fee is payable.",
    ),
    when=_milestone_ahead,
)

ASK_COMPLEXITY: Deed = Deed(
    "/cases/{case_id}/chair/complexity",
    "Ask for more for a complex review",
    RequestComplexity,
    request_complexity,
    _DONE,
    lambda one: _under(FeeScheme.FIXED, one),
)
ASK_DAYS: Deed = Deed(
    "/cases/{case_id}/chair/more-days",
    "Ask for more working days",
    RequestMoreDays,
    request_days,
    _DONE,
    lambda one: _under(FeeScheme.DAY_RATE, one) and one.present is not None and one.present.more_days is None,
)
ROUTES = routes_of(ASK_COMPLEXITY, ASK_DAYS, COMPLEXITY, MORE_DAYS, MILESTONE)
