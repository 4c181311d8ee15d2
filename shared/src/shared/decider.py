"""How does an aggregate decide? Facts so far and a command in, new facts or a refusal out. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Any, get_type_hints

from shared.actor import Actor
from shared.message import Command, Event, members


@dataclass(frozen=True, slots=True)
class Context[Found = Any]:
    """What a command is decided in: who asks, the civil date in London (C-07) and the instant in UTC, and what the
    service's own read models said when it was asked (`look_up` of the aggregate), if the decision needs them."""

    actor: Actor
    today: date
    at: datetime
    found: Found


@dataclass(frozen=True, slots=True)
class Decider[C, S, E, Found = Any]:
    """`decide` raises only `Refused`, and returns [] when what is asked is already so; `evolve` never raises.

    `commands` and `events` are what the two functions say they take: nobody lists them a second time.
    """

    decide: Callable[[C, S, Context[Found]], list[E]]
    evolve: Callable[[S, E], S]
    initial: S
    commands: tuple[type[Command], ...] = ()
    events: tuple[type[Event], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "commands", self.commands or taken(self.decide, 0))
        object.__setattr__(self, "events", self.events or taken(self.evolve, 1))


@dataclass(frozen=True, slots=True)
class Slice[C, S, E, Found, Part]:
    """A part of an aggregate: what it decides, and how its events move its part of the state.

    `get` reads the part from the state, `put` gives the state with another part. A slice that moves the whole state
    has neither.
    """

    decide: Callable[[C, S, Context[Found]], list[Any]]
    evolve: Callable[[Part, E], Part]
    get: Callable[[S], Part]
    put: Callable[[S, Part], S]


def whole[C, S, E, Found](
    decide: Callable[[C, S, Context[Found]], list[Any]], evolve: Callable[[S, E], S]
) -> Slice[C, S, E, Found, S]:
    """A slice whose events move the whole state."""
    return Slice(decide, evolve, lambda state: state, lambda _, after: after)


def of_slices[S, Found](initial: S, *slices: Slice[Any, S, Any, Found, Any]) -> Decider[Any, S, Any, Found]:
    """One decider of several slices. Raises TypeError where two of them take the same command or event."""
    decides = _by_class((part, taken(part.decide, 0)) for part in slices)
    moves = _by_class((part, taken(part.evolve, 1)) for part in slices)

    def decide(command: Any, state: S, context: Context[Found]) -> list[Any]:
        return decides[type(command)].decide(command, state, context)

    def evolve(state: S, event: Any) -> S:
        part = moves[type(event)]
        return part.put(state, part.evolve(part.get(state), event))

    return Decider(decide, evolve, initial, tuple(decides), tuple(moves))


def fold[C, S, E, F](decider: Decider[C, S, E, F], events: Iterable[E], state: S | None = None) -> S:
    """The state after `events`, from the beginning or from `state`."""
    return reduce(decider.evolve, events, decider.initial if state is None else state)


def taken(function: Callable[..., Any], position: int) -> tuple[type[Any], ...]:
    """The classes that a parameter of a function takes: the members of its annotation."""
    hints = [hint for name, hint in get_type_hints(function).items() if name != "return"]
    if len(hints) <= position:
        raise TypeError(f"{function.__qualname__} does not say what it takes")
    return members(hints[position])


def _by_class[T](parts: Iterable[tuple[T, tuple[type[Any], ...]]]) -> dict[type[Any], T]:
    found: dict[type[Any], T] = {}
    for part, classes in parts:
        for one in classes:
            if one in found:
                raise TypeError(f"Two slices take {one.__name__}")
            found[one] = part
    return found
