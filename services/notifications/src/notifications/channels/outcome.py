"""What came of an attempt? `Uncertain` is an answer too: then a person decides (X-03)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """The channel said that it has the message. The recipient has not said anything yet (X-07)."""

    reply: str
    tls: str


@dataclass(frozen=True, slots=True)
class FailedForNow:
    """Surely not taken; another attempt may succeed (X-05)."""

    reason: str


@dataclass(frozen=True, slots=True)
class FailedForGood:
    """Surely not taken, and another attempt would end the same way."""

    reason: str


@dataclass(frozen=True, slots=True)
class Uncertain:
    """It may have been taken or not. It is not sent again without a person (X-03)."""

    reason: str


type Outcome = Taken | FailedForNow | FailedForGood | Uncertain
