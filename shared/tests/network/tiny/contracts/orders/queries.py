"""What the orders service may be asked."""

from typing import ClassVar

from shared.actor import Role
from shared.message import Id, Value
from shared.question import FilePiece, Question


class OrderView(Value):
    guest: str
    dishes: int


class ShowOrder(Question[OrderView]):
    may: ClassVar = frozenset({Role.MANAGER})
    case_id: Id


class RecipeFile(Question[FilePiece]):
    may: ClassVar = frozenset({Role.MANAGER})
    case_id: Id
    sha256: str
    at: int = 0
