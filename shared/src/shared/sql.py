"""How are many rows written, and found by their keys, with one statement on either database?

Straight to the driver: for a group of thirty commands the compiler of SQLAlchemy would cost more than the database.
Values go through the column types all the same, so that a date is a date on SQLite too.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic_core import to_json
from sqlalchemy import Column, Connection, Dialect, Float, Table

type Values = tuple[Any, ...]
type Processor = Callable[[Any], Any] | None


def insert_many(tx: Connection, table: Table, columns: Sequence[str], rows: Sequence[Values]) -> None:
    _write(tx, _shape(table, tuple(columns), tx.dialect), rows, conflict="")


def replace_many(tx: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Whole rows, new or in the place of those with the same primary key."""
    shape = _shape(table, tuple(column.name for column in table.columns), tx.dialect)
    _write(tx, shape, rows, conflict=shape.replacing)


def delete_many(tx: Connection, table: Table, keys: Sequence[Values]) -> None:
    shape = key_shape(table, tx.dialect)
    source, parameters = given(tx, shape, keys)
    names = ", ".join(shape.names)
    tx.exec_driver_sql(f"DELETE FROM {shape.table} WHERE ({names}) IN (SELECT {names} FROM {source})", parameters)


def select_many(tx: Connection, table: Table, keys: Sequence[Values]) -> list[Values]:
    """The rows with these primary keys, those that are there, in no order."""
    shape = _shape(table, tuple(column.name for column in table.columns), tx.dialect)
    key = key_shape(table, tx.dialect)
    source, parameters = given(tx, key, keys)
    columns = ", ".join(f"{shape.table}.{name}" for name in shape.names)
    match = " AND ".join(f"{shape.table}.{name} = given.{name}" for name in key.names)
    found = tx.exec_driver_sql(
        f"SELECT {columns} FROM {source} CROSS JOIN {shape.table} WHERE {match}", parameters
    ).fetchall()
    return [_processed(shape.read, row) for row in found]


def given(tx: Connection, shape: "Shape", rows: Sequence[Values]) -> tuple[str, Values]:
    """Rows of ours as a table called `given`, to be joined with (on SQLite by CROSS JOIN, the small side first)."""
    rows = [_processed(shape.bind, row) for row in rows]
    if shape.dialect == "postgresql":
        arrays = ", ".join(f"%s::{kind}[]" for kind in shape.kinds)
        return f"unnest({arrays}) AS given({', '.join(shape.names)})", _columns_of(shape, rows)
    parts = ", ".join(f"json_extract(value, '$[{at}]') AS {name}" for at, name in enumerate(shape.names))
    return f"(SELECT {parts} FROM json_each(?)) AS given", (to_json(rows).decode(),)


@dataclass(frozen=True, slots=True)
class Shape:
    """What is to be known of some columns of a table, worked out once."""

    dialect: str
    table: str
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    bind: tuple[Processor, ...] | None
    read: tuple[Processor, ...] | None
    replacing: str


@lru_cache(maxsize=1024)
def _shape(table: Table, columns: tuple[str, ...], dialect: Dialect) -> Shape:
    quote = dialect.identifier_preparer.quote
    chosen: list[Column[Any]] = [table.columns[name] for name in columns]
    types = [column.type.dialect_impl(dialect) for column in chosen]
    changed = ", ".join(f"{quote(c.name)} = excluded.{quote(c.name)}" for c in chosen if not c.primary_key)
    key = ", ".join(quote(column.name) for column in table.primary_key.columns)
    return Shape(
        dialect=dialect.name,
        table=quote(table.name),
        names=tuple(quote(name) for name in columns),
        kinds=tuple(kind.compile(dialect=dialect) for kind in types),
        bind=_some(kind.bind_processor(dialect) for kind in types),
        read=_some(kind.result_processor(dialect, _driver_type(kind)) for kind in types),
        replacing=f" ON CONFLICT ({key}) DO " + (f"UPDATE SET {changed}" if changed else "NOTHING"),
    )


def _driver_type(kind: Any) -> int:
    """PostgreSQL's number for the type, which SQLAlchemy asks for where the column holds numbers."""
    return 701 if isinstance(kind, Float) else 1700


def key_shape(table: Table, dialect: Dialect) -> Shape:
    return _shape(table, tuple(column.name for column in table.primary_key.columns), dialect)


def shape(table: Table, dialect: Dialect, *columns: str) -> Shape:
    return _shape(table, columns, dialect)


def _some(processors: Iterable[Processor]) -> tuple[Processor, ...] | None:
    found = tuple(processors)
    return found if any(found) else None


def _write(tx: Connection, shape: Shape, rows: Sequence[Values], conflict: str) -> None:
    if not rows:
        return
    columns = ", ".join(shape.names)
    rows = [_processed(shape.bind, row) for row in rows]
    if shape.dialect == "postgresql":
        arrays = ", ".join(f"%s::{kind}[]" for kind in shape.kinds)
        statement = f"INSERT INTO {shape.table} ({columns}) SELECT * FROM unnest({arrays}){conflict}"
        tx.exec_driver_sql(statement, _columns_of(shape, rows))
    else:
        marks = ", ".join("?" * len(shape.names))
        tx.exec_driver_sql(f"INSERT INTO {shape.table} ({columns}) VALUES ({marks}){conflict}", list(rows))


def _columns_of(shape: Shape, rows: Sequence[Values]) -> tuple[Any, ...]:
    return tuple(list(column) for column in zip(*rows, strict=True)) or ([],) * len(shape.names)


def _processed(processors: tuple[Processor, ...] | None, row: Values) -> Values:
    if processors is None:
        return tuple(row)
    return tuple(
        value if processor is None else processor(value) for processor, value in zip(processors, row, strict=True)
    )
