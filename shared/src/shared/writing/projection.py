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
from shared.history import identity
from shared.history.store import everything
from shared.privacy.unsealing import open_events
from shared.privacy.vault import Vault
from shared.record import Recorded
from shared.service import Service
from shared.view import Key, Row, View, WideView

BATCH = 8_000
"""Larger ones write a view faster, for more memory: this many messages are held at once."""


type Rows = dict[Key, Row | None]
"""Rows of one view; None: there is none under this key."""


type Known = Callable[[Table, set[Key]], Rows]
"""Of the rows with these keys, those that need not be read."""


def nothing_known(table: Table, keys: set[Key]) -> Rows:
    return {}


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a view's rows."""

    table: Table
    gone: list[Key]
    new: list[tuple[Any, ...]]
    after: Rows


def project(
    tx: Connection, views: Iterable[View | WideView], messages: Sequence[Recorded[Any]], known: Known = nothing_known
) -> list[Change]:
    """Bring the views up to date with what has just been recorded, or has just arrived."""
    views = list(views)
    changes = folded(lambda: tx, views, messages, known)
    write_all(tx, *replacing(tx, changes))
    project_wide(tx, views, messages)
    return changes


def folded(
    tx: Callable[[], Connection],
    views: Iterable[View | WideView],
    messages: Sequence[Recorded[Any]],
    known: Known,
) -> list[Change]:
    """Read the rows that the messages touch and that are not known, of all views at once, and fold the messages in."""
    touched = []
    for view in views:
        listened = heard(view, messages)
        if isinstance(view, View) and (keys := {key for one in listened if (key := view.key(one)) is not None}):
            before = known(view.table, keys)
            touched.append((view, listened, before, keys - before.keys()))
    unknown = [(view, before, keys) for view, _, before, keys in touched if keys]
    if unknown:
        with together(tx(), len(unknown)):
            asked = [(view, before, sql.selecting(tx(), view.table, list(keys))) for view, before, keys in unknown]
        for view, before, rows in asked:
            before |= _by_key(view.table, rows())
    return [_change(view, listened, before) for view, listened, before, _ in touched]


def replacing(tx: Connection, changes: Sequence[Change]) -> list[Statement]:
    return [
        statement
        for change in changes
        for statement in (sql.deleting(tx, change.table, change.gone), sql.replacing(tx, change.table, change.new))
    ]


def project_wide(tx: Connection, views: Iterable[View | WideView], messages: Sequence[Recorded[Any]]) -> None:
    for view in views:
        if isinstance(view, WideView) and (listened := heard(view, messages)):
            view.project(tx, listened)


def fold_rows(view: View, rows: dict[Key, Row | None], messages: Iterable[Recorded[Any]]) -> None:
    """Pure: what the rows become. A row that is not there, or goes, is None."""
    _fold(view, rows, (message for message in messages if isinstance(message.message, view.listens)))


def _fold(view: View, rows: dict[Key, Row | None], heard: Iterable[Recorded[Any]]) -> None:
    for message in heard:
        if (key := view.key(message)) is not None:
            rows[key] = view.apply(rows.get(key), message)


def heard(view: View | WideView, messages: Sequence[Recorded[Any]]) -> list[Recorded[Any]]:
    """Asked once of each kind of message, for some views listen to dozens."""
    kinds = {kind for kind in {type(message.message) for message in messages} if issubclass(kind, view.listens)}
    return [message for message in messages if type(message.message) in kinds]


def _by_key(table: Table, found: Iterable[Sequence[Any]]) -> Rows:
    names = [column.name for column in table.columns]
    at = [names.index(column.name) for column in table.primary_key.columns]
    return {tuple(row[i] for i in at): dict(zip(names, row, strict=True)) for row in found}


def _change(view: View, messages: Sequence[Recorded[Any]], before: Rows) -> Change:
    after = {**before}
    _fold(view, after, messages)
    gone = [key for key, row in after.items() if row is None and before.get(key) is not None]
    after = {key: before[key] if key in before and row == before[key] else row for key, row in after.items()}
    changed = [row for key, row in after.items() if row is not None and row is not before.get(key)]
    names = [column.name for column in view.table.columns]
    return Change(view.table, gone, [tuple(row.get(name) for name in names) for row in changed], after)


def remembered(change: Change) -> Rows:
    """The rows that a change leaves, as they would be read again: none, where only the database can tell."""
    read = sql.reading_back(change.table)
    if read is None:
        return {}
    return change.after | _by_key(change.table, map(read, change.new))


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
    with database.begin() as tx:
        take_turn(tx)
        return refill(tx, service, vault, view_of(service, view_name), foreign, on_progress)


def refill(
    tx: Connection,
    service: Service,
    vault: Vault,
    view: View | WideView,
    foreign: Iterable[Recorded[Any]],
    on_progress: Callable[[int], None] = lambda done: None,
) -> int:
    """The same in a transaction that has begun."""
    done = 0
    tx.execute(delete(view.table))
    identity.view_made_again(tx)
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
