"""What is a form? A command and its wording, checked against the command when it is declared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from shared.message import Command

from gateway.forms.checking import check_fields, check_fill
from gateway.forms.field import Field
from gateway.web.routes import Ask
from gateway.web.visit import Visit

type Text = str | Callable[[Any], str]
"""A text, or a function of the answer to the form's question."""


@dataclass(frozen=True, slots=True)
class Form:
    """A command and its wording. What stands in the address (`{case_id}`) fills the command's fields of those names."""

    command: type[Command]
    title: Text
    fields: tuple[Field, ...]
    submit: str = "Save"
    done: str = "/"
    """Where to go then; `{…}` are fields of the command."""
    said: Text = ""
    """The sentence shown there, such as “The decision is recorded.”"""
    intro: Text = ""
    """A paragraph or more above the fields."""
    warning: str = ""
    """Before distressing text (G-09)."""
    back: str = ""
    """The link back; `{…}` from the address. Else the page that `done` names, where the address fills it."""
    check: bool = False
    """Show the answers once more before they are sent."""
    asks: Ask | None = None
    """What the form has to know before it can be shown: its options, its first values. Functions get its answer."""
    start: Callable[[Visit, Any], Mapping[str, Any]] | None = None
    """The first values, by the command's field."""
    fill: Mapping[str, Callable[[Visit, Any], Any]] = MappingProxyType({})
    """What nobody types: for a field of the command, what makes it of the visit and the answer, as JSON carries it."""
    files_under: str = ""
    """With whose key chosen documents are kept: `case-{case_id}` from the address, or a new id of the command's."""
    template: str = "forms/form.html"

    def __post_init__(self) -> None:
        check_fields(self.command, self.fields)
        check_fill(self.command, self.fill)
