"""How is a field of a command asked for? Declared once, as data."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Literal

from pydantic import BaseModel

from gateway.show.components import in_words_of
from gateway.web.shape import Shape, shape_of

type Component = Literal[
    "input", "textarea", "date", "partial-date", "radios", "checkboxes", "select", "money", "number",
    "yes-no", "confirm", "lines", "group", "file", "document", "hidden", "email", "password",
]  # fmt: skip

RADIOS_UP_TO = 8
"""A longer list of options is a select."""


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    text: str
    hint: str = ""


type Options = Iterable[Option | tuple[str, str] | str] | Callable[[Any], Iterable[Option | tuple[str, str] | str]]


@dataclass(frozen=True, slots=True)
class Field:
    """`name` is the command's field; `noun` what it is, as an error names it: `the date of the decision`. What is left
    out follows from the command's type: the component, whether it is optional, the options of a choice."""

    name: str
    noun: str
    component: Component | None = None
    hint: str = ""
    ask: str = ""
    """The question, in the guide's words. Else the noun, with a capital letter first."""
    missing: str = ""
    """What to say when it is empty. Else “Enter …” or “Select …”."""
    options: Options | None = None
    """Options, or a function of the answer to the form's question that gives them."""
    fields: tuple["Field", ...] = ()
    """The fields of each part of a group, such as several people who died."""
    each: str = ""
    """What one part of a group is called: `person who died`."""
    at_least: int = 1
    """How many parts of a group are shown at the start."""
    named_by: str = ""
    """The parts of a group are those that the form starts with, each headed by this field of it: none is added."""
    when: tuple[str, str] | None = None
    """Asked only when that field has that value, and shown beneath it: `("proceed", "no")`."""
    required: bool | None = None
    """Where the command leaves it open: must it be answered when it is asked?"""
    heading: str = ""
    """A heading above it, where a new part of the form begins."""
    warning: str = ""
    """A warning above it (G-09)."""
    width: str = ""
    """`2`, `4`, `5`, `10`, `20`, or `two-thirds`, `one-half`."""
    autocomplete: str = ""
    parse: Callable[[str], Any] | None = None
    """From the typed text, or the text of a file, to the command's field. ValueError(what to say) where it cannot."""

    @property
    def key(self) -> str:
        return self.name.replace(".", "-")

    @property
    def label(self) -> str:
        return self.ask or _sentence(self.noun)


@dataclass(frozen=True, slots=True)
class Asked:
    """A field with everything settled: its shape, its component, its options, its place in the form."""

    field: Field
    shape: Shape
    component: Component
    options: tuple[Option, ...]
    key: str
    parts: tuple["Asked", ...] = ()
    """The fields of one part of a group; their keys follow the group's key and the part's number."""

    quiet: bool = False
    """Do not write “(optional)” beside it: a filter always is."""

    @property
    def optional(self) -> bool:
        return self.shape.optional if self.field.required is None else not self.field.required

    def at(self, prefix: str) -> "Asked":
        return replace(self, key=f"{prefix}{self.field.key}")

    def of(self, number: int) -> tuple["Asked", ...]:
        """The fields of one part of a group."""
        return tuple(part.at(f"{self.key}-{number}-") for part in self.parts)


def settle(model: type[BaseModel], fields: Iterable[Field], found: Any = None) -> tuple[Asked, ...]:
    """The fields as they are asked now; `found` is the answer to the form's question."""
    settled = []
    for field in fields:
        shape = shape_of(model, field.name)
        options = _options(field, shape, found)
        component = field.component or _component(shape, field, len(options))
        parts = settle(shape.inner, field.fields, found) if component == "group" else ()
        settled.append(Asked(field, shape, component, options, field.key, parts))
    return tuple(settled)


def default_component(shape: Shape, field: Field) -> Component | None:
    """What follows from the command's type alone; None where that depends on how many options are given."""
    if field.options is not None and shape.kind != "list":
        return None
    return _component(shape, field, len(tuple(_choices(shape))))


def _component(shape: Shape, field: Field, options: int) -> Component:
    if field.options is not None or shape.kind == "choice":
        if shape.kind == "list":
            return "checkboxes"
        return "radios" if options <= RADIOS_UP_TO else "select"
    match shape.kind:
        case "list":
            if field.fields:
                return "group"
            return "checkboxes" if isinstance(shape.inner, type) and issubclass(shape.inner, Enum) else "lines"
        case "date" | "partial-date" | "yes-no" | "money" | "number":
            return shape.kind
        case "text":
            return "textarea"
        case _:
            return "input"


def _options(field: Field, shape: Shape, found: Any) -> tuple[Option, ...]:
    given = field.options(found) if callable(field.options) else field.options
    if given is None:
        given = _choices(shape)
    return tuple(
        one
        if isinstance(one, Option)
        else Option(*one)
        if isinstance(one, tuple)
        else Option(str(one), _sentence(str(one)))
        for one in given
    )


def _choices(shape: Shape) -> Iterable[Option]:
    inner = shape.inner
    if isinstance(inner, type) and issubclass(inner, Enum):
        for member in inner:
            yield Option(str(member.value), _sentence(in_words_of(member)))
    elif isinstance(inner, tuple):
        yield from (Option(str(one), _sentence(str(one))) for one in inner)


def _sentence(text: str) -> str:
    """A capital letter first, as everything a person picks from begins with one."""
    return text[:1].upper() + text[1:]
