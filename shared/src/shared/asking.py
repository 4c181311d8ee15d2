"""What does a question look like on the wire, and what may every service be asked, whatever it is about?"""

from datetime import datetime
from typing import Annotated, Any, ClassVar, Generic, Literal, TypeVar

from pydantic import Field

from shared.actor import EVERYBODY, Actor, Role
from shared.message import Line, Value
from shared.question import Base64, Question
from shared.wire import Fact, FieldError

A = TypeVar("A")

SUBJECT = r"^[a-z]+-[0-9a-f]{32}$"
"""Whose key a file is kept under: `case-<id>`, or another stream."""

PIECE_BYTES = 700_000
"""A file travels and is kept in pieces of this size, because NATS takes messages of 1 MB. The last piece is shorter."""

MOST_PIECES = 40
LARGEST_FILE = PIECE_BYTES * MOST_PIECES - 1
"""Bytes. Larger ones the mail servers of those who get a report would not take either."""


class Inquiry(Value, Generic[A]):  # noqa: UP046 - pydantic reads the parameter from Generic
    """A question, and who asks. Which question it is says the subject."""

    actor: Actor
    question: A


class Answered(Value, Generic[A]):  # noqa: UP046
    """One of: the answer, forbidden (the reason), not_found (what), errors (of the question), fault (a reference in
    the log), away (it may be asked again in a moment)."""

    answer: A | None = None
    forbidden: str | None = None
    not_found: str | None = None
    errors: tuple[FieldError, ...] = ()
    fault: str | None = None
    away: bool = False


class FeedPage(Value):
    """Facts after a number, in order, and the last number the producer has given. `history` is the identity of its
    feed, `hash` the fingerprint of its fact at that number (empty: it has none)."""

    facts: tuple[Fact, ...]
    last: int
    history: str = ""
    hash: str = ""


class Feed(Question[FeedPage]):
    """What have you told since? (replay) A consumer says with which fingerprint, of which history, it knows that
    number."""

    may: ClassVar = frozenset({Role.SERVICE})
    after: int
    limit: int = 500
    history: str = ""
    hash: str = ""


class KeyHandedOver(Value):
    """`key` in hex; None where it was destroyed."""

    key: str | None


class CaseKey(Question[KeyHandedOver]):
    """With which key are this subject's personal fields sealed? The NATS configuration says which services may ask."""

    may: ClassVar = frozenset({Role.SERVICE})
    subject: str


class PieceKept(Value):
    """It is in the store."""


class KeepPiece(Question[PieceKept]):
    """Will you keep this piece of a file, under the key of this case (or of another stream of yours)? It is known by
    the SHA-256 of the whole file, which a command puts on record afterwards. The same piece again changes nothing."""

    may: ClassVar = EVERYBODY  # each service says of whom it takes files
    subject: Annotated[str, Field(pattern=SUBJECT)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    at: Annotated[int, Field(ge=0, lt=MOST_PIECES)]
    content: Annotated[Base64, Field(max_length=PIECE_BYTES)]


class ParkedRow(Value):
    """A fact that could not be applied, or that waits behind one. Without its content."""

    id: int
    producer: str
    number: int
    type: str
    case_id: str | None
    state: Literal["parked", "retrying", "waiting", "discarded"]
    error: str
    at: datetime


class ParkedRows(Value):
    rows: tuple[ParkedRow, ...]


class Parked(Question[ParkedRows]):
    """What could not be applied, oldest first?"""

    may: ClassVar = frozenset({Role.ADMINISTRATOR, Role.SERVICE})


class RetryParked(Question[ParkedRows]):
    """Try a parked fact once more, and those behind it; without an id, the first of each case, or those of one cause.
    The answer is what is still parked."""

    may: ClassVar = frozenset({Role.ADMINISTRATOR})
    id: int | None = None
    cause: str | None = None


class DiscardParked(Question[ParkedRows]):
    """Give a parked fact up, with a reason. The answer is what is still parked."""

    may: ClassVar = frozenset({Role.ADMINISTRATOR})
    id: int
    reason: Line


def owner_of(message: type[Any]) -> str:
    """The service a command or question goes to, or a contract comes from: its package in `shared.contracts`."""
    parts = message.__module__.split(".")
    return parts[parts.index("contracts") + 1]
