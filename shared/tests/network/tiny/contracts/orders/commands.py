"""What may be asked of the orders service."""

from typing import Annotated, ClassVar

from shared.actor import Role
from shared.message import Command, Id, Line, New, PersonalLine


class PlaceOrder(Command):
    may: ClassVar = frozenset({Role.MANAGER})
    case_id: Annotated[Id, New]
    guest: PersonalLine
    seats: int = 1


class AddDishes(Command):
    """Several at once, all or none."""

    may: ClassVar = frozenset({Role.MANAGER})
    case_id: Id
    dishes: tuple[Line, ...]
