"""What does a service tell others, in which order, and what was already told?"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from shared.wire import Fact


class FeedRow(NamedTuple):
    id: int
    fact: Fact


def add(tx: Connection, facts: Sequence[Fact]) -> None:
    """Rows without a number, in the command's transaction."""
    raise NotImplementedError


def number_waiting(tx: Connection, producer: str, limit: int) -> list[FeedRow]:
    """Give committed rows the next numbers, without gaps. Several may ask at once: they take turns."""
    raise NotImplementedError


def unsent(tx: Connection, producer: str, limit: int) -> list[FeedRow]:
    """Numbered and not yet marked as sent, by number."""
    raise NotImplementedError


def mark_sent(tx: Connection, ids: Sequence[int]) -> None:
    raise NotImplementedError


def since(tx: Connection, producer: str, number: int, limit: int) -> list[FeedRow]:
    """Those after `number`, sent or not: the replay."""
    raise NotImplementedError


def last_number(tx: Connection) -> int:
    raise NotImplementedError
