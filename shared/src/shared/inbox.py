"""What of others' feeds has been applied, what is parked, and which commands were already answered?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection

from shared.wire import Fact


@dataclass(frozen=True, slots=True)
class Applied:
    """`number` is the last number applied (or parked) of this producer; with `gap`, the facts did not follow on, and the
    producer is to be asked for its feed from `number + 1`. `parked` are the numbers parked in this call."""

    number: int
    gap: bool = False
    parked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ParkedFact:
    """`waiting`: nothing is wrong with it, but an earlier one of the same case is parked. `fact.data` is sealed."""

    id: int
    fact: Fact
    state: Literal["parked", "waiting", "discarded"]
    error: str
    at: datetime


def applied(tx: Connection) -> dict[str, int]:
    """The last number applied, of each producer."""
    raise NotImplementedError


def set_applied(tx: Connection, producer: str, number: int) -> None:
    raise NotImplementedError


def answered(tx: Connection, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """command id -> (fingerprint, reply as JSON)"""
    raise NotImplementedError


def parked(tx: Connection) -> list[ParkedFact]:
    """Parked and waiting, oldest first; for the operator."""
    raise NotImplementedError
