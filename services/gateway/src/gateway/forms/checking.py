"""Does a form fit its command? Asked when it is declared, so that a wrong one never starts."""

import re
from collections.abc import Collection, Iterable, Iterator
from enum import Enum
from typing import Any

from pydantic import BaseModel
from shared.message import Command

from gateway.forms.field import Field, default_component
from gateway.web.shape import Shape, shape_of

_PLACES = re.compile(r"\{(\w+)(?::\w+)?\}")


class Misfit(TypeError):
    """A form that asks for something that its command does not have, or an address that cannot be filled."""


def places_in(address: str) -> list[str]:
    """`/cases/{case_id}/plan/actions/{action:int}` -> case_id, action"""
    return _PLACES.findall(address)


def check_fields(model: type[BaseModel], fields: Collection[Field]) -> None:
    for field in fields:
        shape = _shape(model, field.name)
        _check_options(model, field, shape)
        _check_when(model, field, fields)
        if field.component is not None and field.component == default_component(shape, field):
            raise Misfit(f"{model.__name__}.{field.name} is a {field.component} by itself: leave the component out")
        if field.fields:
            _check_parts(model, field, shape)


def check_fill(command: type[Command], names: Iterable[str]) -> None:
    for name in names:
        _shape(command, name)


def check_address(
    command: type[Command], fields: Collection[Field], filled: Collection[str], at: str, then: Iterable[str]
) -> None:
    """Every address can be filled, and every field that the command needs comes from somewhere."""
    here = set(places_in(at))
    for address in then:
        if unknown := set(places_in(address)) - here - {"id"} - command.model_fields.keys():
            raise Misfit(f"{address}: neither {at} nor {command.__name__} has {', '.join(sorted(unknown))}")
    asked = {field.name.partition(".")[0] for field in fields}
    if missing := [name for name in _needed(command) if name not in asked | here | set(filled)]:
        raise Misfit(f"{at} never asks for {', '.join(missing)}, which {command.__name__} needs")


def _needed(command: type[Command]) -> Iterator[str]:
    for name, field in command.model_fields.items():
        if field.is_required() and not shape_of(command, name).new:
            yield name


def _shape(model: type[BaseModel], name: str) -> Shape:
    try:
        return shape_of(model, name)
    except (KeyError, AttributeError):
        raise Misfit(f"{model.__name__} has no field {name}") from None


def _check_parts(model: type[BaseModel], field: Field, shape: Shape) -> None:
    if not (isinstance(shape.inner, type) and issubclass(shape.inner, BaseModel)):
        raise Misfit(f"{model.__name__}.{field.name} has no parts to ask for")
    check_fields(shape.inner, field.fields)
    if field.named_by and field.named_by not in {part.name for part in field.fields}:
        raise Misfit(f"{model.__name__}.{field.name} is named by {field.named_by}, which it does not ask for")


def _check_options(model: type[BaseModel], field: Field, shape: Shape) -> None:
    possible = _possible(shape)
    if field.options is None or callable(field.options) or field.parse is not None or possible is None:
        return
    for one in field.options:
        value = one if isinstance(one, str) else one[0] if isinstance(one, tuple) else one.value
        if value and str(value) not in possible:
            raise Misfit(f"{model.__name__}.{field.name} cannot be {value!r}")


def _possible(shape: Shape) -> set[str] | None:
    """The values that can be picked; None: anything can be given."""
    if shape.kind == "yes-no":
        return {"yes", "no"}
    if isinstance(shape.inner, type) and issubclass(shape.inner, Enum):
        return {str(member.value) for member in shape.inner}
    return {str(one) for one in shape.inner} if isinstance(shape.inner, tuple) else None


def _check_when(model: type[BaseModel], field: Field, around: Collection[Field]) -> None:
    if field.when is None:
        return
    name, value = field.when
    other = next((one for one in around if one.name == name), None)
    if other is None:
        raise Misfit(f"{model.__name__}.{field.name} hangs on {name}, which the form does not ask")
    possible = _picked(other, _possible(_shape(model, name)))
    if possible is not None and value not in possible:
        raise Misfit(f"{model.__name__}.{field.name} hangs on {name} being {value!r}, which it cannot be")


def _picked(field: Field, possible: set[str] | None) -> Any:
    if field.options is None or callable(field.options):
        return possible
    return {one if isinstance(one, str) else one[0] if isinstance(one, tuple) else one.value for one in field.options}
