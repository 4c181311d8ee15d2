"""How far has each stream come, and what was answered already? With one query for a whole group of commands."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection

from shared.database.sql import run, shape_of
from shared.database.tables import ANSWERED, EVENTS
from shared.history.store import StoredEvent
from shared.service import Aggregate


@dataclass(slots=True)
class Head:
    """How far a stream has come."""

    kind: Aggregate[Any, Any, Any, Any]
    version: int
    state: Any
    hash: str

    def copy(self) -> "Head":
        return Head(self.kind, self.version, self.state, self.hash)


class Remembered:
    """The heads of the streams that were used last. What was written beyond them is loaded."""

    def __init__(self, most: int = 10_000) -> None:
        self._heads: OrderedDict[str, Head] = OrderedDict()
        self._most = most

    def get(self, stream: str, kind: Aggregate[Any, Any, Any, Any]) -> Head:
        """One's own copy, to go on from."""
        head = self._heads.get(stream)
        return head.copy() if head else Head(kind, 0, kind.decider.initial, "")

    def keep(self, heads: Mapping[str, Head]) -> None:
        for stream, head in heads.items():
            self._heads[stream] = head
            self._heads.move_to_end(stream)
        while len(self._heads) > self._most:
            self._heads.popitem(last=False)

    def forget(self) -> None:
        self._heads.clear()


class Found(NamedTuple):
    events: list[StoredEvent]
    answered: dict[str, tuple[str, str]]
    """command id -> (fingerprint, reply as JSON)"""
    last_position: int


def look(tx: Connection, after: Mapping[str, int], command_ids: Sequence[str]) -> Found:
    """The events of these streams beyond these versions, and the answers to these commands."""
    streams = shape_of(EVENTS, ("stream", "version"), tx.dialect)
    ids = shape_of(ANSWERED, ("id",), tx.dialect)
    parameters = (*streams.rows(list(after.items())), *ids.rows([(id_,) for id_ in command_ids]))
    found = Found([], {}, 0)
    for row in run(tx, _LOOK.format(streams=streams.given, ids=ids.given), parameters).fetchall():
        if row[0] == -1:
            found.answered[row[1]] = (row[3], row[5])
        elif not row[1]:
            found = found._replace(last_position=row[0])
        else:
            found.events.append(StoredEvent._make(row))
    return found


_LOOK = f"""
    SELECT {", ".join(f"events.{name}" for name in StoredEvent._fields)} FROM {{streams}} CROSS JOIN events
    WHERE events.stream = given.stream AND events.version > given.version
    UNION ALL
    SELECT -1, answered.id, 0, fingerprint, 0, reply, '', '', '', '' FROM {{ids}} CROSS JOIN answered
    WHERE answered.id = given.id
    UNION ALL
    SELECT coalesce(max(position), 0), '', 0, '', 0, '', '', '', '', '' FROM events
    ORDER BY 1"""
