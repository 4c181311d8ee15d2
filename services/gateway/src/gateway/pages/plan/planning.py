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
from gateway.forms.form import Form
from gateway.pages.deeds import deed, routes_of
from gateway.pages.plan.loading import LOAD
from gateway.web.visit import Visit

_BACK = "/cases/{case_id}/plan"
_TO_ANSWER = 10
"""Working days that an agency is given to answer, unless a person says otherwise."""


def _of(plan: Plan) -> str:
    return f"Action plan of {plan.reference}"


def _owners(plan: Plan) -> list[str]:
    owners = {row.owner for one in plan.recommendations for row in one.actions if row.owner and row.state.open}
    return sorted(owners, key=str.casefold)


def _some_open(plan: Plan) -> bool:
    return plan.counts.still_open > 0


ADD = deed(
    "/cases/{case_id}/plan/add",
    Form(
        command=AddRecommendation,
        title="Add a recommendation",
        intro=_of,
        fields=(
            Field("number", "number", hint="As it is printed in the report, such as R1 or 9.1 a", width="10"),
            Field("text", "the recommendation", ask="Recommendation"),
            Field(
                "addressed_to", "addressed to", hint="Several agencies are parted by a vertical bar: Police | Probation"
            ),
            Field("scope", "scope"),
            Field("theme", "theme", hint="For example: professional curiosity, information sharing"),
        ),
        submit="Add the recommendation",
        done=_BACK,
        asks=ActionPlan,
        said="The recommendation is added.",
    ),
)


def _text(visit: Visit, plan: Plan) -> dict[str, Any]:
    wanted = int(visit.path["recommendation"])
    return {
        name: value
        for one in plan.recommendations
        if one.recommendation == wanted
        for name, value in (("scope", one.scope), ("theme", one.theme))
    }


CLASSIFY = deed(
    "/cases/{case_id}/plan/recommendations/{recommendation:int}/classify",
    Form(
        command=ClassifyRecommendation,
        title="Say its scope and theme",
        intro=_of,
        fields=(
            Field("scope", "the scope", ask="Scope"),
            Field("theme", "the theme", hint="For example: professional curiosity, information sharing", ask="Theme"),
        ),
        done=_BACK,
        asks=ActionPlan,
        start=_text,
        said="Scope and theme are saved.",
    ),
)

ACTION = deed(
    "/cases/{case_id}/plan/recommendations/{recommendation:int}/actions/add",
    Form(
        command=AddAction,
        title="Add an action",
        intro=lambda plan: f"{_of(plan)}. Where it asks for several things, each can be an action of its own.",
        fields=(
            Field("text", "what is to be done", ask="What is to be done?"),
            Field("owner", "the agency that owns it", ask="Which agency owns it?", hint="It can be said later, too"),
        ),
        submit="Add the action",
        done=_BACK,
        asks=ActionPlan,
        said="The action is added.",
    ),
)

AGREE = deed(
    "/cases/{case_id}/plan/agree",
    Form(
        command=AgreePlan,
        title="Agree the plan",
        intro=lambda plan: f"{_of(plan)}. Every action needs an owner, a measure of success and a target date first.",
        fields=(Field("agreed_on", "the date on which the plan was agreed", ask="When was it agreed?"),),
        submit="Agree the plan",
        done=_BACK,
        asks=ActionPlan,
        start=lambda visit, _: {"agreed_on": visit.gate.clock.today()},
        said="The plan is agreed.",
        template="plan/agree.html",
    ),
    when=lambda plan: plan.agreed_on is None and plan.counts.total > 0,
)


def _those_asked(plan: Plan) -> Iterable[Option]:
    return (Option("", "Every agency that owns an open action"), *(Option(one, one) for one in _owners(plan)))


ASSURANCE = deed(
    "/cases/{case_id}/plan/assurance",
    Form(
        command=AskForAssurance,
        title="Ask for assurance",
        intro=lambda plan: f"{_of(plan)}. An agency that does not answer by the day is brought to the Sub-Group.",
        fields=(
            Field("agency", "the agency", "select", options=_those_asked, ask="Which agency is asked?"),
            Field("reply_by", "the day to answer by", ask="By when is an answer needed?"),
        ),
        submit="Ask for assurance",
        done=_BACK,
        asks=ActionPlan,
        start=lambda visit, _: {"reply_by": add_working_days(visit.gate.clock.today(), _TO_ANSWER)},
        said="It is recorded that assurance was asked for.",
    ),
    when=_some_open,
)

SUCCESSOR = deed(
    "/cases/{case_id}/plan/successor",
    Form(
        command=MoveToSuccessor,
        title="Move the duties of a body that no longer exists",
        intro=lambda plan: f"{_of(plan)}. Its open actions go to the body that took over; what it has done stays.",
        fields=(
            Field("former", "the former body", "select", options=_owners, ask="Which body no longer exists?"),
            Field("successor", "the successor", ask="Which body took over?"),
        ),
        submit="Move the duties",
        done=_BACK,
        asks=ActionPlan,
        said="The duties are moved.",
    ),
    when=_some_open,
)

CLOSE_ESCALATION = deed(
    "/cases/{case_id}/plan/escalations/{escalation:int}/close",
    Form(
        command=CloseEscalation,
        title="Close an escalation",
        intro=_of,
        fields=(Field("outcome", "the outcome", ask="What came of it?"),),
        submit="Close the escalation",
        done=_BACK,
        asks=ActionPlan,
        said="The escalation is closed.",
    ),
)

ON_PLAN = (LOAD, ADD, AGREE, ASSURANCE, SUCCESSOR)
ON_RECOMMENDATION = (CLASSIFY, ACTION)
ROUTES = routes_of(*ON_PLAN, *ON_RECOMMENDATION, CLOSE_ESCALATION)
