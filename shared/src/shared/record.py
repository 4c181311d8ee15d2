"""A message with its place in the record: an event as it was stored, or another service's contract as it arrived."""

from dataclasses import dataclass
from datetime import datetime

from shared.message import Contract, Event


@dataclass(frozen=True, slots=True)
class Recorded[M: Event | Contract]:
    """`stream` and `version` name the event; for a contract they are those of the event that it tells of. `actor_id` is
    who asked; `position` orders the events of one service; for a contract it is the number in its producer's feed."""

    message: M
    producer: str
    stream: str
    version: int
    position: int
    at: datetime
    actor_id: str
    command_id: str
