"""How do messages become rows? Folded in memory, written in bulk: live, in a rebuild, and as at a past date, alike."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any

from sqlalchemy import Connection, Table, delete

from shared.calendar import LONDON
from shared.database import sql
from shared.database.engine import Database, take_turn
from shared.database.sql import Statement, together, write_all
from shared.history.store import everything
from shared.privacy.unsealing import open_events
from shared.privacy.vault import Vault
from shared.record import Recorded
from shared.service import Service
from shared.view import Key, Row, View, WideView

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a view's rows."""

    table: Table
    gone: list[Key]
    new: list[tuple[Any, ...]]


def project(tx: Connection, views: Iterable[View | WideView], messages: Sequence[Recorded[Any]]) -> None:
    """Bring the views up to date with what has just been recorded, or has just arrived."""
    views = list(views)
    write_all(tx, *replacing(tx, folded(tx, views, messages)))
    project_wide(tx, views, messages)


def folded(tx: Connection, views: Iterable[View | WideView], messages: Sequence[Recorded[Any]]) -> list[Change]:
    """Read the rows that the messages touch, of all views at once, and fold the messages into them."""
    touched = []
    for view in views:
        heard = _heard(view, messages)
        if isinstance(view, View) and (keys := {key for one in heard if (key := view.key(one)) is not None}):
            touched.append((view, heard, list(keys)))
    with together(tx, len(touched)):
        asked = [(view, heard, sql.selecting(tx, view.table, keys)) for view, heard, keys in touched]
    return [_change(view, heard, rows()) for view, heard, rows in asked]


def replacing(tx: Connection, changes: Sequence[Change]) -> list[Statement]:
    return [
        statement
        for change in changes
        for statement in (sql.deleting(tx, change.table, change.gone), sql.replacing(tx, change.table, change.new))
    ]


def project_wide(tx: Connection, views: Iterable[View | WideView], messages: Sequence[Recorded[Any]]) -> None:
    for view in views:
        if isinstance(view, WideView) and (heard := _heard(view, messages)):
            view.project(tx, heard)


def fold_rows(view: View, rows: dict[Key, Row | None], messages: Iterable[Recorded[Any]]) -> None:
    """Pure: what the rows become. A row that is not there, or goes, is None."""
    _fold(view, rows, (message for message in messages if isinstance(message.message, view.listens)))


def _fold(view: View, rows: dict[Key, Row | None], heard: Iterable[Recorded[Any]]) -> None:
    for message in heard:
        if (key := view.key(message)) is not None:
            rows[key] = view.apply(rows.get(key), message)


def _heard(view: View | WideView, messages: Sequence[Recorded[Any]]) -> list[Recorded[Any]]:
    """Asked once of each kind of message, for some views listen to dozens."""
    heard = {kind for kind in {type(message.message) for message in messages} if issubclass(kind, view.listens)}
    return [message for message in messages if type(message.message) in heard]


def _change(view: View, messages: Sequence[Recorded[Any]], found: Iterable[Sequence[Any]]) -> Change:
    names = [column.name for column in view.table.columns]
    at = [names.index(column.name) for column in view.table.primary_key.columns]
    before: dict[Key, Row] = {tuple(row[i] for i in at): dict(zip(names, row, strict=True)) for row in found}
    after: dict[Key, Row | None] = {**before}
    _fold(view, after, messages)
    gone = [key for key, row in after.items() if row is None and key in before]
    changed = [row for key, row in after.items() if row is not None and row != before.get(key)]
    return Change(view.table, gone, [tuple(row.get(name) for name in names) for row in changed])


def rebuild(
    service: Service,
    database: Database,
    vault: Vault,
    view_name: str,
    foreign: Iterable[Recorded[Any]] = (),
    on_progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Empty a view and fold everything into it again, in one transaction: readers see the old rows until it is done,
    and commands wait. `foreign` are the contracts it listens to, from their producers' feeds, by time. Returns how
    many messages were folded."""
    view, done = view_of(service, view_name), 0
    with database.begin() as tx:
        take_turn(tx)
        tx.execute(delete(view.table))
        for batch in batched(_in_order(tx, service, vault, view, foreign), BATCH, strict=False):
            project(tx, [view], batch)
            done += len(batch)
            on_progress(done)
    return done


def as_at(
    service: Service, tx: Connection, vault: Vault, view_name: str, day: date, foreign: Iterable[Recorded[Any]] = ()
) -> list[Row]:
    """The rows of a view as they stood at the end of a day (in London), folded in memory."""
    view = view_of(service, view_name)
    if not isinstance(view, View):
        raise TypeError(f"{view_name} changes many rows at once and cannot be folded in memory")
    rows: dict[Key, Row | None] = {}
    messages = _in_order(tx, service, vault, view, foreign)
    fold_rows(view, rows, (message for message in messages if message.at.astimezone(LONDON).date() <= day))
    return [row for row in rows.values() if row is not None]


def view_of(service: Service, name: str) -> View | WideView:
    for view in service.views:
        if view.name == name:
            return view
    raise LookupError(f"{service.name} has no view {name}; it has {', '.join(each.name for each in service.views)}")


def _in_order(
    tx: Connection, service: Service, vault: Vault, view: View | WideView, foreign: Iterable[Recorded[Any]]
) -> Iterator[Recorded[Any]]:
    return heapq.merge(_own(tx, service, vault, view), foreign, key=lambda message: message.at)


def _own(tx: Connection, service: Service, vault: Vault, view: View | WideView) -> Iterator[Recorded[Any]]:
    """What the view does not listen to is not even opened."""
    heard = {name for name, event in service.events_by_name.items() if issubclass(event, view.listens)}
    position = 0
    while rows := everything(tx, position, BATCH):
        yield from open_events([row for row in rows if row.type in heard], service, vault)
        position = rows[-1].position
