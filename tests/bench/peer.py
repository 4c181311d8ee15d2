"""How fast does another library for event sourcing store an event? `eventsourcing`, by its best recorder.

In its favour: nothing is decided, projected, sealed or told; an event that is ready as bytes is inserted, by one
thread or by many, whichever is faster.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from eventsourcing.persistence import ApplicationRecorder, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore
from sqlalchemy import make_url

from tests.bench.measuring import rate_in_threads

_TOPIC = "cases.events:ExtensionAgreed"
_STATE = b'{"old_due": "2027-04-20", "new_due": "2027-05-20", "agreed_on": "2026-11-03", "reason": "%s"}' % (b"x" * 120)


def inserts(recorder: ApplicationRecorder, seconds: float, threads: int) -> float:
    """Events a second."""
    return rate_in_threads([_insert(recorder) for _ in range(threads)], seconds)


def _insert(recorder: ApplicationRecorder) -> Callable[[], object]:
    aggregate, versions = uuid.uuid4(), count(1)
    return lambda: recorder.insert_events([StoredEvent(aggregate, next(versions), _TOPIC, _STATE)])


@contextmanager
def on_postgresql(url: str, *, functions: bool) -> Iterator[ApplicationRecorder]:
    """`functions`: it may insert through a function in the database, or by statements."""
    at = make_url(url)
    store = PostgresDatastore(
        at.database or "",
        at.host or "",
        at.port or 5432,
        at.username or "",
        at.password or "none",
        pool_size=32,
        max_waiting=100,
        connect_timeout=30,
        enable_db_functions=functions,
    )
    with closing(store):
        recorder = PostgresApplicationRecorder(store, events_table_name=f"peer_{functions}".lower())
        recorder.create_table()
        yield recorder


@contextmanager
def on_sqlite(folder: Path) -> Iterator[ApplicationRecorder]:
    with closing(SQLiteDatastore(str(folder / "peer.db"), pool_timeout=60)) as store:
        recorder = SQLiteApplicationRecorder(store)
        recorder.create_table()
        yield recorder
