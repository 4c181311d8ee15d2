"""What may be said: events that are stored, commands that are asked for, contracts that are told to others."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, TypeAliasType, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic_core import to_json

from shared.actor import NOBODY, Role

ERASED = "[erased]"


class Personal:
    """Marks a field that is sealed with the case's key before it is stored: `Annotated[str, Personal]`.

    A marked field is a `str`, or anything that may be None. After the key is destroyed a `str` reads `[erased]`,
    the rest reads None.
    """


class New:
    """Marks the id of what a command creates: `Annotated[CaseId, New]`. The gateway fills it from the command's id."""


type Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
type Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
type Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
type PersonalText = Annotated[Text, Personal]
type PersonalLine = Annotated[Line, Personal]


if TYPE_CHECKING:  # pydantic does not name its metaclass in public
    from pydantic._internal._model_construction import ModelMetaclass
else:
    ModelMetaclass = type(BaseModel)


class _Kind(ModelMetaclass):
    """Whether a message is of a class is asked in every `match`: as quickly as of any object, without `abc`."""

    __instancecheck__ = type.__instancecheck__


class Value(BaseModel, metaclass=_Kind):
    """A part of a message. Never changed after it was made; unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Value):
    """A message that is kept or sent under a name and a version of its own.

    Names are stored for ever. They are the class's name unless `stored_as` says otherwise, never a module path; a
    golden file pins each. Versions climb by `upcast_to_N(old) -> new` static methods, one for each step.
    """

    version: ClassVar[int] = 1
    stored_as: ClassVar[str] = ""
    erases: ClassVar[bool] = False
    """Where this is on record, the key of its case (or else of its stream) is destroyed for ever (G-05)."""

    @classmethod
    def type_name(cls) -> str:
        return cls.stored_as or cls.__name__

    @classmethod
    def from_stored(cls, data: dict[str, Any], version: int) -> Self:
        """Read what was written under `version`, climbing to today's version first."""
        for step in range(version + 1, cls.version + 1):
            data = getattr(cls, f"upcast_to_{step}")(data)
        return cls.model_validate_json(to_json(data))


class Event(Named):
    """A fact of one service, stored for ever in its stream."""


class Contract(Named):
    """A fact told to other services: what they need of it and no more. `case_id` names its case, if it has one."""

    case_id: Id | None = None


class Command(Named):
    """A request to change something. `may` are the roles that may ask it: nobody, until a command says who (G-01)."""

    may: ClassVar[frozenset[Role]] = NOBODY


class Refused(Exception):
    """The rules do not allow it. The reason is written for the person who asked; `field` names the input to mend."""

    def __init__(self, reason: str, *, field: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


def members(union: Any) -> tuple[type[Any], ...]:
    """The classes of a union, through `type X = A | B` aliases and unions of such aliases."""
    return tuple(_walk(union))


def _walk(union: Any) -> Iterator[type[Any]]:
    if isinstance(union, TypeAliasType):
        yield from _walk(union.__value__)
    elif get_origin(union) is Union or type(union).__name__ == "UnionType":
        for member in get_args(union):
            yield from _walk(member)
    else:
        yield union
