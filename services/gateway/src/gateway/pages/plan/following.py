"""How is an action followed to its end: owned, reported, assured, escalated, closed, looked at again (rules A)?"""

from collections.abc import Callable, Iterable, Mapping
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
from shared.contracts.tracker.values import ActionState, Rating
from shared.message import Command

from gateway.forms.field import Field, Option
from gateway.forms.form import Form
from gateway.pages.deeds import Deed, deed, routes_of
from gateway.pages.plan.parts import named
from gateway.show.components import sentence
from gateway.web.visit import Visit

_ADDRESS = "/cases/{case_id}/plan/actions/{action}"


def _about(action: Action) -> str:
    row = action.row
    owner = f", {row.owner}" if row.owner else ""
    return f"{named(row.number)} of {row.reference}{owner}:\n\n{row.text}"


def _today(name: str) -> Any:
    return lambda visit, _: {name: visit.gate.clock.today()}


def _of_action(
    name: str,
    command: type[Command],
    title: str,
    *fields: Field,
    said: str,
    text: str = "",
    when: Callable[[Action], bool],
    **more: Any,
) -> Deed:
    form = Form(
        command=command, title=title, intro=_about, fields=fields, done=_ADDRESS, asks=ActionDetail, said=said, **more
    )
    return deed(f"/cases/{{case_id}}/plan/actions/{{action:int}}/{name}", form, text=text, when=when)


def _undone(action: Action) -> bool:
    return action.row.state in {ActionState.NOT_STARTED, ActionState.IN_PROGRESS, ActionState.OVERDUE}


def _not_ended(action: Action) -> bool:
    return action.row.state not in {ActionState.ASSURED, ActionState.CLOSED}


def _as_it_is(_: Visit, action: Action) -> Mapping[str, Any]:
    return {
        "owner": action.row.owner,
        "person": action.person,
        "measure": action.measure,
        "target": action.row.target or action.suggested_target,
    }


ASSIGN = _of_action(
    "assign",
    AssignAction,
    "Who does this, and by when?",
    Field(
        "owner",
        "the agency that owns it",
        ask="Which agency owns it?",
        hint="One agency, which can be asked for assurance",
    ),
    Field("person", "the person in the agency", ask="Who in the agency?", hint="Where a person is named"),
    Field(
        "measure",
        "the measure of success",
        ask="How will success be seen?",
        hint="Something that can be counted or shown, such as an audit, a count or a signed document",
    ),
    Field("target", "the target date", ask="By which day?"),
    start=_as_it_is,
    template="plan/assign.html",
    text="Say who owns it, how success is measured, and when it is due",
    when=_not_ended,
    said="The action is saved.",
)
_SEEN_BY = "It is seen by those who may open this case"
_EVIDENCE = Field("evidence", "the evidence", hint=_SEEN_BY, ask="What shows it?")
PROGRESS = _of_action(
    "progress",
    ReportProgress,
    "Report progress",
    Field(
        "evidence",
        "what has been done",
        hint=_SEEN_BY,
        ask="What has been done, and what shows it?",
    ),
    Field("reported_on", "the date of the report", ask="When was this reported?"),
    start=_today("reported_on"),
    submit="Save the progress",
    when=_undone,
    said="The progress is recorded.",
)
COMPLETE = _of_action(
    "complete",
    ClaimComplete,
    "Say that the action is complete",
    _EVIDENCE,
    Field("completed_on", "the date of completion", ask="When was it completed?"),
    start=_today("completed_on"),
    submit="Say that it is complete",
    text="Say that it is complete",
    when=_undone,
    said="It is recorded that the agency says it is complete. The CSP Chair is asked to be assured of it.",
)
ASSURE = _of_action(
    "assure",
    AssureAction,
    "Record assurance",
    Field("assured_on", "the date of assurance", ask="When were you assured that it is done?"),
    Field("because", "what assured you", ask="What assured you?"),
    start=_today("assured_on"),
    submit="Record assurance",
    when=lambda one: one.row.state is ActionState.COMPLETE,
    said="The assurance is recorded.",
)
CLOSE = _of_action(
    "close",
    CloseAction,
    "Close the action without its being done",
    Field("end", "how it ends", ask="How does it end?"),
    Field("reason", "the reason", ask="Why?"),
    Field("closed_on", "the date", ask="When was this decided?"),
    start=_today("closed_on"),
    submit="Close the action",
    check=True,
    back=_ADDRESS,
    text="Close it without its being done",
    when=_not_ended,
    said="The action is closed, with its reason.",
)
REOPEN = _of_action(
    "reopen",
    ReopenAction,
    "Open the action again",
    Field("reason", "the reason", ask="Why?"),
    submit="Open it again",
    text="Open it again",
    when=lambda one: not _undone(one),
    said="The action is open again. Its history stays.",
)


def _other_ratings(action: Action) -> Iterable[Option]:
    return (Option(one.value, sentence(one)) for one in Rating if one is not action.derived_rating)


RATING = _of_action(
    "rating",
    OverrideRating,
    "Give the action another rating",
    Field("rating", "the rating", options=_other_ratings, ask="Which rating?"),
    Field("reason", "the reason", ask="Why does it differ from the rating by state and date?"),
    submit="Save the rating",
    text="Give it another rating, with a reason",
    when=lambda one: one.row.state is not ActionState.CLOSED,
    said="The rating is saved, with its reason.",
)
RESTORE = _of_action(
    "rating/restore",
    RestoreRating,
    "Let the rating follow from state and date again",
    submit="Let it follow again",
    text="Let the rating follow from its state again",
    when=lambda one: one.overridden,
    said="The rating follows from state and date again.",
)
ESCALATE = _of_action(
    "escalate",
    EscalateAction,
    "Bring a delay to the Sub-Group",
    Field("reason", "the reason", ask="Why?"),
    submit="Bring it to the Sub-Group",
    when=lambda one: _not_ended(one) and not one.row.escalated,
    said="The delay is before the Sub-Group.",
)


def _months(typed: str) -> int:
    if typed not in ("6", "12"):
        raise ValueError("Select which look it is")
    return int(typed)


IMPACT = _of_action(
    "impact",
    RecordImpactReview,
    "Record a look at the impact",
    Field(
        "months",
        "which look it is",
        options=(("6", "6 months after assurance"), ("12", "12 months after assurance")),
        ask="Which look is it?",
        parse=_months,
    ),
    Field(
        "embedded",
        "whether the change is embedded",
        hint="If it is not, the action opens again",
        ask="Is the change embedded?",
    ),
    _EVIDENCE,
    Field("reviewed_on", "the date", ask="When was it looked at?"),
    start=_today("reviewed_on"),
    text="Record a review of its impact",
    when=lambda one: bool(one.impact_due),
    said="The look at the impact is recorded.",
)


ON_ACTION = (ASSIGN, PROGRESS, COMPLETE, ASSURE, IMPACT, ESCALATE, RATING, RESTORE, CLOSE, REOPEN)
ROUTES = routes_of(*ON_ACTION)
