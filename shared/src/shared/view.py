"""A read model as a fold: a table, whose row a message touches, and what the row becomes. Pure but for the table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table

from shared.record import Recorded

type Row = Mapping[str, Any]
type Key = tuple[Any, ...]
"""The values of the table's primary key, in its order."""


@dataclass(frozen=True, slots=True)
class View:
    """One row a message: `key` says which row (None: not ours), `apply` what it becomes (None: it goes).

    `listens` names the events (own) and contracts (others') that the view wants to see. Views hold no personal fields:
    a page that shows them folds the case's own stream, so that destroying a key leaves nothing behind in a table.
    """

    table: Table
    listens: tuple[type, ...]
    key: Callable[[Recorded[Any]], Key | None]
    apply: Callable[[Row | None, Recorded[Any]], Row | None]

    @property
    def name(self) -> str:
        return self.table.name


@dataclass(frozen=True, slots=True)
class WideView:
    """A read model in which one message changes many rows: it writes by itself, in the order of the messages."""

    table: Table
    listens: tuple[type, ...]
    project: Callable[[Connection, Sequence[Recorded[Any]]], None]

    @property
    def name(self) -> str:
        return self.table.name
