"""What of others' feeds has been applied, what is parked, and which commands were already answered?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, delete, select, update

from shared.database.instant import as_text
from shared.database.sql import Statement, inserting, replacing, select_many, write_all
from shared.database.tables import ANSWERED, HEARD, PARKED, POSITIONS
from shared.wire import Fact

type State = Literal["parked", "retrying", "waiting", "discarded"]
"""`retrying`: the database was to blame, and it is tried again by itself."""


@dataclass(frozen=True, slots=True)
class Applied:
    """`number` is the last number of this producer that was applied or parked. With `gap` the facts did not follow on,
    and the producer is to be asked for its feed from `number + 1`. `parked` are those of this call that were parked."""

    number: int
    gap: bool = False
    parked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ParkedFact:
    """`waiting`: nothing is wrong with it, but an earlier one of the same case is parked. `fact.data` is sealed."""

    id: int
    fact: Fact
    state: State
    error: str
    at: datetime

    @property
    def cause(self) -> str:
        """What several have in common: the error without the reference that leads to each in the log."""
        return self.error.partition(" (reference ")[0]


class Checkpoint(NamedTuple):
    """The last number of a producer that was applied or parked, of which history, and the fingerprint of that fact."""

    number: int = 0
    history: str = ""
    hash: str = ""


def applied(tx: Connection) -> dict[str, int]:
    """The last number applied, of each producer."""
    return {row.producer: row.number for row in tx.execute(select(POSITIONS))}


def checkpoint(tx: Connection, producer: str) -> Checkpoint:
    rows = select_many(tx, POSITIONS, [(producer,)])
    return Checkpoint(*rows[0][1:]) if rows else Checkpoint()


def set_checkpoint(tx: Connection, producer: str, point: Checkpoint) -> None:
    write_all(tx, replacing(tx, POSITIONS, [(producer, *point)]))


def move(tx: Connection, facts: Sequence[Fact]) -> None:
    """To the last of these facts, which follow on. Each is remembered by its fingerprint, so that two histories that
    part can be compared."""
    last = facts[-1]
    point = (last.producer, last.number, last.history, last.hash)
    heard = [(fact.producer, fact.number, fact.hash) for fact in facts]
    write_all(tx, replacing(tx, POSITIONS, [point]), replacing(tx, HEARD, heard))


def remembering(tx: Connection, answers: Sequence[tuple[str, str, str, str]]) -> Statement:
    """(command id, fingerprint, reply as JSON, instant)"""
    return inserting(tx, ANSWERED, ("id", "fingerprint", "reply", "at"), answers)


def park(tx: Connection, facts: Sequence[Fact], *, state: State, error: str, at: datetime) -> None:
    rows = [(f.producer, f.number, f.queue, state, f.model_dump_json(), error, as_text(at)) for f in facts]
    write_all(tx, inserting(tx, PARKED, ("producer", "number", "queue", "state", "fact", "error", "at"), rows))


def blocked(tx: Connection, producer: str) -> set[str]:
    """The cases (or streams) of which something is parked: what comes later waits behind it."""
    chosen = select(PARKED.c.queue).where(PARKED.c.producer == producer, PARKED.c.state != "discarded")
    return set(tx.execute(chosen.distinct()).scalars())


def parked(tx: Connection) -> list[ParkedFact]:
    """Parked and waiting, oldest first; for the operator."""
    chosen = select(PARKED).where(PARKED.c.state != "discarded").order_by(PARKED.c.id)
    return [_read(row) for row in tx.execute(chosen)]


def queue_of(tx: Connection, parked_id: int) -> tuple[str, str] | None:
    """(producer, case or stream) of what is parked; None when it is not parked any more."""
    one = select(PARKED.c.producer, PARKED.c.queue).where(PARKED.c.id == parked_id, PARKED.c.state != "discarded")
    row = tx.execute(one).first()
    return (row.producer, row.queue) if row else None


def first_parked(tx: Connection, producer: str, queue: str) -> ParkedFact | None:
    same = (PARKED.c.producer == producer) & (PARKED.c.queue == queue) & (PARKED.c.state != "discarded")
    row = tx.execute(select(PARKED).where(same).order_by(PARKED.c.number).limit(1)).first()
    return _read(row) if row else None


def release(tx: Connection, parked_id: int) -> None:
    """It was applied."""
    tx.execute(delete(PARKED).where(PARKED.c.id == parked_id))


def mark(tx: Connection, parked_id: int, *, state: State, error: str) -> None:
    tx.execute(update(PARKED).where(PARKED.c.id == parked_id).values(state=state, error=error))


def mark_first(tx: Connection, producer: str, queue: str, *, state: State, error: str) -> None:
    """It was its turn, and it could not be handled."""
    first = first_parked(tx, producer, queue)
    if first is not None:
        mark(tx, first.id, state=state, error=error)


def _read(row: Row[Any]) -> ParkedFact:
    fact = Fact.model_validate_json(row.fact)
    return ParkedFact(row.id, fact, row.state, row.error, datetime.fromisoformat(row.at))
