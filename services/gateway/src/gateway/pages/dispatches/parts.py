"""What may this person do with this dispatch now, and what stands around every page of dispatches?"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from shared.contracts.notifications import commands as c
from shared.contracts.notifications.answers import DispatchRow
from shared.contracts.notifications.queries import DispatchList, DispatchTasks, NoticesHeld, RecipientDirectory
from shared.contracts.notifications.values import Stage
from shared.message import Command

from gateway.access import policy
from gateway.components import sentence
from gateway.identity.accounts import names_of
from gateway.visit import Visit

_SENT = frozenset({Stage.TAKEN, Stage.SENT_BY_HAND, Stage.ACKNOWLEDGED})
_WAITS_FOR_ACKNOWLEDGEMENT = frozenset({Stage.TAKEN, Stage.SENT_BY_HAND})
_BY_HAND = frozenset({Stage.TO_SEND, Stage.NO_RECIPIENT, Stage.QUEUED, Stage.WAITING, Stage.FAILED})
_CAN_BE_CANCELLED = frozenset(Stage) - _SENT - {Stage.SENDING, Stage.UNCERTAIN, Stage.CANCELLED}


@dataclass(frozen=True, slots=True)
class Doing:
    """A change that a dispatch takes, at which stages, and the address of its form below the dispatch's."""

    command: type[Command]
    stages: Collection[Stage]
    text: str
    href: str


DOINGS = (
    Doing(c.ApproveDispatch, {Stage.HELD}, "Approve it, and let it go", "approve"),
    Doing(c.ResolveUncertain, {Stage.UNCERTAIN}, "Say whether it was sent", "uncertain"),
    Doing(c.RetryDispatch, {Stage.FAILED, Stage.WAITING}, "Try again now", "retry"),
    Doing(c.RecordSentByHand, _BY_HAND, "Record that it was sent by hand", "by-hand"),
    Doing(
        c.RecordAcknowledgement, _WAITS_FOR_ACKNOWLEDGEMENT, "Record the recipient’s acknowledgement", "acknowledgement"
    ),
    Doing(c.CorrectDispatch, _SENT, "Send a correction", "correction"),
    Doing(c.CancelDispatch, _CAN_BE_CANCELLED, "Call it off, or say that it does not apply", "cancel"),
)


def doings(visit: Visit, row: DispatchRow) -> list[dict[str, str]]:
    return [
        {"text": one.text, "href": f"/dispatches/{row.dispatch_id}/{one.href}"}
        for one in DOINGS
        if row.state in one.stages and policy.may_ask(one.command, visit.actor).allow
    ]


def about(row: DispatchRow) -> str:
    """`Coroner's notification to the Coroner, DHR-2026-001`"""
    return f"{sentence(row.notice)} to the {row.recipient}, {row.reference}"


def sub_navigation(visit: Visit) -> list[dict[str, Any]]:
    parts = (
        ("All dispatches", "/dispatches", DispatchList),
        ("What needs a person", "/dispatches/tasks", DispatchTasks),
        ("Recipients", "/recipients", RecipientDirectory),
        ("Approval", "/dispatches/approval", NoticesHeld),
    )
    here = visit.request.url.path
    return [
        {"text": text, "href": href, "active": here == href}
        for text, href, question in parts
        if policy.may_ask(question, visit.actor).allow
    ]


def named(visit: Visit, ids: Collection[str | None]) -> dict[str, str]:
    """Who stands behind these ids of the record, in words."""
    known = {one for one in ids if one}
    names = names_of(visit.gate.database, known)
    return {one: names.get(one) or _not_known(one) for one in known}


def _not_known(id_: str) -> str:
    return "the system" if id_.startswith("service:") else "a former account"
