"""What does a service tell others, in which order, and what was already told?

Rows are written without a number in the command's transaction, and numbered once they are committed: sequence values
are not commit order, and a reader that trusts them skips rows.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, Row, select, text

from shared.database.engine import take_turn
from shared.database.sql import Statement, inserting, run, shape_of
from shared.database.tables import FEED
from shared.history import identity
from shared.wire import Fact


class Told(NamedTuple):
    """A fact before it has a number. `data` is the contract as JSON, its personal parts sealed; `hash` the fingerprint
    of its event."""

    type: str
    version: int
    stream: str
    stream_version: int
    at: str
    actor_id: str
    command_id: str
    case_id: str | None
    data: str
    hash: str


class Ready(NamedTuple):
    """A fact as it is published: `payload` is its JSON, around the text of the contract as it is stored."""

    number: int
    type: str
    hash: str
    payload: bytes


_NUMBER = text("""
    UPDATE feed SET number = fresh.number
    FROM (SELECT id, (SELECT coalesce(max(number), 0) FROM feed) + row_number() OVER (ORDER BY id) AS number
          FROM feed WHERE number IS NULL ORDER BY id LIMIT :limit) AS fresh
    WHERE feed.id = fresh.id""")
_FACTS = f"""
    SELECT feed.number, (SELECT hash FROM feed AS earlier WHERE earlier.number = feed.number - 1) AS previous,
        {", ".join(f"feed.{name}" for name in Told._fields)}
    FROM feed WHERE {{chosen}} ORDER BY feed.number LIMIT :limit"""
_UNSENT = text(_FACTS.format(chosen="feed.sent = 0 AND feed.number IS NOT NULL"))
_SINCE = text(_FACTS.format(chosen="feed.number > :number"))


def fingerprint(event_hash: str) -> str:
    """Enough of an event's place in its chain to tell two histories apart."""
    return event_hash[:16]


def adding(tx: Connection, facts: Sequence[Told]) -> Statement:
    """Rows without a number, in the command's transaction."""
    return inserting(tx, FEED, Told._fields, facts)


def number_waiting(tx: Connection, limit: int) -> None:
    """Give committed rows the next numbers, without gaps. Several may ask at once: they take turns."""
    take_turn(tx)
    tx.execute(_NUMBER, {"limit": limit})


def unsent(tx: Connection, producer: str, limit: int) -> list[Ready]:
    """Numbered and not yet marked as sent, by number. What is only passed on is not parsed."""
    history = identity.current(tx).id
    return [_ready(producer, history, *row) for row in map(tuple, tx.execute(_UNSENT, {"limit": limit}))]


def mark_sent(tx: Connection, numbers: Sequence[int]) -> None:
    """By the list of those sent, never by "up to"."""
    shape = shape_of(FEED, ("number",), tx.dialect)
    if numbers:
        rows = shape.rows([(number,) for number in numbers])
        run(tx, f"UPDATE feed SET sent = 1 WHERE number IN (SELECT number FROM {shape.given})", rows)


def since(tx: Connection, producer: str, number: int, limit: int) -> list[Fact]:
    """Those after `number`, sent or not: the replay."""
    return _facts(tx, producer, tx.execute(_SINCE, {"number": number, "limit": limit}))


def last_number(tx: Connection) -> int:
    return int(tx.execute(text("SELECT coalesce(max(number), 0) FROM feed")).scalar_one())


def fingerprint_at(tx: Connection, number: int) -> str:
    """Empty where there is no such fact."""
    return str(tx.execute(select(FEED.c.hash).where(FEED.c.number == number)).scalar() or "")


def _ready(producer: str, history: str, number: int, previous: str | None, /, *told: Any) -> Ready:
    fields = dict(zip(Told._fields, told, strict=True)) | {"previous": previous or "", "history": history}
    data = fields.pop("data").encode()
    head = to_json({"producer": producer, "number": number} | fields)
    return Ready(number, fields["type"], fields["hash"], head[:-1] + b',"data":' + data + b"}")


def _facts(tx: Connection, producer: str, rows: Iterable[Row[Any]]) -> list[Fact]:
    history = identity.current(tx).id
    return [_fact(producer, history, *row) for row in map(tuple, rows)]


def _fact(producer: str, history: str, number: int, previous: str | None, /, *told: Any) -> Fact:
    # What stands here was validated when it was written
    fields = dict(zip(Told._fields, told, strict=True)) | {"previous": previous or "", "history": history}
    fields |= {"at": datetime.fromisoformat(fields["at"]), "data": from_json(fields["data"])}
    return Fact.model_construct(producer=producer, number=number, **fields)
