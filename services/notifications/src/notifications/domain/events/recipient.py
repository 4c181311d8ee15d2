"""What has happened to an entry of the directory? Names and fields are stored for ever."""

from datetime import date

from shared.contracts.notifications.values import Channel, RecipientKind
from shared.message import Event


class OfRecipient(Event):
    """An office's own mailbox or counter is no secret of any case, so nothing is sealed here."""

    recipient: RecipientKind
    csp: str | None


class RecipientSet(OfRecipient):
    """From this day on, notices to this recipient go there (X-08)."""

    channel: Channel
    name: str
    address: str
    from_date: date


class RecipientProposed(OfRecipient):
    """Somebody entered a change, which waits for a second person."""

    channel: Channel
    name: str
    address: str
    from_date: date
    proposed_by: str
    """The account's id."""


class RecipientDeclined(OfRecipient):
    """The change was turned down."""

    reason: str


type RecipientEvent = RecipientSet | RecipientProposed | RecipientDeclined
