"""Which letters are in the mailbox, and what is in one of them?"""

import secrets
import time
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path


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


def keep(folder: Path, content: bytes) -> Path:
    """The letter as it came, byte for byte, whole or not at all. Names sort by arrival."""
    name = f"{time.time_ns():020d}-{secrets.token_hex(3)}.eml"
    draft = folder / f".{name}"
    draft.write_bytes(content)
    return draft.rename(folder / name)


def letters(folder: Path) -> list[Letter]:
    """Newest first."""
    return [_read(file) for file in sorted(folder.glob("*.eml"), reverse=True)]


def letter(folder: Path, id_: str) -> Letter | None:
    file = next((file for file in folder.glob("*.eml") if file.stem == id_), None)
    return _read(file) if file else None


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
