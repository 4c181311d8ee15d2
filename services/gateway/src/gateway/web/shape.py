"""What is asked for in a field of a command: a date, an amount, a choice, some text, or a list of such parts?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAliasType, Union, get_args, get_origin
from uuid import UUID, uuid5

from pydantic import BaseModel, StringConstraints
from pydantic_core import to_json
from shared.calendar import PartialDate
from shared.message import Line, New

LONG = 500
"""Text that may be longer than this is typed into a box of several lines."""


@dataclass(frozen=True, slots=True)
class Shape:
    """`kind` is the plain kind; `inner` the class of a choice, a part or the parts of a list; `optional`: it may be
    left out; `new`: an id that the gateway makes."""

    kind: Literal["text", "line", "date", "partial-date", "yes-no", "choice", "money", "number", "part", "list"]
    inner: Any = None
    optional: bool = False
    new: bool = False
    default: Any = None


def shape_of(model: type[BaseModel], name: str) -> Shape:
    """The shape of `model`'s field; a dotted name goes into a part: `address.postcode`."""
    first, _, rest = name.partition(".")
    field = model.model_fields[first]
    shape = _shape(field.annotation, [*field.metadata])
    if rest:
        return shape_of(shape.inner, rest)
    required = field.is_required()
    return Shape(
        shape.kind,
        shape.inner,
        optional=shape.optional or not required,
        new=shape.new,
        default=None if required else field.get_default(),
    )


def _shape(annotation: Any, metadata: list[Any]) -> Shape:
    if annotation is PartialDate:
        return Shape("partial-date")
    if annotation is Line:
        return Shape("line")
    if isinstance(annotation, TypeAliasType):
        return _shape(annotation.__value__, metadata)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(args[0], [*metadata, *args[1:]])
    if origin in (Union, UnionType):
        inner = [one for one in args if one is not NoneType]
        return _with(_shape(inner[0], metadata), optional=NoneType in args)
    if origin is Literal:
        return Shape("choice", args)
    if origin in (tuple, list, frozenset, set):
        return Shape("list", _innermost(args[0]))
    new = New in metadata or any(isinstance(one, New) for one in metadata)
    return _with(_plain(annotation, metadata), new=new)


def _plain(annotation: Any, metadata: list[Any]) -> Shape:
    if isinstance(annotation, type):
        if issubclass(annotation, Enum):
            return Shape("choice", annotation)
        if issubclass(annotation, BaseModel):
            return Shape("part", annotation)
        if issubclass(annotation, bool):
            return Shape("yes-no")
        for kind, plain in (("number", int), ("money", Decimal), ("date", date)):
            if issubclass(annotation, plain):
                return Shape(kind)  # type: ignore[arg-type]
    limits = [one.max_length for one in metadata if isinstance(one, StringConstraints) and one.max_length]
    return Shape("line" if limits and max(limits) <= LONG else "text")


def _with(shape: Shape, *, optional: bool = False, new: bool = False) -> Shape:
    return Shape(shape.kind, shape.inner, shape.optional or optional, shape.new or new, shape.default)


def _innermost(annotation: Any) -> Any:
    """The class behind an alias: what the parts of a list are."""
    shape = _shape(annotation, [])
    return shape.inner if shape.kind in ("part", "choice") else str


def with_new_ids(model: type[BaseModel], data: dict[str, Any], command_id: str, path: str = "") -> dict[str, Any]:
    """`data` with each id that is marked New and was not given, made from the command's id: the same every time."""
    filled = dict(data)
    for name in model.model_fields:
        shape, here = shape_of(model, name), f"{path}{name}"
        if shape.new and name not in filled:
            filled[name] = uuid5(UUID(hex=command_id), here).hex
        elif shape.kind == "part" and isinstance(filled.get(name), dict):
            filled[name] = with_new_ids(shape.inner, filled[name], command_id, f"{here}-")
        elif shape.kind == "list" and isinstance(shape.inner, type) and issubclass(shape.inner, BaseModel):
            parts = filled.get(name)
            if isinstance(parts, list | tuple):
                filled[name] = [
                    with_new_ids(shape.inner, part, command_id, f"{here}-{number}-") if isinstance(part, dict) else part
                    for number, part in enumerate(parts)
                ]
    return filled


def from_path(model: type[BaseModel], path: Mapping[str, str]) -> dict[str, Any]:
    """What the parts of an address say of the message, as JSON would carry it."""
    given = {name: value for name, value in path.items() if name in model.model_fields}
    return {name: int(value) if shape_of(model, name).kind == "number" else value for name, value in given.items()}


def check[M: BaseModel](model: type[M], data: Mapping[str, Any]) -> M:
    """The message, read as strictly as what comes over the API: nothing is bent to fit."""
    return model.model_validate_json(to_json(data), strict=True)
