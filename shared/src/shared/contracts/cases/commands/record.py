"""What the system itself records on a case: time, and what other services told."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from shared.actor import Role
from shared.contracts.cases.commands.of_case import BY_THE_SYSTEM, OfCase
from shared.contracts.notifications.values import Notice, RecipientKind, Stage
from shared.message import Id, Line


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


type RecordCommand = PassTime | NoteDispatch | NoteEvaluation | NotePayment | NotePlan
