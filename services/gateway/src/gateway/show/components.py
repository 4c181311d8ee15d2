"""How do the pages' templates get GOV.UK's components, our words for dates and amounts, and nothing unescaped?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup, escape
from shared.calendar import LONDON, in_words
from shared.contracts.tone import Tone, Toned

from shared import money

NOTHING = "–"
"""What stands where there is no value."""


@cache
def templates() -> Environment:
    """Templates hold no logic beyond loops; everything they show is escaped."""
    environment = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("gateway", "templates"),
                PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja", "templates")}),
            ]
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["words"] = words
    environment.filters["sentence"] = sentence
    environment.filters["moment"] = moment
    environment.filters["as_tag"] = as_tag
    environment.filters["tag_colour"] = tag_colour
    environment.filters["paragraphs"] = paragraphs
    environment.filters["cells"] = cells
    environment.globals["govuk"] = govuk
    return environment


@cache
def _macro(component: str) -> Any:
    module = templates().get_template(f"govuk_frontend_jinja/components/{component}/macro.html").module
    return getattr(module, "govuk" + "".join(word.capitalize() for word in component.split("-")))


def govuk(component: str, **params: Any) -> Markup:
    """A component of govuk-frontend: `govuk("button", text="Save")`. Parameters that are None are left out."""
    return Markup(_macro(component)({name.rstrip("_"): value for name, value in params.items() if value is not None}))


def words(value: Any) -> str:
    """A value as a person reads it."""
    match value:
        case None | "":
            return NOTHING
        case bool():
            return "Yes" if value else "No"
        case datetime():
            return moment(value)
        case date():
            return in_words(value)
        case Decimal():
            return money.in_words(value)
        case Enum():
            return in_words_of(value)
        case tuple() | list() | frozenset() | set():
            return ", ".join(words(one) for one in value) or NOTHING
        case str():
            return value
        case _:
            return str(value)  # a tag is its word


def sentence(value: Any) -> str:
    """As words, with a capital letter first; the rest stays as it is."""
    said = words(value)
    return said[:1].upper() + said[1:]


def in_words_of(value: Enum) -> str:
    """Its own words where its class has them, such as a role's; else its value."""
    return str(getattr(value, "in_words", value.value))


def moment(value: datetime | str) -> str:
    """`3 November 2026 at 2:05pm`, London time."""
    at = (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(LONDON)
    return f"{in_words(at.date())} at {at.hour % 12 or 12}:{at:%M}{'am' if at.hour < 12 else 'pm'}"


def paragraphs(text: str | None) -> Markup:
    """Typed text, with its line breaks."""
    parts = [part for part in (text or NOTHING).split("\n\n") if part.strip()]
    return Markup("").join(
        Markup('<p class="govuk-body">')
        + Markup("<br>").join(escape(line) for line in part.splitlines())
        + Markup("</p>")
        for part in parts
    )


def cells(things: Iterable[Any], *fields: str) -> list[tuple[Any, ...]]:
    """The rows of a table: these fields of each thing."""
    return [tuple(getattr(thing, field) for field in fields) for thing in things]


@dataclass(frozen=True, slots=True)
class Tag:
    """A state as it is shown: its word, and the tone of its member."""

    text: str
    tone: Tone

    def __str__(self) -> str:
        return self.text


def tag(state: Toned) -> Tag:
    """The tag of a state: its word with a capital letter, and its own tone."""
    return Tag(sentence(state), state.tone)


def as_tag(state: Toned | Tag) -> Tag:
    """Never from a bare word: a state without a tone of its own is no state."""
    return state if isinstance(state, Tag) else tag(state)


def tag_colour(shown: Tag) -> str:
    """The class of a state's tag. Blue is the tag without a class."""
    return "" if shown.tone is Tone.BLUE else f"govuk-tag--{shown.tone.value}"
