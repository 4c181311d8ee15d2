"""How fast is another library at the same work? `eventsourcing` agrees an extension: the same decision, its event
ciphered with AES, the aggregate from its cache, and in the event's transaction two rows for others, the row of a list,
and the answer that is kept.

In its favour: aggregates are cached and not read again, nothing is chained, and nobody is asked who may.
"""

import json
import os
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from itertools import count, cycle
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import Cipher, StoredEvent, Transcoding
from eventsourcing.postgres import PostgresApplicationRecorder
from eventsourcing.sqlite import SQLiteApplicationRecorder
from eventsourcing.utils import Environment
from sqlalchemy import make_url

from tests.bench.measuring import rate_in_threads

_REASON = "The panel waits for the end of the criminal proceedings, and the family asked for it. " * 2
_TABLES = (
    "CREATE TABLE IF NOT EXISTS peer_outbox (id {counted}, type text NOT NULL, data text NOT NULL)",
    "CREATE TABLE IF NOT EXISTS peer_list (case_id text PRIMARY KEY, due text NOT NULL, data text NOT NULL)",
    "CREATE TABLE IF NOT EXISTS peer_answered (id text PRIMARY KEY, reply text NOT NULL)",
)
_WRITES = (
    "INSERT INTO peer_outbox (type, data) VALUES ({p}, {p}), ({p}, {p})",
    "INSERT INTO peer_list VALUES ({p}, {p}, {p}) ON CONFLICT (case_id) DO UPDATE SET due = excluded.due, "
    "data = excluded.data",
    "INSERT INTO peer_answered VALUES ({p}, {p})",
)


class Aes(Cipher):
    """As the library's own, by the package that this project has."""

    def __init__(self, environment: Environment) -> None:
        self._cipher = AESGCM(KEY)

    def encrypt(self, plaintext: bytes) -> bytes:
        nonce = os.urandom(12)
        return nonce + self._cipher.encrypt(nonce, plaintext, None)

    def decrypt(self, ciphertext: bytes) -> bytes:
        return self._cipher.decrypt(ciphertext[:12], ciphertext[12:], None)


KEY = os.urandom(32)


class Review(Aggregate):
    """A review that has a day by which its report is due."""

    @event("Began")
    def __init__(self, due: date) -> None:
        self.due = due

    def agree_extension(self, new_due: date, agreed_on: date, reason: str) -> None:
        if new_due <= self.due:
            raise ValueError("An extension is later than the day that it extends.")
        self.extension_agreed(self.due, new_due, agreed_on, reason)

    @event("ExtensionAgreed")
    def extension_agreed(self, old_due: date, new_due: date, agreed_on: date, reason: str) -> None:
        self.due = new_due


def _rows(beside: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    told = json.dumps(beside | {"reason": b64encode(os.urandom(12) + _REASON.encode()).decode()})
    return (
        ("ExtensionAgreed", told, "ReportDueChanged", json.dumps(beside)),
        (beside["case_id"], beside["due"], told),
        (uuid4().hex, json.dumps({"accepted": True} | beside)),
    )


class OnSqlite(SQLiteApplicationRecorder):
    def _insert_events(self, c: Any, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Any:
        numbers = super()._insert_events(c, stored_events, **kwargs)
        if beside := kwargs.get("beside"):
            for text, row in zip(_WRITES, _rows(beside), strict=True):
                c.execute(text.format(p="?"), row)
        return numbers


class OnPostgresql(PostgresApplicationRecorder):
    def _insert_events(self, curs: Any, stored_events: Sequence[StoredEvent], **kwargs: Any) -> None:
        if beside := kwargs.get("beside"):
            for text, row in zip(_WRITES, _rows(beside), strict=True):
                curs.execute(text.format(p="%s"), row, prepare=True)


class DateAsText(Transcoding):
    type = date
    name = "date"

    def encode(self, obj: date) -> str:
        return obj.isoformat()

    def decode(self, data: str) -> date:
        return date.fromisoformat(data)


class Reviews(Application[UUID]):
    def register_transcodings(self, transcoder: Any) -> None:
        super().register_transcodings(transcoder)
        transcoder.register(DateAsText())


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Application[UUID]]:
    place = {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(folder / "same.db")}
    with _reviews(place | {"SQLITE_POOL_TIMEOUT": "60"}, OnSqlite) as reviews:
        datastore = reviews.factory.datastore  # type: ignore[attr-defined]
        with datastore.transaction(commit=True) as cursor:
            for text in _TABLES:
                cursor.execute(text.format(counted="INTEGER PRIMARY KEY"))
        yield reviews


@contextmanager
def on_postgresql(url: str) -> Iterator[Application[UUID]]:
    at = make_url(url)
    place = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": at.database or "",
        "POSTGRES_HOST": at.host or "",
        "POSTGRES_PORT": str(at.port or 5432),
        "POSTGRES_USER": at.username or "",
        "POSTGRES_PASSWORD": at.password or "none",
        "POSTGRES_POOL_SIZE": "32",
        "POSTGRES_MAX_OVERFLOW": "32",
    }
    with _reviews(place, OnPostgresql) as reviews:
        with reviews.factory.datastore.get_connection() as connection:  # type: ignore[attr-defined]
            for text in _TABLES:
                connection.execute(text.format(counted="bigserial PRIMARY KEY"))
        yield reviews


@contextmanager
def _reviews(place: dict[str, str], recorder: type[Any]) -> Iterator[Application[UUID]]:
    settings = {
        "CIPHER_TOPIC": f"{__name__}:Aes",
        "CIPHER_KEY": "kept by the cipher itself",
        "APPLICATION_RECORDER_TOPIC": f"{__name__}:{recorder.__name__}",
        "AGGREGATE_CACHE_MAXSIZE": "1000",
        "AGGREGATE_CACHE_FASTFORWARD": "n",
    }
    with closing(Reviews(place | settings)) as reviews:
        yield reviews


def extensions(reviews: Application[UUID], seconds: float, threads: int, *, cases: int = 50) -> float:
    """Extensions a second: each thread has reviews of its own, so that nobody waits for another or decides again."""
    return rate_in_threads([_extending(reviews, cases) for _ in range(threads)], seconds)


def _extending(reviews: Application[UUID], cases: int) -> Callable[[], object]:
    started = [Review(due=date(2027, 4, 20)) for _ in range(cases)]
    for each in started:
        reviews.save(each)
    days, ids = count(1), cycle([each.id for each in started])

    def extend() -> None:
        review: Review = reviews.repository.get(next(ids))
        due = date(2027, 4, 20) + timedelta(days=next(days))
        review.agree_extension(due, date(2026, 11, 3), _REASON)
        reviews.save(review, beside={"case_id": review.id.hex, "due": due.isoformat()})

    return extend
