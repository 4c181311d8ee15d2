"""How are many rows written, and found by their keys, with one statement on either database?

Straight to the driver: for a group of commands SQLAlchemy's own work would cost more than the database's. Values go
through the column types all the same, so that a date is a date on SQLite too.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple

import psycopg
from pydantic_core import from_json, to_json
from sqlalchemy import JSON, Boolean, Connection, Date, Dialect, Float, Integer, String, Table
from sqlalchemy.exc import SQLAlchemyError

type Values = Sequence[Any]
type Processors = tuple[tuple[int, Callable[[Any], Any]], ...]

DATABASE_ERRORS = (SQLAlchemyError, sqlite3.Error, psycopg.Error)


def run(tx: Connection, statement: str, parameters: Values = ()) -> Any:
    """The driver's cursor. Parameters are marked by `?`."""
    driver: Any = tx.connection.driver_connection
    return driver.execute(_marked(statement) if tx.dialect.name == "postgresql" else statement, parameters)


def together(tx: Connection, count: int) -> AbstractContextManager[Any]:
    """So many statements need not wait for one another: PostgreSQL gets them in one go, and answers at the end."""
    driver: Any = tx.connection.driver_connection
    return driver.pipeline() if tx.dialect.name == "postgresql" and count > 1 else nullcontext()


@lru_cache(maxsize=256)
def _marked(statement: str) -> str:
    return statement.replace("?", "%s")


@dataclass(frozen=True, slots=True)
class Shape:
    """What is to be known of some columns of a table, worked out once."""

    columns: tuple[str, ...]
    names: str
    insert: str
    replace: str
    delete: str
    """Where these columns are so."""
    given: str
    """Rows of ours as a table called `given`; on SQLite to be joined by CROSS JOIN, the small side first."""
    bind: Processors
    read: Processors
    on_postgresql: bool

    def rows(self, rows: Sequence[Values]) -> Values:
        """As a parameter of `given`, and on PostgreSQL of every statement: it reads JSON faster than arrays."""
        if self.on_postgresql:
            return (to_json([dict(zip(self.columns, row, strict=True)) for row in rows]).decode(),)
        return (to_json(processed(self.bind, rows)).decode(),)


class Statement(NamedTuple):
    text: str
    shape: Shape
    rows: Sequence[Values]


def inserting(tx: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Values]) -> Statement:
    shape = shape_of(table, columns, tx.dialect)
    return Statement(shape.insert, shape, rows)


def replacing(tx: Connection, table: Table, rows: Sequence[Values]) -> Statement:
    """Whole rows, new or in the place of those with the same primary key."""
    shape = shape_of(table, _all(table), tx.dialect)
    return Statement(shape.replace, shape, rows)


def deleting(tx: Connection, table: Table, keys: Sequence[Values]) -> Statement:
    shape = shape_of(table, _key(table), tx.dialect)
    return Statement(shape.delete, shape, keys)


def write_all(tx: Connection, *statements: Statement) -> None:
    """PostgreSQL gets them as one statement, so that there is one round trip."""
    driver: Any = tx.connection.driver_connection
    statements = tuple(statement for statement in statements if statement.rows)
    if tx.dialect.name == "sqlite":
        for text, shape, rows in statements:
            driver.executemany(text, processed(shape.bind, rows))
    elif statements:
        driver.execute(_as_one(tuple(statement.text for statement in statements)), _parameters(statements))


def write_if(tx: Connection, condition: str, values: Values, *statements: Statement) -> Any:
    """On PostgreSQL: write all where the condition holds, and otherwise nothing; the cursor tells which. It is no error
    where it does not, since psycopg then would not know any more which statements are prepared."""
    driver: Any = tx.connection.driver_connection
    statements = tuple(statement for statement in statements if statement.rows)
    text = _as_one(tuple(statement.text for statement in statements), condition)
    return driver.execute(text, [*values, *_parameters(statements)])


def _parameters(statements: Iterable[Statement]) -> list[Any]:
    return [parameter for _, shape, rows in statements for parameter in shape.rows(rows)]


@lru_cache(maxsize=1024)
def _as_one(texts: tuple[str, ...], condition: str = "") -> str:
    parts = [f"part_{at} AS ({text})" for at, text in enumerate(texts)]
    if condition:  # the rows of ours are none where it does not hold
        rows = "CASE WHEN (SELECT holds FROM condition) THEN ?::json ELSE '[]'::json END"
        parts = [f"condition AS (SELECT {condition} AS holds)", *(part.replace("?::json", rows) for part in parts)]
    return _marked(f"WITH {', '.join(parts)} SELECT {'holds FROM condition' if condition else 1}")


