"""How does a person take a dispatch on: approve it, find out, try again, send it by hand, note what came back?"""

from collections.abc import Mapping
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

from gateway.forms.field import Field
from gateway.forms.flow import Form, form_page
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


APPROVE = Form(
    command=ApproveDispatch,
    title="Approve a dispatch",
    intro=_and("Please read the document first. When you approve it, it goes to the recipient."),
    fields=(),
    submit="Approve and send",
    done=_DONE,
    asks=DispatchDetail,
    said="It is approved, and on its way.",
)

RESOLVE = Form(
    command=ResolveUncertain,
    title="Say whether it was sent",
    intro=_and(
        "The connection ended before the answer came, so the system cannot tell. Please ask the recipient. If they do "
        "not have it, it is sent again."
    ),
    fields=(
        Field("was_sent", "Does the recipient have it?", called="whether the recipient has it"),
        Field("reason", "How is that known?", "textarea", called="how that is known"),
        Field("on", "When was it found out?", called="the date"),
    ),
    submit="Save",
    done=_DONE,
    asks=DispatchDetail,
    start=_today("on"),
    said="Thank you. It is recorded.",
)

RETRY = Form(
    command=RetryDispatch,
    title="Try again now",
    intro=_about,
    fields=(),
    submit="Try again now",
    done=_DONE,
    asks=DispatchDetail,
    said="It is tried again.",
)

CANCEL = Form(
    command=CancelDispatch,
    title="Call a dispatch off",
    intro=_and("It is not sent then. Use this too where the notice does not apply to the case."),
    fields=(Field("reason", "Why is it not sent?", "textarea", called="the reason"),),
    submit="Call it off",
    done=_DONE,
    asks=DispatchDetail,
    said="It is called off.",
)

BY_HAND = Form(
    command=RecordSentByHand,
    title="Record that it was sent by hand",
    intro=_and("By a secure portal, or as a letter."),
    fields=(
        Field(
            "reference",
            "How can the sending be found again?",
            hint="For example the portal’s receipt, or the tracking number of the letter",
            called="how the sending can be found again",
        ),
        Field(
            "sent_at",
            "When was it sent?",
            "input",
            hint="The date and the time, for example 3/11/2026 14:05",
            called="when it was sent",
            width="20",
            parse=the_moment,
        ),
    ),
    submit="Save",
    done=_DONE,
    asks=DispatchDetail,
    start=_now,
    said="It is recorded that it was sent by hand.",
)

ACKNOWLEDGE = Form(
    command=RecordAcknowledgement,
    title="Record the acknowledgement",
    intro=_about,
    fields=(
        Field("on", "When did the recipient say that they have it?", called="the date of the acknowledgement"),
        Field("reference", "The recipient’s own reference", hint="If they gave one"),
    ),
    submit="Save",
    done=_DONE,
    asks=DispatchDetail,
    start=_today("on"),
    said="The acknowledgement is recorded.",
)


def _first(visit: Visit) -> DispatchDetail:
    return DispatchDetail(dispatch_id=visit.path["corrects"])


CORRECT = Form(
    command=CorrectDispatch,
    title="Send a correction",
    intro=_and("The correction refers to what was sent before, which stays on the record."),
    fields=(
        Field(
            "correction",
            "What was wrong, and what is right?",
            "textarea",
            hint="The recipient reads this as it stands here",
            called="what was wrong, and what is right",
        ),
    ),
    submit="Send the correction",
    check=True,
    done="/dispatches/{dispatch_id}",
    back="/dispatches/{corrects}",
    asks=_first,
    said="The correction is on its way.",
)

ROUTES = [
    *form_page("/dispatches/{dispatch_id}/approve", APPROVE),
    *form_page("/dispatches/{dispatch_id}/uncertain", RESOLVE),
    *form_page("/dispatches/{dispatch_id}/retry", RETRY),
    *form_page("/dispatches/{dispatch_id}/cancel", CANCEL),
    *form_page("/dispatches/{dispatch_id}/by-hand", BY_HAND),
    *form_page("/dispatches/{dispatch_id}/acknowledgement", ACKNOWLEDGE),
    *form_page("/dispatches/{corrects}/correction", CORRECT),
]
