"""Who keeps the keys of personal data, and how are they destroyed for ever?"""

import hashlib
import hmac
import os
import time
from collections.abc import Collection
from threading import Lock
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, Connection, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects import postgresql, sqlite

from shared.database.engine import Database, take_turn
from shared.database.sql import select_many

KEYS = Table(
    "keys",
    MetaData(),
    Column("subject", Text, primary_key=True),
    Column("wrapped", LargeBinary),  # nothing: destroyed
)

KEY_BYTES = 32
_NONCE_BYTES = 12
_MOST_REMEMBERED = 10_000
_FRESH_SECONDS = 30.0
"""How long a key may be used without looking whether another replica has destroyed it."""


class KeyNotHeld(Exception):
    """These keys exist (or may), but not here: their owner is to be asked."""

    def __init__(self, *subjects: str) -> None:
        super().__init__("the key of this case is not held here")
        self.subjects = subjects


class Vault:
    """Keys, in a database of their own, each wrapped by the master key."""

    def __init__(self, url: str, master_key: bytes) -> None:
        self._database = Database(url)
        self._wrapping = AESGCM(master_key)
        self._fingerprinting = hmac.digest(master_key, b"fingerprints of commands", "sha256")
        self._known: dict[str, tuple[float, bytes]] = {}
        self._lock = Lock()
        self.destroyed = 0
        """How often this replica destroyed a key. Whoever remembers opened messages forgets them when it grows."""
        with self._database.begin() as tx:
            take_turn(tx)
            KEYS.create(tx, checkfirst=True)

    def keys(self, subjects: Collection[str], *, make: bool) -> dict[str, bytes | None]:
        """subject -> key; None: destroyed. A subject that is not there is not held (with `make`, it is made)."""
        now = time.monotonic()
        with self._lock:
            destroyed = self.destroyed
            known: dict[str, bytes | None] = {
                subject: entry[1]
                for subject in subjects
                if (entry := self._known.get(subject)) and now - entry[0] < _FRESH_SECONDS
            }
        missing = set(subjects) - known.keys()
        if not missing:
            return known
        found = self._read(missing, make=make)
        with self._lock:
            if destroyed == self.destroyed:  # else what was just read may have been destroyed meanwhile
                self._remember(found, now)
        return known | found

    def put(self, subject: str, key: bytes) -> None:
        """A key handed over by its owner. One that was destroyed here stays destroyed."""
        with self._database.begin() as tx:
            tx.execute(self._new(), [{"subject": subject, "wrapped": self._wrap(subject, key)}])

    def destroy(self, subject: str) -> None:
        """For ever: a destroyed subject gets no new key."""
        with self._database.begin() as tx:
            self._database.scrub(tx)
            gone = self._insert().values(subject=subject, wrapped=None)
            tx.execute(gone.on_conflict_do_update(index_elements=["subject"], set_={"wrapped": None}))
        with self._lock:
            self._known.pop(subject, None)
            self.destroyed += 1
        self._database.sweep(KEYS)

    def holds(self, subject: str) -> bool:
        return self.keys([subject], make=False).get(subject) is not None

    def fingerprint(self, content: bytes) -> str:
        """By which the same content is known again, and which tells nothing of it to those without the master key."""
        return hashlib.blake2b(content, key=self._fingerprinting, digest_size=32).hexdigest()

    def close(self) -> None:
        self._database.close()

    def _read(self, subjects: Collection[str], *, make: bool) -> dict[str, bytes | None]:
        with self._database.read() as tx:
            found = self._unwrapped(tx, subjects)
        if make and (new := [subject for subject in subjects if subject not in found]):
            with self._database.begin() as tx:
                rows = [{"subject": one, "wrapped": self._wrap(one, os.urandom(KEY_BYTES))} for one in sorted(new)]
                tx.execute(self._new(), rows)
                found |= self._unwrapped(tx, new)  # another replica may have been quicker, and its key stands
        return found

    def _remember(self, found: dict[str, bytes | None], now: float) -> None:
        if len(self._known) > _MOST_REMEMBERED:
            self._known.clear()
        self._known.update({subject: (now, key) for subject, key in found.items() if key})

    def _unwrapped(self, tx: Connection, subjects: Collection[str]) -> dict[str, bytes | None]:
        rows = select_many(tx, KEYS, [(subject,) for subject in subjects])
        return {subject: self._unwrap(subject, bytes(wrapped)) if wrapped else None for subject, wrapped in rows}

    def _insert(self) -> Any:
        return (postgresql if self._database.dialect == "postgresql" else sqlite).insert(KEYS)

    def _new(self) -> Any:
        return self._insert().on_conflict_do_nothing(index_elements=["subject"])

    def _wrap(self, subject: str, key: bytes) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._wrapping.encrypt(nonce, key, subject.encode())

    def _unwrap(self, subject: str, wrapped: bytes) -> bytes:
        return self._wrapping.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], subject.encode())
