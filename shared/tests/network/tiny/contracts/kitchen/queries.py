"""What the kitchen may be asked."""

from typing import ClassVar

from shared.actor import Role
from shared.message import Id, Value
from shared.question import Question


class PlatesView(Value):
    """`in_order`: each dish was the next one of its order."""

    plates: int
    cooked: int
    in_order: bool
    guest: str | None
    tidied: bool


class ShowPlates(Question[PlatesView]):
    may: ClassVar = frozenset({Role.MANAGER})
    case_id: Id


class TotalView(Value):
    orders: int
    plates: int
    out_of_order: int


class CountPlates(Question[TotalView]):
    may: ClassVar = frozenset({Role.MANAGER})
