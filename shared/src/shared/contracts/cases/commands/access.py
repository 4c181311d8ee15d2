"""Who may open the case, and its erasure."""

from typing import ClassVar

from shared.actor import SPT, Role
from shared.contracts.cases.commands.of_case import OfCase
from shared.message import Line, Text


class GrantAccess(OfCase):
    """Let a person or a post open this case (G-01)."""

    may: ClassVar[frozenset[Role]] = SPT
    grantee: Line
    """The account's id, or a post such as `csp_chair:Watford`."""
    grantee_name: Line
    role: Role
    reason: Text
    """The interest declared in advance."""


class EndAccess(OfCase):
    """End a grant (G-01)."""

    may: ClassVar[frozenset[Role]] = SPT
    grantee: Line
    reason: Text


class EraseCase(OfCase):
    """Destroy the case's key: names and free text are gone for ever, counts and dates stay (G-05)."""

    may: ClassVar[frozenset[Role]] = frozenset({Role.MANAGER})
    reason: Text


type AccessCommand = GrantAccess | EndAccess | EraseCase
