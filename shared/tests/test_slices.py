"""Is an aggregate made of slices one decider, and does it notice what two of them claim?"""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from shared.decider import Context, Decider, Slice, fold, of_slices, whole
from shared.message import Command, Event
from shared.testing.spec import Spec


class Knock(Command):
    pass


class Ring(Command):
    pass


class Knocked(Event):
    pass


class Rang(Event):
    pass


@dataclass(frozen=True)
class House:
    knocks: int = 0
    rings: int = 0


def knock(command: Knock, house: House, context: Context) -> list[Knocked]:
    return [Knocked()]


def after_knock(knocks: int, event: Knocked) -> int:
    return knocks + 1


def ring(command: Ring, house: House, context: Context) -> list[Rang]:
    return [Rang()]


def after_ring(house: House, event: Rang) -> House:
    return replace(house, rings=house.rings + 1)


DOOR = Slice(knock, after_knock, lambda house: house.knocks, lambda house, knocks: replace(house, knocks=knocks))
HOUSE: Decider[Knock | Ring, House, Knocked | Rang] = of_slices(House(), DOOR, whole(ring, after_ring))


def test_each_slice_decides_its_commands_and_moves_its_part() -> None:
    Spec(HOUSE).when(Knock()).then(Knocked()).and_then.when(Ring()).then(Rang())
    facts: list[Knocked | Rang] = [Knocked(), Rang(), Knocked()]
    assert fold(HOUSE, facts) == House(knocks=2, rings=1)


def test_commands_and_events_are_gathered_from_what_the_slices_take() -> None:
    assert HOUSE.commands == (Knock, Ring)
    assert HOUSE.events == (Knocked, Rang)


def test_two_slices_do_not_take_the_same() -> None:
    with pytest.raises(TypeError, match="Two slices take Ring"):
        of_slices(House(), whole(ring, after_ring), whole(ring, after_ring))


def test_a_function_that_does_not_say_what_it_takes_decides_nothing() -> None:
    def silent(command, house, context):  # type: ignore[no-untyped-def]  # as a beginner might write it
        return []

    def moved(house: House, event: Rang) -> House:
        return house

    with pytest.raises(TypeError, match="does not say what it takes"):
        Decider[Any, Any, Any](silent, moved, House())
