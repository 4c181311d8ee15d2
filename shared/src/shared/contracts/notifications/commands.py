"""What may be asked of the notifications service."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import AwareDatetime

from shared.actor import SPT, Role
from shared.contracts.county import Csp
from shared.contracts.notifications.values import (
    Channel,
    DispatchId,
    Notice,
    RecipientKind,
)
from shared.message import Command, Line, New, PersonalLine, PersonalText

_BY_THE_SYSTEM = frozenset({Role.SERVICE})
_MANAGER = frozenset({Role.MANAGER})


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
