"""What has happened to a dispatch, and to the directory. Names and fields are stored for ever."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from shared.contracts.cases.values import CaseId
from shared.contracts.notifications.values import Channel, DispatchId, Enclosure, Form, Notice, RecipientKind, Sha256
from shared.message import Event, Id, Personal


class _OfDispatch(Event):
    dispatch_id: DispatchId
    case_id: CaseId
    """Its key seals what is personal here."""


class DispatchPrepared(_OfDispatch):
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


class DispatchAddressed(_OfDispatch):
    """The directory says who it goes to, and by which way (X-08)."""

    channel: Channel
    name: str
    address: Annotated[str, Personal]


class ContentMade(_OfDispatch):
    """The document was printed; these bytes are what is sent (X-02)."""

    template: str
    sha256: Sha256
    size: int
    pdf: Annotated[str, Personal]


class LetterWritten(_OfDispatch):
    """The letter was written; this is what is sent, with a personal link that is kept nowhere (X-02, Q-01)."""

    template: str
    sha256: Sha256
    text: Annotated[str, Personal]


class DispatchApproved(_OfDispatch):
    """A person let it go (X-04)."""

    approved_on: date


class AttemptStarted(_OfDispatch):
    """Sending begins. Without an end after it, nobody knows whether it was sent (X-03)."""

    attempt: int
    at: datetime
    message_id: str


class AttemptSucceeded(_OfDispatch):
    """The channel took it; the recipient has not said anything yet (X-07)."""

    attempt: int
    at: datetime
    words: Annotated[str, Personal]
    tls: str | None
    acknowledge_by: date | None


class AttemptFailedForNow(_OfDispatch):
    """It was surely not taken, and is tried again (X-05)."""

    attempt: int
    at: datetime
    words: Annotated[str, Personal]
    next_try: datetime


class AttemptFailedForGood(_OfDispatch):
    """It was surely not taken, and waits for a person (X-05)."""

    attempt: int
    at: datetime
    words: Annotated[str, Personal]


class AttemptUncertain(_OfDispatch):
    """It may have been taken or not; a person decides (X-03)."""

    attempt: int
    at: datetime
    words: Annotated[str, Personal]


class UncertaintyResolved(_OfDispatch):
    """A person found out whether it was sent (X-03)."""

    was_sent: bool
    reason: Annotated[str, Personal]
    on: date
    acknowledge_by: date | None


class DispatchRetried(_OfDispatch):
    """A person had it tried again at once (X-05)."""

    asked_on: date


class DispatchCancelled(_OfDispatch):
    """It is not to be sent (X-02)."""

    reason: Annotated[str, Personal]
    cancelled_on: date


class DispatchNotNeeded(_OfDispatch):
    """What called for it is over while an attempt runs or its end is not known: there is no further attempt (X-05)."""

    reason: Annotated[str, Personal]
    called_off_on: date


class DispatchSentByHand(_OfDispatch):
    """A person sent it (X-08)."""

    reference: Annotated[str, Personal]
    sent_at: datetime
    acknowledge_by: date | None


class DispatchAcknowledged(_OfDispatch):
    """The recipient said that it has it (X-07)."""

    on: date
    reference: Annotated[str | None, Personal]


class AcknowledgementFellDue(_OfDispatch):
    """The recipient should have said so by now (X-07)."""

    due: date


type DispatchEvent = (
    DispatchPrepared
    | DispatchAddressed
    | ContentMade
    | LetterWritten
    | DispatchApproved
    | AttemptStarted
    | AttemptSucceeded
    | AttemptFailedForNow
    | AttemptFailedForGood
    | AttemptUncertain
    | UncertaintyResolved
    | DispatchRetried
    | DispatchCancelled
    | DispatchNotNeeded
    | DispatchSentByHand
    | DispatchAcknowledged
    | AcknowledgementFellDue
)


class CorrectionCalledFor(Event):
    """A fact of the case was corrected, and these dispatches told of it as it was (N-11, X-06)."""

    case_id: CaseId
    what: str
    on: date
    dispatches: tuple[DispatchId, ...]


class _OfRecipient(Event):
    """An office's own mailbox or counter is no secret of any case, so nothing is sealed here."""

    recipient: RecipientKind
    csp: str | None


class RecipientSet(_OfRecipient):
    """From this day on, notices to this recipient go there (X-08)."""

    channel: Channel
    name: str
    address: str
    from_date: date


class RecipientProposed(_OfRecipient):
    """Somebody entered a change, which waits for a second person."""

    channel: Channel
    name: str
    address: str
    from_date: date
    proposed_by: str
    """The account's id."""


class RecipientDeclined(_OfRecipient):
    """The change was turned down."""

    reason: str


type RecipientEvent = RecipientSet | RecipientProposed | RecipientDeclined


class NoticeHeld(Event):
    """From now on, notices of this kind wait for a person's approval (X-04)."""

    notice: Notice


class NoticeReleased(Event):
    """From now on, notices of this kind go by themselves (X-04)."""

    notice: Notice


type NoticeEvent = NoticeHeld | NoticeReleased
