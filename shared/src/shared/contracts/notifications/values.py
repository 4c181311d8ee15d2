"""The words in which a dispatch is told: what is sent, to whom, by which way, and how far it has come."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, assert_never

from pydantic import Field

from shared.contracts.tone import Tone
from shared.message import Id, Value

type DispatchId = Id
type Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Notice(StrEnum):
    """What is sent (X-01). The words are stored for ever."""

    PART_ONE = "Part 1 of the notification form"
    DECISION = "decision, with Parts 1 and 2 of the notification form"
    CORONER = "coroner's notification"
    ADULTS_BOARD = "safeguarding adults board notification"
    CHILDRENS_PARTNERSHIP = "safeguarding children partnership notification"
    DELAY = "notice of delay"
    REPORT = "overview report"
    COMMISSIONER = "completed report for the Domestic Abuse Commissioner"
    INVITATION = "invitation to evaluate the chair"
    REMINDER = "reminder to evaluate the chair"

    @property
    def letter(self) -> bool:
        """A plain e-mail with a personal link, and no document (Q-01)."""
        return self in {Notice.INVITATION, Notice.REMINDER}


class RecipientKind(StrEnum):
    """To whom it is sent. Who that is on a given day stands in the directory (X-08)."""

    HOME_OFFICE = "Home Office"
    CORONER = "Coroner"
    ADULTS_BOARD = "Safeguarding Adults Board"
    CHILDRENS_PARTNERSHIP = "Safeguarding Children Partnership"
    COMMISSIONER = "Domestic Abuse Commissioner"
    CSP_CHAIR = "CSP Chair"
    BOARD_CHAIR = "Chair of the Domestic Abuse Partnership Board"
    SUBGROUP_CHAIR = "Sub-Group Chair"
    DCI = "DCI of Safeguarding Command"
    MANAGER = "Partnership's Manager"
    PANEL_MEMBER = "panel member"

    @property
    def in_directory(self) -> bool:
        """A panel's members are known with their panel, and are no office of the county's."""
        return self is not RecipientKind.PANEL_MEMBER

    @property
    def outside(self) -> bool:
        """A body outside the partnership, which is asked to acknowledge what it was sent (X-07)."""
        return self in _OUTSIDE


_OUTSIDE = {
    RecipientKind.HOME_OFFICE,
    RecipientKind.CORONER,
    RecipientKind.ADULTS_BOARD,
    RecipientKind.CHILDRENS_PARTNERSHIP,
    RecipientKind.COMMISSIONER,
}


class Channel(StrEnum):
    """By hand: a secure portal or a letter; the system prepares the pack, a person sends it and says so (X-08)."""

    EMAIL = "e-mail"
    BY_HAND = "by hand"


class Stage(StrEnum):
    """How far a dispatch has come (X-02). Taken by the channel is not acknowledged by the recipient (X-07)."""

    PREPARING = "being prepared"
    NO_RECIPIENT = "waiting for a recipient"
    HELD = "held for approval"
    QUEUED = "queued"
    SENDING = "sending"
    WAITING = "failed for now"
    FAILED = "failed for good"
    UNCERTAIN = "uncertain"
    TO_SEND = "to be sent by hand"
    TAKEN = "taken by the channel"
    SENT_BY_HAND = "sent by hand"
    ACKNOWLEDGED = "acknowledged"
    CANCELLED = "cancelled"

    @property
    def sent(self) -> bool:
        return self in {Stage.TAKEN, Stage.SENT_BY_HAND, Stage.ACKNOWLEDGED}

    @property
    def tone(self) -> Tone:
        match self:
            case Stage.PREPARING | Stage.QUEUED | Stage.TO_SEND:
                return Tone.BLUE
            case Stage.NO_RECIPIENT | Stage.HELD | Stage.WAITING:
                return Tone.YELLOW
            case Stage.SENDING | Stage.TAKEN | Stage.SENT_BY_HAND:
                return Tone.TURQUOISE
            case Stage.FAILED | Stage.UNCERTAIN:
                return Tone.RED
            case Stage.ACKNOWLEDGED:
                return Tone.GREEN
            case Stage.CANCELLED:
                return Tone.GREY
            case _:
                assert_never(self)


class AttemptOutcome(StrEnum):
    TAKEN = "taken"
    FAILED_FOR_NOW = "failed for now"
    FAILED_FOR_GOOD = "failed for good"
    UNCERTAIN = "uncertain"

    @property
    def in_words(self) -> str:
        """Taken by the channel is not acknowledged by the recipient (X-07)."""
        return "taken by the channel" if self is AttemptOutcome.TAKEN else self.value

    @property
    def tone(self) -> Tone:
        match self:
            case AttemptOutcome.TAKEN:
                return Tone.TURQUOISE
            case AttemptOutcome.FAILED_FOR_NOW:
                return Tone.YELLOW
            case AttemptOutcome.FAILED_FOR_GOOD | AttemptOutcome.UNCERTAIN:
                return Tone.RED
            case _:
                assert_never(self)


class Enclosure(Value):
    """A file that goes with the document, such as the report itself. It is kept with the case."""

    sha256: Sha256
    kind: Literal["pdf", "docx"]


class Row(Value):
    """A question of a form and its answer, in words."""

    label: str
    text: str


class Table(Value):
    """A list on a form; each row has as many cells as there are columns. `widths` are shares of the page."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


class Section(Value):
    """A part of a form: running text, then answers, then a list."""

    heading: str
    text: str | None = None
    rows: tuple[Row, ...] = ()
    table: Table | None = None


class Form(Value):
    """What a form says, in words: everything that is printed but the letterhead. The template and its version are kept
    so that what was sent can be understood later (X-02); `missing` names in plain words what was not known (X-09)."""

    template: str
    template_version: int
    title: str
    to: str
    reference: str
    made_on: date
    sections: tuple[Section, ...]
    missing: tuple[str, ...] = ()
