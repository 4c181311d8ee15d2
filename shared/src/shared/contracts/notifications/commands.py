"""What may be asked of the notifications service."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import AwareDatetime, Field

from shared.actor import SPT, Role
from shared.contracts.cases.values import CaseId
from shared.contracts.county import Csp
from shared.contracts.notifications.values import (
    AttemptOutcome,
    Channel,
    DispatchId,
    Enclosure,
    Form,
    Notice,
    RecipientKind,
    Sha256,
)
from shared.message import Command, Id, Line, New, Personal, PersonalLine, PersonalText

_BY_THE_SYSTEM = frozenset({Role.SERVICE})
_MANAGER = frozenset({Role.MANAGER})


class PrepareDispatch(Command):
    """Send this notice to this recipient; the fact that calls for it is recorded (X-01). `occasion` tells two facts of
    one kind in one case apart; `dispatch_id` is made of case, notice, recipient and occasion (X-03)."""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM
    dispatch_id: DispatchId
    case_id: CaseId
    reference: Line
    csp: Line
    notice: Notice
    recipient: RecipientKind
    occasion: int = 1
    content: Annotated[Form | None, Personal]
    member_id: Id | None = None
    address: PersonalLine | None = None
    """Of a panel member, who stands in no directory."""
    enclosure: Enclosure | None = None


class KeepContent(Command):
    """Keep the document as it was printed: these bytes are what is sent (X-02)."""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM
    dispatch_id: DispatchId
    template: Line
    sha256: Sha256
    size: Annotated[int, Field(gt=0)]
    pdf: Annotated[str, Personal]
    """Base64."""


class KeepLetter(Command):
    """Keep the letter as it was written. The secret part of its link is put in when it is sent, and kept nowhere."""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM
    dispatch_id: DispatchId
    template: Line
    sha256: Sha256
    text: PersonalText


class CallOffDispatch(Command):
    """It is not needed any more; what has left already, or may have, stays as it is."""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM
    dispatch_id: DispatchId
    reason: PersonalText


class AddressDispatch(Command):
    """See whether the directory has a recipient by now (X-08)."""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM
    dispatch_id: DispatchId


class StartAttempt(Command):
    """An attempt to send begins; recorded before the deed (X-03)."""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM
    dispatch_id: DispatchId
    attempt: Annotated[int, Field(ge=1)]
    message_id: Line
    """By which mail servers know it: the same in every attempt."""


class RecordAttempt(Command):
    """What came of an attempt; recorded after the deed (X-02, X-03, X-05)."""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM
    dispatch_id: DispatchId
    attempt: Annotated[int, Field(ge=1)]
    outcome: AttemptOutcome
    words: Annotated[str, Personal]
    """The channel's reply word for word, or the reason of the failure."""
    tls: Line | None = None


class LookForAcknowledgement(Command):
    """Is the recipient's acknowledgement overdue (X-07)?"""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM
    dispatch_id: DispatchId


class ApproveDispatch(Command):
    """Let a dispatch go that was held for approval (X-04)."""

    may: ClassVar[frozenset[Role]] = _MANAGER
    dispatch_id: DispatchId


class ResolveUncertain(Command):
    """Say whether a message of which the channel could not tell was sent (X-03). If it was not, it goes again."""

    may: ClassVar[frozenset[Role]] = SPT
    dispatch_id: DispatchId
    was_sent: bool
    reason: PersonalText
    """How that is known."""
    on: date


class RetryDispatch(Command):
    """Try again now, after a failure (X-05)."""

    may: ClassVar[frozenset[Role]] = SPT
    dispatch_id: DispatchId


class CancelDispatch(Command):
    """Do not send it: it does not apply, or was called for in error (X-01, X-02)."""

    may: ClassVar[frozenset[Role]] = SPT | _BY_THE_SYSTEM
    dispatch_id: DispatchId
    reason: PersonalText


class RecordSentByHand(Command):
    """A person sent it, by a portal or as a letter (X-08)."""

    may: ClassVar[frozenset[Role]] = SPT
    dispatch_id: DispatchId
    reference: PersonalLine
    """The portal's receipt, the tracking number, or how else it can be found again."""
    sent_at: AwareDatetime


class RecordAcknowledgement(Command):
    """The recipient said that it has it (X-07)."""

    may: ClassVar[frozenset[Role]] = SPT
    dispatch_id: DispatchId
    on: date
    reference: PersonalLine | None = None
    """The recipient's own reference, if it gave one."""


class CorrectDispatch(Command):
    """Send a correction of something that was sent and was wrong; the first stays on the record (X-06)."""

    may: ClassVar[frozenset[Role]] = SPT
    dispatch_id: Annotated[DispatchId, New]
    corrects: DispatchId
    correction: PersonalText
    """What was wrong, and what is right."""


class CallForCorrection(Command):
    """A fact of the case was corrected: what told of it before calls for a correction, which a person writes (N-11)."""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM
    case_id: CaseId
    what: Line
    """In words: `a date of death`."""
    notices: tuple[Notice, ...]
    on: date


class SetRecipient(Command):
    """Enter who a kind of notice goes to, from a day on. A change of one that is there waits for a second person."""

    may: ClassVar[frozenset[Role]] = SPT | {Role.ADMINISTRATOR}
    recipient: RecipientKind
    csp: Csp | None = None
    """For a CSP Chair: of which partnership."""
    channel: Channel
    name: Line
    """As it stands on an envelope: `HM Senior Coroner for Hertfordshire`."""
    address: Line
    """The e-mail address, or where it is handed in."""
    from_date: date


class ConfirmRecipient(Command):
    """Confirm the change that somebody else entered."""

    may: ClassVar[frozenset[Role]] = SPT | {Role.ADMINISTRATOR}
    recipient: RecipientKind
    csp: Csp | None = None


class DeclineRecipient(Command):
    """Turn the entered change down."""

    may: ClassVar[frozenset[Role]] = SPT | {Role.ADMINISTRATOR}
    recipient: RecipientKind
    csp: Csp | None = None
    reason: Line


class HoldNotice(Command):
    """Say whether notices of this kind wait for a person's approval (X-04)."""

    may: ClassVar[frozenset[Role]] = _MANAGER
    notice: Notice
    held: bool


type DispatchCommand = (
    PrepareDispatch
    | KeepContent
    | KeepLetter
    | CallOffDispatch
    | AddressDispatch
    | StartAttempt
    | RecordAttempt
    | LookForAcknowledgement
    | ApproveDispatch
    | ResolveUncertain
    | RetryDispatch
    | CancelDispatch
    | RecordSentByHand
    | RecordAcknowledgement
    | CorrectDispatch
)
type RecipientCommand = SetRecipient | ConfirmRecipient | DeclineRecipient
type NoticeCommand = HoldNotice