def selecting(tx: Connection, table: Table, keys: Sequence[Values]) -> Callable[[], Sequence[Values]]:
    """Ask for the rows with these primary keys, and get those that are there, in no order, when they are wanted."""
    cursor = run(tx, _selecting(table, tx.dialect), shape_of(table, _key(table), tx.dialect).rows(keys))
    read = shape_of(table, _all(table), tx.dialect).read
    return lambda: processed(read, cursor.fetchall())


def select_many(tx: Connection, table: Table, keys: Sequence[Values]) -> Sequence[Values]:
    return selecting(tx, table, keys)()


@lru_cache(maxsize=256)
def _selecting(table: Table, dialect: Dialect) -> str:
    quote = dialect.identifier_preparer.quote
    name, keys = quote(table.name), [quote(column) for column in _key(table)]
    columns = ", ".join(f"{name}.{quote(column)}" for column in _all(table))
    match = " AND ".join(f"{name}.{key} = given.{key}" for key in keys)
    return f"SELECT {columns} FROM {shape_of(table, _key(table), dialect).given} CROSS JOIN {name} WHERE {match}"


@lru_cache(maxsize=1024)
def shape_of(table: Table, columns: tuple[str, ...], dialect: Dialect) -> Shape:
    quote = dialect.identifier_preparer.quote
    chosen = [table.columns[name] for name in columns]
    types = [column.type.dialect_impl(dialect) for column in chosen]
    names, name = [quote(column) for column in columns], quote(table.name)
    changed = ", ".join(f"{quote(c.name)} = excluded.{quote(c.name)}" for c in chosen if not c.primary_key)
    key = ", ".join(quote(column) for column in _key(table))
    if on_postgresql := dialect.name == "postgresql":
        typed = ", ".join(f"{n} {kind.compile(dialect=dialect)}" for n, kind in zip(names, types, strict=True))
        given = f"json_to_recordset(?::json) AS given({typed})"
        chosen_rows = f"({', '.join(names)}) IN (SELECT {', '.join(names)} FROM {given})"
        source = f"SELECT * FROM {given}"
    else:
        parts = ", ".join(f"json_extract(value, '$[{at}]') AS {column}" for at, column in enumerate(names))
        given = f"(SELECT {parts} FROM json_each(?)) AS given"
        chosen_rows = " AND ".join(f"{column} = ?" for column in names)
        source = f"VALUES ({', '.join('?' * len(names))})"
    insert = f"INSERT INTO {name} ({', '.join(names)}) {source}"
    return Shape(
        columns=tuple(str(column) for column in columns),  # SQLAlchemy's own kind of text costs much as a key of JSON
        names=", ".join(names),
        insert=insert,
        replace=f"{insert} ON CONFLICT ({key}) DO " + (f"UPDATE SET {changed}" if changed else "NOTHING"),
        delete=f"DELETE FROM {name} WHERE {chosen_rows}",
        given=given,
        bind=_numbered(_to_the_driver(kind, dialect) for kind in types),
        read=_numbered(kind.result_processor(dialect, _driver_type(kind)) for kind in types),
        on_postgresql=on_postgresql,
    )


def processed(processors: Processors, rows: Sequence[Values]) -> Sequence[Values]:
    return [_row(processors, row) for row in rows] if processors else rows


def _row(processors: Processors, row: Values) -> Values:
    row = list(row)
    for at, processor in processors:
        row[at] = processor(row[at])
    return row


@lru_cache(maxsize=256)
def reading_back(table: Table) -> Callable[[Values], tuple[Any, ...]] | None:
    """How a row that was written would be read again, without reading it. None: there are columns (of money, say) of
    which only the database can tell."""
    kinds = [column.type for column in table.columns]
    if not all(isinstance(kind, String | Integer | Boolean | Date | JSON) for kind in kinds):
        return None
    again = [_plain if isinstance(kind, String) else _parsed if isinstance(kind, JSON) else None for kind in kinds]
    return lambda row: tuple(read(value) if read else value for read, value in zip(again, row, strict=True))


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Enum) else value


def _parsed(value: Any) -> Any:
    return from_json(to_json(value))


def _all(table: Table) -> tuple[str, ...]:
    return tuple(table.columns.keys())


def _key(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key.columns)


def _numbered(processors: Iterable[Callable[[Any], Any] | None]) -> Processors:
    return tuple((at, processor) for at, processor in enumerate(processors) if processor is not None)


def _to_the_driver(kind: Any, dialect: Dialect) -> Callable[[Any], Any] | None:
    if isinstance(kind, Date) and dialect.name == "sqlite":
        return lambda day: None if day is None else day.isoformat()  # as SQLAlchemy writes it, ten times as fast
    processor: Callable[[Any], Any] | None = kind.bind_processor(dialect)
    return processor


def _driver_type(kind: Any) -> int:
    """PostgreSQL's number for the type, which SQLAlchemy asks for where the column holds numbers."""
    return 701 if isinstance(kind, Float) else 1700
