"""What does the writer remember from one transaction to the next, and what does it look up?"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection

from shared.database.sql import run, shape_of
from shared.database.tables import ANSWERED, EVENTS
from shared.history.store import StoredEvent
from shared.service import Aggregate
from shared.view import Key, Row

type Mark = tuple[int, int, int, int]
"""The last position, the sum of the numbers applied of others' feeds, how many facts are parked, and how often a view
was made again. Anybody else who writes events or rows of views moves it."""

MARK = (
    "(SELECT coalesce(max(position), 0) FROM events), (SELECT coalesce(sum(number), 0) FROM positions), "
    "(SELECT count(*) FROM parked), (SELECT coalesce(sum(rebuilt), 0) FROM histories)"
)


@dataclass(slots=True)
class Head:
    """How far a stream has come."""

    kind: Aggregate[Any, Any, Any, Any]
    version: int
    state: Any
    hash: str

    def copy(self) -> "Head":
        return Head(self.kind, self.version, self.state, self.hash)


@dataclass(slots=True)
class Memory:
    """Heads of streams and rows of views, as they are while the mark is `mark`. `doubted`: it is not, or nobody knows,
    so the next transaction begins before anything is taken from here. `earlier` are heads beyond which there may be
    events: a head start for reading them."""

    mark: Mark = (0, 0, 0, 0)
    doubted: bool = True
    most: int = 10_000
    heads: OrderedDict[str, Head] = field(default_factory=OrderedDict)
    earlier: OrderedDict[str, Head] = field(default_factory=OrderedDict)
    rows: dict[str, OrderedDict[Key, Row | None]] = field(default_factory=dict)

    def keep(self, heads: Mapping[str, Head], rows: Mapping[str, Mapping[Key, Row | None]], mark: Mark) -> None:
        """What a transaction that was committed has left."""
        _keep(self.heads, heads, self.most)
        for table, changed in rows.items():
            _keep(self.rows.setdefault(table, OrderedDict()), changed, self.most)
        self.mark, self.doubted = mark, False

    def start_of(self, stream: str, kind: Aggregate[Any, Any, Any, Any]) -> Head:
        """From where a stream is to be read."""
        known = self.earlier.get(stream)
        return known.copy() if known else Head(kind, 0, kind.decider.initial, "")

    def doubt(self) -> None:
        """Another replica has written, or may have."""
        _keep(self.earlier, self.heads, self.most)
        self.heads.clear()
        self.rows.clear()
        self.doubted = True

    def forget(self) -> None:
        """For good: it may hold what was erased."""
        self.doubt()
        self.earlier.clear()


def _keep[K, V](known: OrderedDict[K, V], new: Mapping[K, V], most: int) -> None:
    for key, value in new.items():
        known[key] = value
        known.move_to_end(key)
    while len(known) > most:
        known.popitem(last=False)


class Found(NamedTuple):
    events: list[StoredEvent]
    answered: dict[str, tuple[str, str]]
    """command id -> (fingerprint, reply as JSON)"""


def look(tx: Connection, after: Mapping[str, int], command_ids: Sequence[str]) -> Found:
    """The events of these streams beyond these versions, and the answers to these commands."""
    streams = shape_of(EVENTS, ("stream", "version"), tx.dialect)
    ids = shape_of(ANSWERED, ("id",), tx.dialect)
    parameters = (*streams.rows(list(after.items())), *ids.rows([(id_,) for id_ in command_ids]))
    found = Found([], {})
    for row in run(tx, _LOOK.format(streams=streams.given, ids=ids.given), parameters).fetchall():
        if row[0] == -1:
            found.answered[row[1]] = (row[3], row[5])
        else:
            found.events.append(StoredEvent._make(row))
    return found


_LOOK = f"""
    SELECT {", ".join(f"events.{name}" for name in StoredEvent._fields)} FROM {{streams}} CROSS JOIN events
    WHERE events.stream = given.stream AND events.version > given.version
    UNION ALL
    SELECT -1, answered.id, 0, fingerprint, 0, reply, '', '', '', '' FROM {{ids}} CROSS JOIN answered
    WHERE answered.id = given.id
    ORDER BY 1"""
