"""What is answered about dispatches."""

from datetime import date, datetime

from shared.contracts.notifications.values import (
    AttemptOutcome,
    Channel,
    DispatchId,
    Enclosure,
    Form,
    Notice,
    RecipientKind,
    Sha256,
    Stage,
)
from shared.message import Id, Value


class DispatchRow(Value):
    """A line of a list of dispatches: nothing personal."""

    dispatch_id: DispatchId
    case_id: Id
    reference: str
    csp: str
    notice: Notice
    recipient: RecipientKind
    state: Stage
    channel: Channel | None
    prepared_on: date
    sent_at: datetime | None
    attempts: int
    next_try: datetime | None
    acknowledge_by: date | None
    acknowledged_on: date | None
    acknowledgement_overdue: bool
    sha256: Sha256 | None
    missing: int
    """How many things were not known when it was prepared."""
    corrects: DispatchId | None
    corrected_by: DispatchId | None = None
    member_id: Id | None = None
    """The panel member to whom it goes, if it goes to one."""
    occasion: int = 1
    """Of a panel member's letters: which of their links it takes to them."""


class AttemptRow(Value):
    """One attempt, with the channel's reply word for word, or the reason of the failure."""

    number: int
    started_at: datetime
    address: str
    message_id: str
    ended_at: datetime | None = None
    outcome: AttemptOutcome | None
    """None: it began, and its end is not on record."""
    words: str = ""
    tls: str | None = None
    next_try: datetime | None = None


class Said(Value):
    """A line of the dispatch's history."""

    at: datetime
    by: str
    """The account's id."""
    sentence: str


class DispatchRecord(Value):
    """`pdf` is base64, the very bytes that are sent; none before it is printed, and none after an erasure."""

    row: DispatchRow
    name: str | None
    """To whom, as on the envelope."""
    address: str | None
    template: str | None
    missing: tuple[str, ...]
    content: Form | None
    filename: str
    pdf: str | None
    text: str | None = None
    """A letter as it was written, without the secret part of its link."""
    enclosure: Enclosure | None = None
    """The file that goes with it. It is kept with the case."""
    attempts: tuple[AttemptRow, ...]
    history: tuple[Said, ...]
    approved_by: str | None
    """The account's id."""
    told_of_failure: str = "Business Support Officer"


class EvidencePack(Value):
    """A ZIP file, base64."""

    case_id: Id
    filename: str
    zip: str


class Task(Value):
    """Something that waits for a person, in words."""

    what: str
    why: str
    dispatch_id: DispatchId | None = None
    case_id: Id | None = None
    reference: str | None = None
    notice: Notice | None = None
    recipient: RecipientKind | None = None
    state: Stage | None = None
    since: date | None = None


class Tasks(Value):
    tasks: tuple[Task, ...]


class Recipient(Value):
    """Who a kind of notice goes to from a day on."""

    recipient: RecipientKind
    csp: str | None
    channel: Channel
    name: str
    address: str
    from_date: date
    current: bool


class Proposal(Value):
    """A change that waits for a second person."""

    recipient: RecipientKind
    csp: str | None
    channel: Channel
    name: str
    address: str
    from_date: date
    proposed_by: str
    """The account's id."""


class Directory(Value):
    recipients: tuple[Recipient, ...]
    proposals: tuple[Proposal, ...]
    unset: tuple[str, ...]
    """In words: those that notices go to and that the directory does not know."""


class HeldNotices(Value):
    held: tuple[Notice, ...]
