"""What the orders service may be asked."""

from typing import ClassVar

from shared.actor import Role
from shared.message import Id, Value
from shared.question import Question


class OrderView(Value):
    guest: str
    dishes: int


class ShowOrder(Question[OrderView]):
    may: ClassVar = frozenset({Role.MANAGER})
    case_id: Id
