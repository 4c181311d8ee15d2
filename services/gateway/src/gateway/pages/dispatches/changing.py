"""How does a person take a dispatch on: approve it, find out, try again, send it by hand, note what came back?"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from shared.calendar import LONDON
from shared.contracts.notifications.answers import DispatchRecord
from shared.contracts.notifications.commands import (
    ApproveDispatch,
    CancelDispatch,
    CorrectDispatch,
    RecordAcknowledgement,
    RecordSentByHand,
    ResolveUncertain,
    RetryDispatch,
)
from shared.contracts.notifications.queries import DispatchDetail
from shared.contracts.notifications.values import Stage

from gateway.forms.field import Field
from gateway.forms.form import Form
from gateway.pages.deeds import deed, routes_of
from gateway.pages.dispatches.parts import about
from gateway.web.visit import Visit

_DONE = "/dispatches/{dispatch_id}"
_MOMENT = "%d/%m/%Y %H:%M"


def _about(record: DispatchRecord) -> str:
    return f"{about(record.row)}."


def _and(more: str) -> Any:
    return lambda record: f"{about(record.row)}.\n\n{more}"


def _today(name: str) -> Any:
    return lambda visit, _: {name: visit.gate.clock.today()}


def the_moment(typed: str) -> str:
    """From `3/11/2026 14:05`, in London."""
    try:
        there = datetime.strptime(" ".join(typed.split()), _MOMENT)
    except ValueError:
        raise ValueError("When it was sent must be a date and a time, like 3/11/2026 14:05") from None
    return there.replace(tzinfo=LONDON).isoformat()


def _now(visit: Visit, _: Any) -> Mapping[str, Any]:
    return {"sent_at": visit.gate.clock.now().astimezone(LONDON).strftime(_MOMENT)}


_BY_HAND = frozenset({Stage.TO_SEND, Stage.NO_RECIPIENT, Stage.QUEUED, Stage.WAITING, Stage.FAILED})
_CAN_BE_CANCELLED = frozenset(stage for stage in Stage if not stage.sent) - {
    Stage.SENDING,
    Stage.UNCERTAIN,
    Stage.CANCELLED,
}


def _at(*stages: Stage) -> Callable[[DispatchRecord], bool]:
    return lambda record: record.row.state in stages


APPROVE = deed(
    "/dispatches/{dispatch_id}/approve",
    Form(
        command=ApproveDispatch,
        title="Approve a dispatch",
        intro=_and("Please read the document first. When you approve it, it goes to the recipient."),
        fields=(),
        submit="Approve and send",
        done=_DONE,
        asks=DispatchDetail,
        said="It is approved, and on its way.",
    ),
    text="Approve it, and let it go",
    when=_at(Stage.HELD),
)

RESOLVE = deed(
    "/dispatches/{dispatch_id}/uncertain",
    Form(
        command=ResolveUncertain,
        title="Say whether it was sent",
        intro=_and(
            "The connection ended before the answer came, so the system cannot tell. Please ask the recipient. "
            "If they do not have it, it is sent again."
        ),
        fields=(
            Field("was_sent", "whether the recipient has it", ask="Does the recipient have it?"),
            Field("reason", "how that is known", ask="How is that known?"),
            Field("on", "the date", ask="When was it found out?"),
        ),
        submit="Save",
        done=_DONE,
        asks=DispatchDetail,
        start=_today("on"),
        said="Thank you. It is recorded.",
    ),
    when=_at(Stage.UNCERTAIN),
)

RETRY = deed(
    "/dispatches/{dispatch_id}/retry",
    Form(
        command=RetryDispatch,
        title="Try again now",
        intro=_about,
        fields=(),
        submit="Try again now",
        done=_DONE,
        asks=DispatchDetail,
        said="It is tried again.",
    ),
    when=_at(Stage.FAILED, Stage.WAITING),
)

CANCEL = deed(
    "/dispatches/{dispatch_id}/cancel",
    Form(
        command=CancelDispatch,
        title="Call a dispatch off",
        intro=_and("It is not sent then. Use this too where the notice does not apply to the case."),
        fields=(Field("reason", "the reason", ask="Why is it not sent?"),),
        submit="Call it off",
        done=_DONE,
        asks=DispatchDetail,
        said="It is called off.",
    ),
    text="Call it off, or say that it does not apply",
    when=_at(*_CAN_BE_CANCELLED),
)

BY_HAND = deed(
    "/dispatches/{dispatch_id}/by-hand",
    Form(
        command=RecordSentByHand,
        title="Record that it was sent by hand",
        intro=_and("By a secure portal, or as a letter."),
        fields=(
            Field(
                "reference",
                "how the sending can be found again",
                hint="For example the portal’s receipt, or the tracking number of the letter",
                ask="How can the sending be found again?",
            ),
            Field(
                "sent_at",
                "when it was sent",
                "input",
                hint="The date and the time, for example 3/11/2026 14:05",
                ask="When was it sent?",
                width="20",
                parse=the_moment,
            ),
        ),
        submit="Save",
        done=_DONE,
        asks=DispatchDetail,
        start=_now,
        said="It is recorded that it was sent by hand.",
    ),
    when=_at(*_BY_HAND),
)

ACKNOWLEDGE = deed(
    "/dispatches/{dispatch_id}/acknowledgement",
    Form(
        command=RecordAcknowledgement,
        title="Record the acknowledgement",
        intro=_about,
        fields=(
            Field("on", "the date of the acknowledgement", ask="When did the recipient say that they have it?"),
            Field("reference", "the recipient’s own reference", hint="If they gave one"),
        ),
        submit="Save",
        done=_DONE,
        asks=DispatchDetail,
        start=_today("on"),
        said="The acknowledgement is recorded.",
    ),
    text="Record the recipient’s acknowledgement",
    when=lambda one: one.row.state in {Stage.TAKEN, Stage.SENT_BY_HAND} and not one.row.notice.letter,
)


def _first(visit: Visit) -> DispatchDetail:
    return DispatchDetail(dispatch_id=visit.path["corrects"])


CORRECT = deed(
    "/dispatches/{corrects}/correction",
    Form(
        command=CorrectDispatch,
        title="Send a correction",
        intro=_and("The correction refers to what was sent before, which stays on the record."),
        fields=(
            Field(
                "correction",
                "what was wrong, and what is right",
                hint="The recipient reads this as it stands here",
                ask="What was wrong, and what is right?",
            ),
        ),
        submit="Send the correction",
        check=True,
        done="/dispatches/{dispatch_id}",
        back="/dispatches/{corrects}",
        asks=_first,
        said="The correction is on its way.",
    ),
    when=lambda one: one.row.state.sent and not one.row.notice.letter,
)

ON_DISPATCH = (APPROVE, RESOLVE, RETRY, BY_HAND, ACKNOWLEDGE, CORRECT, CANCEL)
ROUTES = routes_of(*ON_DISPATCH)
