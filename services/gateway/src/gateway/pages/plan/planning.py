"""How is a plan filled and agreed: recommendations, actions, owners that no longer exist, assurance, escalations?"""

from collections.abc import Iterable
from typing import Any

from shared.calendar import add_working_days
from shared.contracts.tracker.commands import (
    AddAction,
    AddRecommendation,
    AgreePlan,
    AskForAssurance,
    ClassifyRecommendation,
    CloseEscalation,
    MoveToSuccessor,
)
from shared.contracts.tracker.plan import Plan
from shared.contracts.tracker.queries import ActionPlan

from gateway.forms.field import Field, Option
from gateway.forms.flow import Form, form_page
from gateway.web.visit import Visit

_BACK = "/cases/{case_id}/plan"
_TO_ANSWER = 10
"""Working days that an agency is given to answer, unless a person says otherwise."""


def _of(plan: Plan) -> str:
    return f"Action plan of {plan.reference}"


def _owners(plan: Plan) -> list[str]:
    owners = {row.owner for one in plan.recommendations for row in one.actions if row.owner and row.state.open}
    return sorted(owners, key=str.casefold)


ADD = Form(
    command=AddRecommendation,
    title="Add a recommendation",
    intro=_of,
    fields=(
        Field("number", "Number", hint="As it is printed in the report, such as R1 or 9.1 a", width="10"),
        Field("text", "Recommendation", called="the recommendation"),
        Field("addressed_to", "Addressed to", hint="Several agencies are parted by a vertical bar: Police | Probation"),
        Field("scope", "Scope", "radios"),
        Field("theme", "Theme", hint="For example: professional curiosity, information sharing"),
    ),
    submit="Add the recommendation",
    done=_BACK,
    asks=ActionPlan,
    said="The recommendation is added.",
)


def _number(visit: Visit, _: Any) -> dict[str, int]:
    return {"recommendation": int(visit.path["recommendation"])}


def _text(visit: Visit, plan: Plan) -> dict[str, Any]:
    wanted = int(visit.path["recommendation"])
    return {
        name: value
        for one in plan.recommendations
        if one.recommendation == wanted
        for name, value in (("scope", one.scope), ("theme", one.theme))
    }


CLASSIFY = Form(
    command=ClassifyRecommendation,
    title="Say what scope and theme a recommendation has",
    intro=_of,
    fields=(
        Field("scope", "Scope", called="the scope"),
        Field("theme", "Theme", hint="For example: professional curiosity, information sharing", called="the theme"),
    ),
    done=_BACK,
    asks=ActionPlan,
    fill=_number,
    start=_text,
    said="Scope and theme are saved.",
)

ACTION = Form(
    command=AddAction,
    title="Add an action to a recommendation",
    intro=lambda plan: f"{_of(plan)}. Where it asks for several things, each can be an action of its own.",
    fields=(
        Field("text", "What is to be done?", called="what is to be done"),
        Field("owner", "Which agency owns it?", hint="It can be said later, too"),
    ),
    submit="Add the action",
    done=_BACK,
    asks=ActionPlan,
    fill=_number,
    said="The action is added.",
)

AGREE = Form(
    command=AgreePlan,
    title="Agree the plan",
    intro=lambda plan: f"{_of(plan)}. Every action needs an owner, a measure of success and a target date first.",
    fields=(Field("agreed_on", "When was it agreed?", called="the date on which the plan was agreed"),),
    submit="Agree the plan",
    done=_BACK,
    asks=ActionPlan,
    start=lambda visit, _: {"agreed_on": visit.gate.clock.today()},
    said="The plan is agreed.",
    template="plan/agree.html",
)


def _those_asked(plan: Plan) -> Iterable[Option]:
    return (Option("", "Every agency that owns an open action"), *(Option(one, one) for one in _owners(plan)))


ASSURANCE = Form(
    command=AskForAssurance,
    title="Ask for assurance",
    intro=lambda plan: f"{_of(plan)}. An agency that does not answer by the day is brought to the Sub-Group.",
    fields=(
        Field("agency", "Which agency is asked?", "select", options=_those_asked, called="the agency"),
        Field("reply_by", "By when is an answer needed?", called="the day to answer by"),
    ),
    submit="Ask for assurance",
    done=_BACK,
    asks=ActionPlan,
    start=lambda visit, _: {"reply_by": add_working_days(visit.gate.clock.today(), _TO_ANSWER)},
    said="It is recorded that assurance was asked for.",
)

SUCCESSOR = Form(
    command=MoveToSuccessor,
    title="Move the duties of a body that no longer exists",
    intro=lambda plan: f"{_of(plan)}. Its open actions go to the body that took over; what it has done stays.",
    fields=(
        Field("former", "Which body no longer exists?", "select", options=_owners, called="the former body"),
        Field("successor", "Which body took over?", called="the successor"),
    ),
    submit="Move the duties",
    done=_BACK,
    asks=ActionPlan,
    said="The duties are moved.",
)

CLOSE_ESCALATION = Form(
    command=CloseEscalation,
    title="Close an escalation",
    intro=_of,
    fields=(Field("outcome", "What came of it?", called="the outcome"),),
    submit="Close the escalation",
    done=_BACK,
    asks=ActionPlan,
    fill=lambda visit, _: {"escalation": int(visit.path["escalation"])},
    said="The escalation is closed.",
)

ROUTES = [
    *form_page("/cases/{case_id}/plan/add", ADD),
    *form_page("/cases/{case_id}/plan/recommendations/{recommendation:int}/classify", CLASSIFY),
    *form_page("/cases/{case_id}/plan/recommendations/{recommendation:int}/actions/add", ACTION),
    *form_page("/cases/{case_id}/plan/agree", AGREE),
    *form_page("/cases/{case_id}/plan/assurance", ASSURANCE),
    *form_page("/cases/{case_id}/plan/successor", SUCCESSOR),
    *form_page("/cases/{case_id}/plan/escalations/{escalation:int}/close", CLOSE_ESCALATION),
]
