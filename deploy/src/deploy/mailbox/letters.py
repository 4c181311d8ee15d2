"""Which letters are in the mailbox, and what is in one of them?"""

import secrets
import time
from bisect import bisect_left, insort
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from threading import Lock

PAGE = 50


@dataclass(frozen=True, slots=True)
class Attachment:
    number: int
    name: str
    media_type: str
    content: bytes

    @property
    def kilobytes(self) -> int:
        return -(-len(self.content) // 1024)


@dataclass(frozen=True, slots=True)
class Letter:
    id: str
    sender: str
    to: str
    subject: str
    sent: datetime | None
    text: str
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list, the newest first; `older` is where the next page begins."""

    letters: list[Letter]
    older: str | None
    total: int


class Letters:
    """The letters in a folder. Their names are read once and kept in mind, so that a page costs the same however many
    there are; nobody else writes there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._ids: list[str] | None = None

    def keep(self, content: bytes) -> None:
        """The letter as it came, byte for byte, whole or not at all. Names sort by arrival."""
        id_ = f"{time.time_ns():020d}-{secrets.token_hex(3)}"
        draft = self.folder / f".{id_}.eml"
        draft.write_bytes(content)
        with self._lock:
            draft.rename(self._file(id_))
            if self._ids is not None:
                insort(self._ids, id_)

    def page(self, before: str | None = None) -> Shown:
        """Those that came before this one; None: the newest of all."""
        with self._lock:
            if self._ids is None:
                self._ids = sorted(file.stem for file in self.folder.glob("*.eml"))
            end = len(self._ids) if before is None else bisect_left(self._ids, before)
            ids, total = self._ids[max(0, end - PAGE) : end], len(self._ids)
        letters = [_read(self._file(id_)) for id_ in reversed(ids)]
        return Shown(letters, ids[0] if end > PAGE else None, total)

    def one(self, id_: str) -> Letter | None:
        file = self._file(id_)
        return _read(file) if file.parent == self.folder and file.exists() else None

    def _file(self, id_: str) -> Path:
        return self.folder / f"{id_}.eml"


def _read(file: Path) -> Letter:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain", "html"))
    return Letter(
        id=file.stem,
        sender=str(message["From"] or ""),
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or "(no subject)"),
        sent=_date(message),
        text=str(body.get_content()) if body else "",
        attachments=tuple(_attachment(number, part) for number, part in enumerate(message.iter_attachments())),
    )


def _date(message: EmailMessage) -> datetime | None:
    try:
        return parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError):
        return None


def _attachment(number: int, part: EmailMessage) -> Attachment:
    content = part.get_payload(decode=True)
    return Attachment(
        number=number,
        name=part.get_filename() or f"attachment {number + 1}",
        media_type=part.get_content_type(),
        content=content if isinstance(content, bytes) else b"",
    )
