"""What may be asked of the kitchen: by itself alone."""

from typing import ClassVar

from shared.actor import Role
from shared.message import Command, Id, PersonalLine


class Cook(Command):
    may: ClassVar = frozenset({Role.SERVICE})
    case_id: Id
    dish: str


class Welcome(Command):
    may: ClassVar = frozenset({Role.SERVICE})
    case_id: Id
    guest: PersonalLine


class Tidy(Command):
    """What the passing of time asks for."""

    may: ClassVar = frozenset({Role.SERVICE})
    case_id: Id
