"""What may the system ask of a case by itself: that it sees the day, and notes what other services told?

Nobody else may, so no contract publishes them.
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field
from shared.actor import Role
from shared.contracts.cases import commands as published
from shared.contracts.cases.commands.of_case import OfCase
from shared.contracts.notifications.values import Notice, RecipientKind, Stage
from shared.message import Id, Line

BY_THE_SYSTEM = frozenset({Role.SERVICE})


class PassTime(OfCase):
    """Let the case see today's date (C-06)."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM


class NoteDispatch(OfCase):
    """Something left for an outside body, or could not (X-01, X-02)."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    dispatch_id: Id
    notice: Notice
    recipient: RecipientKind
    stage: Stage
    on: date


class NoteEvaluation(OfCase):
    """The chair was evaluated, or earned the first-time point (Q-01, Q-03)."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    received: int
    expected: int
    first_time_point: bool
    on: date


class NotePayment(OfCase):
    """An invoice of the chair was paid (Y-05)."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    number: Line
    on: date


class NotePlan(OfCase):
    """The action plan moved (A-01, A-04, A-07)."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    loaded: Annotated[int, Field(ge=0)] = 0
    """How many recommendations were added."""
    assured: Line | None = None
    """The printed number of the action assured."""
    reopened: Line | None = None
    completed: bool = False
    on: date


class NoteChairCommissioned(OfCase):
    """A chair was commissioned for this case (H-06)."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    chair_id: Id
    chair_name: Line
    writer_name: Line | None
    commissioned_on: date
    account_id: str | None = None


class NoteChairConflict(OfCase):
    """The chair's independence is in question, or somebody decided about it (H-12)."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    chair_name: Line | None = None
    """Whose; None where the question was decided."""
    chair_continues: bool | None = None
    """None: nobody decided yet."""
    on: date


class NoteWriterChanged(OfCase):
    """Somebody else writes the report from now on (H-07)."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    writer_name: Line | None
    """None: the chair writes it now."""
    former_name: Line | None
    changed_on: date
    former_account: str | None = None
    """With which the former writer signs in."""


class NoteChairReplaced(OfCase):
    """The chair's appointment ended before the review did (H-08)."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    chair_id: Id
    chair_name: Line
    ended_on: date
    account_id: str | None = None
    """With which the former chair signs in."""


type ChairingCommand = NoteChairCommissioned | NoteChairConflict | NoteChairReplaced | NoteWriterChanged
type NotedCommand = NoteDispatch | NoteEvaluation | NotePayment | NotePlan
type CaseCommand = published.CaseCommand | ChairingCommand | NotedCommand | PassTime
