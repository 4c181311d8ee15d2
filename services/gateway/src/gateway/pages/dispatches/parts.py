"""What may this person do with this dispatch now, and what stands around every page of dispatches?"""

from collections.abc import Callable

from shared.contracts.notifications import commands as c
from shared.contracts.notifications.answers import DispatchRow
from shared.contracts.notifications.queries import DispatchList, DispatchTasks, NoticesHeld, RecipientDirectory
from shared.contracts.notifications.values import Stage

from gateway.pages.doings import Doing, allowed
from gateway.pages.sections import Link, navigation
from gateway.show.components import sentence
from gateway.web.visit import Visit

_BY_HAND = frozenset({Stage.TO_SEND, Stage.NO_RECIPIENT, Stage.QUEUED, Stage.WAITING, Stage.FAILED})
_CAN_BE_CANCELLED = frozenset(stage for stage in Stage if not stage.sent) - {
    Stage.SENDING,
    Stage.UNCERTAIN,
    Stage.CANCELLED,
}


def _at(*stages: Stage) -> Callable[[DispatchRow], bool]:
    return lambda row: row.state in stages


_DOINGS: tuple[Doing[DispatchRow], ...] = (
    Doing(c.ApproveDispatch, "Approve it, and let it go", "approve", _at(Stage.HELD)),
    Doing(c.ResolveUncertain, "Say whether it was sent", "uncertain", _at(Stage.UNCERTAIN)),
    Doing(c.RetryDispatch, "Try again now", "retry", _at(Stage.FAILED, Stage.WAITING)),
    Doing(c.RecordSentByHand, "Record that it was sent by hand", "by-hand", _at(*_BY_HAND)),
    Doing(
        c.RecordAcknowledgement,
        "Record the recipient’s acknowledgement",
        "acknowledgement",
        lambda row: row.state in {Stage.TAKEN, Stage.SENT_BY_HAND} and not row.notice.letter,
    ),
    Doing(c.CorrectDispatch, "Send a correction", "correction", lambda row: row.state.sent and not row.notice.letter),
    Doing(c.CancelDispatch, "Call it off, or say that it does not apply", "cancel", _at(*_CAN_BE_CANCELLED)),
)


def doings(visit: Visit, row: DispatchRow) -> list[dict[str, str]]:
    return allowed(visit, _DOINGS, row, f"/dispatches/{row.dispatch_id}")


def about(row: DispatchRow) -> str:
    """`Coroner's notification to the Coroner, DHR-2026-001`"""
    return f"{sentence(row.notice)} to the {row.recipient}, {row.reference}"


def sub_navigation(visit: Visit) -> list[Link]:
    parts = (
        ("All dispatches", "/dispatches", DispatchList),
        ("What needs a person", "/dispatches/tasks", DispatchTasks),
        ("Recipients", "/recipients", RecipientDirectory),
        ("Approval", "/dispatches/approval", NoticesHeld),
    )
    return navigation(visit, parts)
