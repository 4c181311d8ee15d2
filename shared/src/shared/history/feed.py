"""What does a service tell others, in which order, and what was already told?

Rows are written without a number in the command's transaction, and numbered once they are committed: sequence values
are not commit order, and a reader that trusts them skips rows.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import Connection, Row, text

from shared.database.engine import take_turn
from shared.database.sql import Statement, inserting, run, shape_of, write_all
from shared.database.tables import FEED
from shared.wire import Fact


class Told(NamedTuple):
    """A fact before it has a number. `data` is the contract as JSON, its personal parts sealed."""

    type: str
    version: int
    stream: str
    stream_version: int
    at: str
    actor_id: str
    command_id: str
    case_id: str | None
    data: str


class FeedRow(NamedTuple):
    id: int
    fact: Fact


_NAMES = ", ".join(f"feed.{name}" for name in ("id", "number", *Told._fields))
_NUMBERING = text(f"""
    UPDATE feed SET number = fresh.number
    FROM (SELECT id, (SELECT coalesce(max(number), 0) FROM feed) + row_number() OVER (ORDER BY id) AS number
          FROM feed WHERE number IS NULL ORDER BY id LIMIT :limit) AS fresh
    WHERE feed.id = fresh.id RETURNING {_NAMES}""")
_UNSENT = text(f"SELECT {_NAMES} FROM feed WHERE sent = 0 AND number IS NOT NULL ORDER BY number LIMIT :limit")
_SINCE = text(f"SELECT {_NAMES} FROM feed WHERE number > :number ORDER BY number LIMIT :limit")


def adding(tx: Connection, facts: Sequence[Told]) -> Statement:
    """Rows without a number, in the command's transaction."""
    return inserting(tx, FEED, Told._fields, facts)


def add(tx: Connection, facts: Sequence[Told]) -> None:
    write_all(tx, adding(tx, facts))


def number_waiting(tx: Connection, producer: str, limit: int) -> list[FeedRow]:
    """Give committed rows the next numbers, without gaps. Several may ask at once: they take turns."""
    take_turn(tx)
    rows = tx.execute(_NUMBERING, {"limit": limit}).fetchall()
    return _feed_rows(producer, sorted(rows, key=lambda row: row.number))


def unsent(tx: Connection, producer: str, limit: int) -> list[FeedRow]:
    """Numbered and not yet marked as sent, by number."""
    return _feed_rows(producer, tx.execute(_UNSENT, {"limit": limit}))


def mark_sent(tx: Connection, ids: Sequence[int]) -> None:
    """By the list of those sent, never by "up to": ids are not commit order."""
    shape = shape_of(FEED, ("id",), tx.dialect)
    if ids:
        rows = shape.rows([(id_,) for id_ in ids])
        run(tx, f"UPDATE feed SET sent = 1 WHERE id IN (SELECT id FROM {shape.given})", rows)


def since(tx: Connection, producer: str, number: int, limit: int) -> list[FeedRow]:
    """Those after `number`, sent or not: the replay."""
    return _feed_rows(producer, tx.execute(_SINCE, {"number": number, "limit": limit}))


def last_number(tx: Connection) -> int:
    return int(tx.execute(text("SELECT coalesce(max(number), 0) FROM feed")).scalar_one())


def _feed_rows(producer: str, rows: Iterable[Row[Any]]) -> list[FeedRow]:
    return [FeedRow(id_, _fact(producer, number, *told)) for id_, number, *told in map(tuple, rows)]


def _fact(producer: str, number: int, *told: Any) -> Fact:
    # What stands here was validated when it was written
    fields = dict(zip(Told._fields, told, strict=True))
    fields |= {"at": datetime.fromisoformat(fields["at"]), "data": from_json(fields["data"])}
    return Fact.model_construct(producer=producer, number=number, **fields)
