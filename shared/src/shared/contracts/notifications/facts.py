"""What the notifications service tells others: how far a dispatch has come, and nothing of what is in it."""

from datetime import date, datetime

from shared.contracts.cases.values import CaseId
from shared.contracts.notifications.values import DispatchId, Notice, RecipientKind
from shared.message import Contract


class _OfDispatch(Contract):
    case_id: CaseId
    dispatch_id: DispatchId
    notice: Notice
    recipient_kind: RecipientKind
    on: date
    corrects: DispatchId | None = None


class DispatchTaken(_OfDispatch):
    """It has left: the channel took it, or a person sent it by hand. The recipient has not said anything yet (X-07)."""

    by_hand: bool
    at: datetime


class DispatchFailed(_OfDispatch):
    """It failed for good; the Business Support Officer has a task (X-05)."""


class DispatchUncertain(_OfDispatch):
    """Nobody knows whether it was sent, until a person decides (X-03)."""


class DispatchAcknowledged(_OfDispatch):
    """The recipient said that it has it (X-07)."""


class DispatchCancelled(_OfDispatch):
    """It was called off before it left."""


class AcknowledgementOverdue(_OfDispatch):
    """The recipient has not said that it has it, and should have by the day named (X-07)."""

    due: date
