"""How an aggregate decides: facts so far and a command in, new facts or a refusal out. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Any

from shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Context:
    """What a command is decided in: who asks, the civil date in London (C-07) and the instant in UTC, and what the
    service's own read models said when it was asked (`look_up` of the aggregate), if the decision needs them."""

    actor: Actor
    today: date
    at: datetime
    found: Any = None


@dataclass(frozen=True, slots=True)
class Decider[C, S, E]:
    """`decide` raises only `Refused`, and returns [] when what is asked is already so; `evolve` never raises."""

    decide: Callable[[C, S, Context], list[E]]
    evolve: Callable[[S, E], S]
    initial: S


def fold[C, S, E](decider: Decider[C, S, E], events: Iterable[E], state: S | None = None) -> S:
    """The state after `events`, from the beginning or from `state`."""
    return reduce(decider.evolve, events, decider.initial if state is None else state)
