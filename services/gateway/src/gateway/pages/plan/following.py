"""How is an action followed to its end: owned, reported, assured, escalated, closed, looked at again (rules A)?"""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.contracts.tracker.commands import (
    AssignAction,
    AssureAction,
    ClaimComplete,
    CloseAction,
    EscalateAction,
    OverrideRating,
    RecordImpactReview,
    ReopenAction,
    ReportProgress,
    RestoreRating,
)
from shared.contracts.tracker.plan import Action
from shared.contracts.tracker.queries import ActionDetail
from shared.contracts.tracker.values import Rating
from shared.message import Command

from gateway.forms.field import Field, Option
from gateway.forms.flow import Form, form_page
from gateway.pages.plan.parts import named
from gateway.show.components import sentence
from gateway.web.routes import PageRoute
from gateway.web.visit import Visit

_ADDRESS = "/cases/{case_id}/plan/actions/{action}"


def _about(action: Action) -> str:
    row = action.row
    owner = f", {row.owner}" if row.owner else ""
    return f"{named(row.number)} of {row.reference}{owner}:\n\n{row.text}"


def _number(visit: Visit, _: Any) -> Mapping[str, int]:
    return {"action": int(visit.path["action"])}


def _today(name: str) -> Any:
    return lambda visit, _: {name: visit.gate.clock.today()}


def _of_action(command: type[Command], title: str, *fields: Field, said: str, **more: Any) -> Form:
    return Form(
        command=command,
        title=title,
        intro=_about,
        fields=fields,
        done=_ADDRESS,
        asks=ActionDetail,
        fill=_number,
        said=said,
        **more,
    )


def _as_it_is(_: Visit, action: Action) -> Mapping[str, Any]:
    return {
        "owner": action.row.owner,
        "person": action.person,
        "measure": action.measure,
        "target": action.row.target or action.suggested_target,
    }


ASSIGN = _of_action(
    AssignAction,
    "Who does this, and by when?",
    Field("owner", "Which agency owns it?", hint="One agency, which can be asked for assurance"),
    Field("person", "Who in the agency?", hint="Where a person is named"),
    Field(
        "measure",
        "How will success be seen?",
        hint="Something that can be counted or shown, such as an audit, a count or a signed document",
    ),
    Field("target", "By which day?", called="the target date"),
    start=_as_it_is,
    template="plan/assign.html",
    said="The action is saved.",
)
_SEEN_BY = "It is seen by those who may open this case"
_EVIDENCE = Field("evidence", "What shows it?", hint=_SEEN_BY, called="the evidence")
PROGRESS = _of_action(
    ReportProgress,
    "Report progress",
    Field(
        "evidence",
        "What has been done, and what shows it?",
        hint=_SEEN_BY,
        called="what has been done",
    ),
    Field("reported_on", "When was this reported?", called="the date of the report"),
    start=_today("reported_on"),
    submit="Save the progress",
    said="The progress is recorded.",
)
COMPLETE = _of_action(
    ClaimComplete,
    "Say that the action is complete",
    _EVIDENCE,
    Field("completed_on", "When was it completed?", called="the date of completion"),
    start=_today("completed_on"),
    submit="Say that it is complete",
    said="It is recorded that the agency says it is complete. The CSP Chair is asked to be assured of it.",
)
ASSURE = _of_action(
    AssureAction,
    "Record assurance",
    Field("assured_on", "When were you assured that it is done?", called="the date of assurance"),
    Field("because", "What assured you?"),
    start=_today("assured_on"),
    submit="Record assurance",
    said="The assurance is recorded.",
)
CLOSE = _of_action(
    CloseAction,
    "Close the action without its being done",
    Field("end", "How does it end?", called="how it ends"),
    Field("reason", "Why?", called="the reason"),
    Field("closed_on", "When was this decided?", called="the date"),
    start=_today("closed_on"),
    submit="Close the action",
    check=True,
    back=_ADDRESS,
    said="The action is closed, with its reason.",
)
REOPEN = _of_action(
    ReopenAction,
    "Open the action again",
    Field("reason", "Why?", called="the reason"),
    submit="Open it again",
    said="The action is open again. Its history stays.",
)


def _other_ratings(action: Action) -> Iterable[Option]:
    return (Option(one.value, sentence(one)) for one in Rating if one is not action.derived_rating)


RATING = _of_action(
    OverrideRating,
    "Give the action another rating",
    Field("rating", "Which rating?", options=_other_ratings, called="the rating"),
    Field("reason", "Why is it another than follows from its state and date?", called="the reason"),
    submit="Save the rating",
    said="The rating is saved, with its reason.",
)
RESTORE = _of_action(
    RestoreRating,
    "Let the rating follow from state and date again",
    submit="Let it follow again",
    said="The rating follows from state and date again.",
)
ESCALATE = _of_action(
    EscalateAction,
    "Bring a delay to the Sub-Group",
    Field("reason", "Why?", called="the reason"),
    submit="Bring it to the Sub-Group",
    said="The delay is before the Sub-Group.",
)


def _months(typed: str) -> int:
    if typed not in ("6", "12"):
        raise ValueError("Select which look it is")
    return int(typed)


IMPACT = _of_action(
    RecordImpactReview,
    "Record a look at the impact",
    Field(
        "months",
        "Which look is it?",
        "radios",
        options=(("6", "6 months after assurance"), ("12", "12 months after assurance")),
        called="which look it is",
        parse=_months,
    ),
    Field(
        "embedded",
        "Is the change embedded?",
        hint="If it is not, the action opens again",
        called="whether the change is embedded",
    ),
    _EVIDENCE,
    Field("reviewed_on", "When was it looked at?", called="the date"),
    start=_today("reviewed_on"),
    said="The look at the impact is recorded.",
)


def _at(name: str, form: Form) -> list[PageRoute]:
    return form_page(f"/cases/{{case_id}}/plan/actions/{{action:int}}/{name}", form)


ROUTES = [
    *_at("assign", ASSIGN),
    *_at("progress", PROGRESS),
    *_at("complete", COMPLETE),
    *_at("assure", ASSURE),
    *_at("close", CLOSE),
    *_at("reopen", REOPEN),
    *_at("rating", RATING),
    *_at("rating/restore", RESTORE),
    *_at("escalate", ESCALATE),
    *_at("impact", IMPACT),
]
