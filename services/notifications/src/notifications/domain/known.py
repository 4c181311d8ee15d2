"""What does a decision read from the directory and from other dispatches? Filled by `look_ups`, read by deciders."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.contracts.notifications.values import Channel, Notice, RecipientKind


@dataclass(frozen=True, slots=True)
class Holder:
    """An entry of the directory."""

    channel: Channel
    name: str
    address: str
    from_date: date = date.min


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
class DispatchKnown:
    """The recipient's entries in the directory, whether the kind is held, and what a correction corrects."""

    holders: tuple[Holder, ...] = ()
    held: bool = False
    original: Sent | None = None

    def holder(self, today: date) -> Holder | None:
        """Who it goes to on this day: the latest of those whose day has come."""
        return max((one for one in self.holders if one.from_date <= today), key=lambda one: one.from_date, default=None)
