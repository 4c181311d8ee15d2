"""What an answer is made from: the service's tables at one moment, and the streams of its own record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from shared.actor import Actor
from shared.question import FilePiece
from shared.record import Recorded


@dataclass(frozen=True, slots=True)
class Reader:
    """`tx` reads the service's tables; `history(stream)` gives a stream's events, unsealed, oldest first (empty where
    there is none); `actor` is who asks and `today` the civil date in London; `file(subject, sha256, at)` is a piece of
    a file that is kept under the subject's key, or NotFound."""

    tx: Connection
    actor: Actor
    today: date
    history: Callable[[str], list[Recorded[Any]]]
    file: Callable[[str, str, int], FilePiece]
