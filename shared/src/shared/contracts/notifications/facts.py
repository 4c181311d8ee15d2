"""What the notifications service tells others."""

from datetime import date

from shared.contracts.notifications.values import DispatchId, Notice, RecipientKind
from shared.message import Contract, Id


class _OfDispatch(Contract):
    case_id: Id
    dispatch_id: DispatchId
    notice: Notice
    recipient_kind: RecipientKind
    on: date


class DispatchTaken(_OfDispatch):
    """The channel took it, or a person recorded sending it by hand (X-02, X-08). Not yet acknowledged."""

    by_hand: bool = False


class DispatchAcknowledged(_OfDispatch):
    """The recipient said that it arrived (X-07)."""


class DispatchFailed(_OfDispatch):
    """It could not be sent; a person has to see to it (X-05)."""


class DispatchUncertain(_OfDispatch):
    """Nobody can say whether it was taken; a person decides (X-03)."""


class DispatchCancelled(_OfDispatch):
    """It is not to be sent, for a recorded reason (X-01: not applicable)."""
