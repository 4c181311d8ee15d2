"""How is a service's database opened, and how do its writers take turns?"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal

import psycopg
from pydantic_core import from_json, to_json
from sqlalchemy import URL, Connection, Engine, NullPool, Table, create_engine, event, make_url

from shared.database.sql import run

PATIENCE_SECONDS = 10
"""How long a writer waits for its turn, and how long a replica that hangs may keep the others waiting."""

TAKE_TURN = f"SELECT pg_advisory_xact_lock({0x6368616E6765})"  # a number of our own among such locks: "change"

_JSON: Mapping[str, Any] = {"json_serializer": lambda value: to_json(value).decode(), "json_deserializer": from_json}
"""For columns of JSON: several times as fast as Python's own."""

_BY_KEYS = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off"
"""Plans are kept, and made while tables are small; whoever writes looks for a few keys, however large they become."""


class Database:
    """Connections that write (one is kept by the writer) and a small pool that reads, on one URL."""

    dialect: Literal["sqlite", "postgresql"]

    def __init__(self, url: str, *, readers: int = 4) -> None:
        address = make_url(url)
        if address.get_backend_name() == "postgresql":
            self.dialect = "postgresql"
            self._writing, self._reading = _postgresql(address, readers)
            self._lines = self._writing
        else:
            self.dialect = "sqlite"
            self._writing, self._reading, self._lines = _sqlite(address, readers)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A writing transaction."""
        with self._writing.begin() as tx:
            if self.dialect == "postgresql":
                run(tx, "BEGIN")
            yield tx

    def line(self) -> Connection:
        """A connection that writes, to be kept by a thread that says BEGIN and COMMIT itself."""
        return self._lines.connect()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A reading snapshot."""
        with self._reading.begin() as tx:
            yield tx

    def scrub(self, tx: Connection) -> None:
        """What this transaction overwrites or deletes is not to be found in the file afterwards."""
        if self.dialect == "sqlite":
            tx.exec_driver_sql("PRAGMA secure_delete=ON")

    def sweep(self, table: Table) -> None:
        """Nor in the log of SQLite, nor among the dead rows of PostgreSQL."""
        raw = self._writing.raw_connection()
        try:
            driver: Any = raw.driver_connection
            if self.dialect == "sqlite":
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                driver.autocommit = True
                driver.execute(f"VACUUM {table.name}")
                driver.autocommit = False
        finally:
            raw.close()

    def close(self) -> None:
        for engine in (self._writing, self._reading, self._lines):
            engine.dispose()


def take_turn(tx: Connection) -> None:
    """Wait until no other replica writes events, views or feed numbers, until the end of this transaction.

    Groups make one writer fast enough, and with one at a time the order of positions is the order of commits, no view
    row is folded twice at once, and the feed has no gaps. On SQLite, BEGIN IMMEDIATE has seen to it.
    """
    if tx.dialect.name == "postgresql":
        run(tx, TAKE_TURN)


def connection_lost(error: BaseException) -> bool:
    """Whether the database went away in the middle, rather than found fault with a statement."""
    cause = getattr(error, "orig", error)
    if isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
        return cause.sqlstate is None or cause.sqlstate[:2] in {"08", "57"}
    return getattr(error, "connection_invalidated", False)


def _sqlite(url: URL, readers: int) -> tuple[Engine, Engine, Engine]:
    arguments = {"check_same_thread": False, "timeout": PATIENCE_SECONDS}
    writing = create_engine(url, pool_size=1, max_overflow=0, connect_args=arguments, **_JSON)
    reading = create_engine(url, pool_size=readers, max_overflow=0, connect_args=arguments, **_JSON)
    lines = create_engine(url, poolclass=NullPool, connect_args=arguments, **_JSON)
    event.listen(lines, "connect", _tune_sqlite)
    event.listen(reading, "connect", _read_only_sqlite)
    for engine, begin in ((writing, "BEGIN IMMEDIATE"), (reading, "BEGIN")):
        event.listen(engine, "connect", _tune_sqlite)
        event.listen(engine, "begin", _begin_with(begin))
    return writing, reading, lines


def _begin_with(statement: str) -> Any:
    return lambda connection: run(connection, statement)


def _tune_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # or the driver would begin transactions by its own lights
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def _read_only_sqlite(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON")


def _postgresql(url: URL, readers: int) -> tuple[Engine, Engine]:
    url = url.set(drivername="postgresql+psycopg")
    options = f"-c idle_in_transaction_session_timeout={PATIENCE_SECONDS}s {_BY_KEYS}"
    writing = create_engine(
        url,
        pool_size=3,  # the writer keeps one, and the lease has one
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={"options": options},
        isolation_level="AUTOCOMMIT",  # `begin` says BEGIN itself
        **_JSON,
    )
    reading = create_engine(
        url,
        pool_size=readers,
        max_overflow=0,
        pool_pre_ping=True,  # a question is not asked again by itself, as a command is
        execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
        **_JSON,
    )
    return writing, reading
