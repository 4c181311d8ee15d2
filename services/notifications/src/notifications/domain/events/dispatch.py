"""What has happened to a dispatch? Names and fields are stored for ever."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from shared.contracts.cases.values import CaseId
from shared.contracts.notifications.values import Channel, DispatchId, Enclosure, Form, Notice, RecipientKind, Sha256
from shared.message import Event, Id, Personal


class OfDispatch(Event):
    dispatch_id: DispatchId
    case_id: CaseId
    """Its key seals what is personal here."""


class DispatchPrepared(OfDispatch):
    """A fact called for a notice (X-01), or a person for a correction (X-06). Since version 2 it names the panel member
    to whom it goes, if it goes to one."""

    version: ClassVar[int] = 2
    reference: str
    csp: str
    notice: Notice
    recipient: RecipientKind
    occasion: int
    content: Annotated[Form | None, Personal]
    missing: int
    held: bool
    prepared_on: date
    corrects: DispatchId | None = None
    member_id: Id | None
    enclosure: Enclosure | None = None
    """A file that goes with the document; it is kept with the case."""

    @staticmethod
    def upcast_to_2(old: dict[str, Any]) -> dict[str, Any]:
        return old | {"member_id": None}


class DispatchAddressed(OfDispatch):
    """The directory says who it goes to, and by which way (X-08)."""

    channel: Channel
    name: str
    address: Annotated[str, Personal]


class ContentMade(OfDispatch):
    """The document was printed; these bytes are what is sent (X-02)."""

    template: str
    sha256: Sha256
    size: int
    pdf: Annotated[str, Personal]


class LetterWritten(OfDispatch):
    """The letter was written; this is what is sent, with a personal link that is kept nowhere (X-02, Q-01)."""

    template: str
    sha256: Sha256
    text: Annotated[str, Personal]


class DispatchApproved(OfDispatch):
    """A person let it go (X-04)."""

    approved_on: date


class AttemptStarted(OfDispatch):
    """Sending begins. Without an end after it, nobody knows whether it was sent (X-03)."""

    attempt: int
    at: datetime
    message_id: str


class AttemptSucceeded(OfDispatch):
    """The channel took it; the recipient has not said anything yet (X-07)."""

    attempt: int
    at: datetime
    words: Annotated[str, Personal]
    tls: str | None
    acknowledge_by: date | None


class AttemptFailedForNow(OfDispatch):
    """It was surely not taken, and is tried again (X-05)."""

    attempt: int
    at: datetime
    words: Annotated[str, Personal]
    next_try: datetime


class AttemptFailedForGood(OfDispatch):
    """It was surely not taken, and waits for a person (X-05)."""

    attempt: int
    at: datetime
    words: Annotated[str, Personal]


class AttemptUncertain(OfDispatch):
    """It may have been taken or not; a person decides (X-03)."""

    attempt: int
    at: datetime
    words: Annotated[str, Personal]


class UncertaintyResolved(OfDispatch):
    """A person found out whether it was sent (X-03)."""

    was_sent: bool
    reason: Annotated[str, Personal]
    on: date
    acknowledge_by: date | None


class DispatchRetried(OfDispatch):
    """A person had it tried again at once (X-05)."""

    asked_on: date


class DispatchCancelled(OfDispatch):
    """It is not to be sent (X-02)."""

    reason: Annotated[str, Personal]
    cancelled_on: date


class DispatchNotNeeded(OfDispatch):
    """What called for it is over while an attempt runs or its end is not known: there is no further attempt (X-05)."""

    reason: Annotated[str, Personal]
    called_off_on: date


class DispatchSentByHand(OfDispatch):
    """A person sent it (X-08)."""

    reference: Annotated[str, Personal]
    sent_at: datetime
    acknowledge_by: date | None


class DispatchAcknowledged(OfDispatch):
    """The recipient said that it has it (X-07)."""

    on: date
    reference: Annotated[str | None, Personal]


class AcknowledgementFellDue(OfDispatch):
    """The recipient should have said so by now (X-07)."""

    due: date


type PreparingEvent = DispatchPrepared | DispatchAddressed | ContentMade | LetterWritten | DispatchApproved
type AttemptEvent = (
    AttemptStarted
    | AttemptSucceeded
    | AttemptFailedForNow
    | AttemptFailedForGood
    | AttemptUncertain
    | UncertaintyResolved
    | DispatchRetried
)
type EndingEvent = (
    DispatchCancelled | DispatchNotNeeded | DispatchSentByHand | DispatchAcknowledged | AcknowledgementFellDue
)
type DispatchEvent = PreparingEvent | AttemptEvent | EndingEvent
