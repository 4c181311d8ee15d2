"""The record: events in streams, each stream a chain of hashes over what is stored."""

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from psycopg.errors import DeadlockDetected, SerializationFailure, UniqueViolation
from pydantic_core import to_json
from sqlalchemy import Connection, select

from shared.database.sql import Statement, inserting, run, shape_of
from shared.database.tables import EVENTS
from shared.database.trouble import TryAgain

_COLUMNS = "position, stream, version, type, type_version, at, actor_id, command_id, data, hash"
_PAGE = 1_000
_LOAD = (
    f"SELECT {', '.join(f'events.{name}' for name in _COLUMNS.split(', '))} FROM {{given}} CROSS JOIN events "
    "WHERE events.stream = given.stream AND events.version > given.version ORDER BY events.position"
)
_NEXT_IN_STREAMS = f"SELECT {_COLUMNS} FROM events WHERE (stream, version) > (?, ?) ORDER BY stream, version LIMIT ?"


class StoredEvent(NamedTuple):
    """A row of the record. Personal parts of `data` are sealed."""

    position: int
    stream: str
    version: int
    type: str
    type_version: int
    at: str
    actor_id: str
    command_id: str
    data: str
    hash: str


class BrokenEvent(NamedTuple):
    stream: str
    version: int
    reason: str


class Conflict(TryAgain):
    """Another replica has written first."""


def is_lost_race(error: BaseException) -> bool:
    """Whether that is what an error of the database means."""
    match getattr(error, "orig", error):
        case UniqueViolation(diag=told):
            return told.table_name in {"events", "answered"}
        case sqlite3.IntegrityError() as broken:
            return str(broken).startswith(("UNIQUE constraint failed: events.", "UNIQUE constraint failed: answered."))
        case SerializationFailure() | DeadlockDetected():
            return True
    return False


def hash_of(event: Sequence[Any], previous: str) -> str:
    """Over all that is stored of the event, and the hash of the one before it in its stream ("" for the first)."""
    return hashlib.sha256(to_json((previous, *event[:9]))).hexdigest()


def load(tx: Connection, after: Mapping[str, int]) -> list[StoredEvent]:
    """The events of these streams beyond these versions, in order, with one query."""
    shape = shape_of(EVENTS, ("stream", "version"), tx.dialect)
    cursor = run(tx, _LOAD.format(given=shape.given), shape.rows(list(after.items())))
    return [StoredEvent._make(row) for row in cursor.fetchall()]


def appending(tx: Connection, events: Sequence[StoredEvent]) -> Statement:
    """Where a stream has moved, an error says so (`is_lost_race`), and the transaction is good for nothing more."""
    return inserting(tx, EVENTS, StoredEvent._fields, events)


def everything(tx: Connection, after: int, limit: int) -> list[StoredEvent]:
    """In the order in which they were recorded, for rebuilds."""
    rows = run(tx, f"SELECT {_COLUMNS} FROM events WHERE position > ? ORDER BY position LIMIT ?", (after, limit))
    return [StoredEvent._make(row) for row in rows.fetchall()]


def of_types(tx: Connection, types: Collection[str]) -> list[tuple[str, str]]:
    """Stream and stored form of every event of these types."""
    found = tx.execute(select(EVENTS.c.stream, EVENTS.c.data).where(EVENTS.c.type.in_(types)))
    return [(row.stream, row.data) for row in found]


def verify(tx: Connection, on_progress: Callable[[int], None] = lambda done: None) -> BrokenEvent | None:
    """Walk all chains; the first broken event, if there is one. `on_progress` hears how many were looked at."""
    done = 0
    stream, version, previous = "", 0, ""
    while True:
        rows = run(tx, _NEXT_IN_STREAMS, (stream, version, _PAGE)).fetchall()
        for event in map(StoredEvent._make, rows):
            if event.stream != stream:
                stream, version, previous = event.stream, 0, ""
            if event.version != version + 1:
                return BrokenEvent(stream, version + 1, "it is missing")
            if hash_of(event, previous) != event.hash:
                return BrokenEvent(stream, event.version, "it, or the event before it, is not as it was recorded")
            version, previous = event.version, event.hash
        done += len(rows)
        on_progress(done)
        if len(rows) < _PAGE:
            return _missing(tx)


def _missing(tx: Connection) -> BrokenEvent | None:
    """Positions have no gaps, so that the last events of a stream cannot be taken away unseen either."""
    row = run(
        tx,
        "SELECT stream, version FROM events AS later WHERE position > 1 AND NOT EXISTS "
        "(SELECT 1 FROM events WHERE position = later.position - 1) ORDER BY position LIMIT 1",
    ).fetchone()
    return BrokenEvent(row[0], row[1], "what was recorded just before it is missing") if row else None
