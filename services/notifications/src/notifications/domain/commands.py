"""What does the service ask of itself, as facts, the day and the channels call for it, and nobody else may?"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field
from shared.actor import Role
from shared.contracts.cases.values import CaseId
from shared.contracts.notifications.values import (
    AttemptOutcome,
    DispatchId,
    Enclosure,
    Form,
    Notice,
    RecipientKind,
    Sha256,
)
from shared.message import Command, Id, Line, Personal, PersonalLine, PersonalText

_BY_THE_SYSTEM = frozenset({Role.SERVICE})


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


class CallForCorrection(Command):
    """A fact of the case was corrected: what told of it before calls for a correction, which a person writes (N-11)."""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM
    case_id: CaseId
    what: Line
    """In words: `a date of death`."""
    notices: tuple[Notice, ...]
    on: date
