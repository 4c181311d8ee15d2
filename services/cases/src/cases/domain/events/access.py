"""Who may open the case, and its erasure. Names and fields are stored for ever."""

from datetime import date
from typing import ClassVar

from shared.actor import Role
from shared.message import Event


class AccessGranted(Event):
    """A person or a post may open this case."""

    grantee: str
    grantee_name: str
    role: Role
    reason: str
    granted_on: date


class AccessEnded(Event):
    """A person or a post may no longer open this case."""

    grantee: str
    reason: str


class CaseErased(Event):
    """The case's key was destroyed; names and free text are gone, counts and dates stay."""

    erases: ClassVar[bool] = True
    reason: str


type AccessEvent = AccessGranted | AccessEnded | CaseErased
