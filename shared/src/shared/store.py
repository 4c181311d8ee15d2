"""The record: events in streams, each stream a chain of hashes over what is stored."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from pydantic_core import to_json
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from shared.sql import given, insert_many, shape
from shared.tables import EVENTS

_COLUMNS = "position, stream, version, type, type_version, at, actor_id, command_id, data, hash"
_PAGE = 1_000


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


class Conflict(Exception):
    """Another replica has written first."""


def chained(event: StoredEvent, previous: str) -> StoredEvent:
    """With its hash, over all that is stored and the hash of the event before it in its stream ("" for the first)."""
    return event._replace(hash=hashlib.sha256(to_json((previous, *event[:-1]))).hexdigest())


def load(tx: Connection, after: Mapping[str, int]) -> list[StoredEvent]:
    """The events of these streams beyond these versions, in order, with one query."""
    if not after:
        return []
    source, parameters = given(tx, shape(EVENTS, tx.dialect, "stream", "version"), list(after.items()))
    columns = ", ".join(f"events.{name}" for name in StoredEvent._fields)
    rows = tx.exec_driver_sql(
        f"SELECT {columns} FROM {source} CROSS JOIN events "
        "WHERE events.stream = given.stream AND events.version > given.version ORDER BY events.position",
        parameters,
    )
    return [StoredEvent._make(row) for row in rows]


def last_position(tx: Connection) -> int:
    return int(tx.exec_driver_sql("SELECT coalesce(max(position), 0) FROM events").scalar_one())


def append(tx: Connection, events: Sequence[StoredEvent]) -> None:
    """Raises Conflict when one of the streams has moved; the transaction is then good for nothing more."""
    try:
        insert_many(tx, EVENTS, StoredEvent._fields, events)
    except IntegrityError as lost:
        raise Conflict from lost


def everything(tx: Connection, after: int, limit: int) -> list[StoredEvent]:
    """In the order in which they were recorded, for rebuilds."""
    mark = _mark(tx)
    rows = tx.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM events WHERE position > {mark} ORDER BY position LIMIT {mark}", (after, limit)
    )
    return [StoredEvent._make(row) for row in rows]


def verify(tx: Connection, on_progress: Callable[[int], None] = lambda done: None) -> BrokenEvent | None:
    """Walk all chains; the first broken event, if there is one. `on_progress` hears how many were looked at."""
    mark, done = _mark(tx), 0
    stream, version, previous = "", 0, ""
    while True:
        rows = tx.exec_driver_sql(
            f"SELECT {_COLUMNS} FROM events WHERE (stream, version) > ({mark}, {mark}) ORDER BY stream, version "
            f"LIMIT {_PAGE}",
            (stream, version),
        ).fetchall()
        for event in map(StoredEvent._make, rows):
            if event.stream != stream:
                stream, version, previous = event.stream, 0, ""
            if event.version != version + 1:
                return BrokenEvent(stream, version + 1, "it is missing")
            if chained(event, previous).hash != event.hash:
                return BrokenEvent(stream, event.version, "it, or the event before it, is not as it was recorded")
            version, previous = event.version, event.hash
        done += len(rows)
        on_progress(done)
        if len(rows) < _PAGE:
            return _missing(tx)


def _missing(tx: Connection) -> BrokenEvent | None:
    """Positions have no gaps, so that the last events of a stream can not be taken away unseen either."""
    row = tx.exec_driver_sql(
        "SELECT stream, version FROM events AS later WHERE position > 1 AND NOT EXISTS "
        "(SELECT 1 FROM events WHERE position = later.position - 1) ORDER BY position LIMIT 1"
    ).first()
    return BrokenEvent(row[0], row[1], "what was recorded just before it is missing") if row else None


def _mark(tx: Connection) -> str:
    return "%s" if tx.dialect.name == "postgresql" else "?"
