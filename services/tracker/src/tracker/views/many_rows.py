"""How does a read model follow a message that changes several rows at once? As a fold over each of them."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from shared.database.sql import deleting, replacing, select_many, write_all
from shared.record import Recorded
from shared.view import Key, Row, WideView
from sqlalchemy import Connection, Table


def many_rows(
    table: Table,
    listens: tuple[type, ...],
    keys: Callable[[Any], Collection[Key]],
    apply: Callable[[Row | None, Any, Key], Row | None],
) -> WideView:
    """`keys(message)` are the rows a message touches, `apply(row, message, key)` what each becomes (None: it goes)."""
    names = [column.name for column in table.columns]
    at = [names.index(column.name) for column in table.primary_key.columns]

    def project(tx: Connection, messages: Sequence[Recorded[Any]]) -> None:
        touched = {key for recorded in messages for key in keys(recorded.message)}
        if not touched:
            return
        found = [dict(zip(names, row, strict=True)) for row in select_many(tx, table, list(touched))]
        rows: dict[Key, Row | None] = {tuple(row[names[i]] for i in at): row for row in found}
        before = dict(rows)
        for recorded in messages:
            for key in keys(recorded.message):
                rows[key] = apply(rows.get(key), recorded.message, key)
        gone = [key for key, row in rows.items() if row is None and key in before]
        changed = [row for key, row in rows.items() if row is not None and row != before.get(key)]
        write_all(
            tx,
            deleting(tx, table, gone),
            replacing(tx, table, [tuple(row.get(name) for name in names) for row in changed]),
        )

    return WideView(table=table, listens=listens, project=project)
