"""What does a decision read from the directory and from other dispatches? Filled by `look_ups`, read by deciders."""

from dataclasses import dataclass
from datetime import datetime

from shared.contracts.notifications.values import Channel, Notice, RecipientKind


@dataclass(frozen=True, slots=True)
class Holder:
    """Who the directory names for today."""

    channel: Channel
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The dispatch that a correction refers to."""

    case_id: str
    reference: str
    csp: str
    notice: Notice
    recipient: RecipientKind
    occasion: int
    sent_at: datetime | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Found:
    holder: Holder | None = None
    held: bool = False
    original: Sent | None = None
