"""Where are files kept, so that nobody reads them without the case's key and nobody changes one unnoticed?

A file is known by the SHA-256 of its bytes, which the record keeps. In the store it lies in pieces, each encrypted with
the case's key, under a name made from that hash and the same key: the same file in two cases lies there twice, with
nothing to connect the two, and when the key is destroyed neither its content nor its name tells anything any more.
"""

import hashlib
import hmac
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from obstore.store import LocalStore, MemoryStore, ObjectStore, from_url

from shared.asking import PIECE_BYTES

NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Document:
    """`hash` is the SHA-256 of the file, in hexadecimal; `size` its bytes."""

    hash: str
    size: int


class DocumentMissing(Exception):
    """There is no such file under this key."""


class DocumentChanged(Exception):
    """What lies in the store is not what was put there."""


class Documents:
    """The store at a URL: `file:///…`, `memory://`, `s3://…`, `az://…`. Keys are passed in, and not kept. It blocks, so
    call it in a thread.
    """

    def __init__(self, url: str) -> None:
        self._folder: Path | None = None
        self._store: ObjectStore
        if url.startswith("file://"):
            self._folder = Path(unquote(urlsplit(url).path))
            self._store = LocalStore(self._folder, mkdir=True)
        else:
            self._store = MemoryStore() if url.startswith("memory://") else from_url(url)

    def put(self, plain: bytes, key: bytes) -> Document:
        """When this returns the file is kept. Putting it again changes nothing."""
        document = Document(hashlib.sha256(plain).hexdigest(), len(plain))
        for at, piece in enumerate(pieces(plain)):
            self.put_piece(document.hash, at, piece, key)
        return document

    def get(self, hash: str, key: bytes) -> bytes:
        """The file, or DocumentMissing, or DocumentChanged."""
        found = [self.piece(hash, 0, key)]
        while not is_last(found[-1]):
            found.append(self.piece(hash, len(found), key))
        plain = b"".join(found)
        if hashlib.sha256(plain).hexdigest() != hash:
            raise DocumentChanged(_CHANGED)
        return plain

    def put_piece(self, hash: str, at: int, piece: bytes, key: bytes) -> None:
        """One piece of the file with this hash, counted from 0."""
        name, nonce = _name(hash, at, key), os.urandom(NONCE_BYTES)
        self._store.put(name, nonce + _cipher(key).encrypt(nonce, piece, name.encode()))
        if self._folder:
            _to_disk(self._folder / name)

    def piece(self, hash: str, at: int, key: bytes) -> bytes:
        """DocumentMissing, or DocumentChanged, where it is not there as it was put."""
        name = _name(hash, at, key)
        try:
            stored = bytes(self._store.get(name).bytes())
        except FileNotFoundError:
            raise DocumentMissing("This document is not in the store, or its key was destroyed.") from None
        try:
            return _cipher(key).decrypt(stored[:NONCE_BYTES], stored[NONCE_BYTES:], name.encode())
        except (InvalidTag, ValueError):
            raise DocumentChanged(_CHANGED) from None

    def delete(self, hash: str, key: bytes) -> None:
        """Makes room. What takes a file away for ever, backups included, is destroying the key."""
        with suppress(FileNotFoundError, DocumentMissing):
            at = 0
            while True:
                last = is_last(self.piece(hash, at, key))
                self._store.delete(_name(hash, at, key))
                if last:
                    return
                at += 1


def pieces(plain: bytes) -> Iterator[bytes]:
    """One at least; the last is shorter than the others, if need be empty."""
    for start in range(0, len(plain) + 1, PIECE_BYTES):
        yield plain[start : start + PIECE_BYTES]


def is_last(piece: bytes) -> bool:
    return len(piece) < PIECE_BYTES


_CHANGED = "This document was changed outside the system, so it is not shown. A backup may have it as it was."


def _name(hash: str, at: int, key: bytes) -> str:
    name = hmac.digest(_derived(key, b"names of documents"), f"{hash}/{at}".encode(), "sha256").hex()
    return f"{name[:2]}/{name}"


def _cipher(key: bytes) -> AESGCM:
    return AESGCM(_derived(key, b"content of documents"))


def _derived(key: bytes, purpose: bytes) -> bytes:
    """A key for each purpose, so that the case's key is never used in two ways."""
    if len(key) != 32:
        raise ValueError("the key of a case has 32 bytes")
    return hmac.digest(key, purpose, "sha256")


def _to_disk(path: Path) -> None:
    """The folder's store does not wait for the disk, but the record must not name a file that a power cut takes."""
    for place in (path, path.parent, path.parent.parent):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
