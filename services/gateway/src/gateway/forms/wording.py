"""How is what pydantic finds wrong said to a council officer? In plain English, naming the field."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from gateway.forms.field import Asked
from gateway.forms.reading import Problems, begin, missing

GENERAL = ""
"""The key of what is wrong with the whole, not with one field."""


def problems_of(wrong: ValidationError, fields: Sequence[Asked]) -> Problems:
    """The first error of each field, under the field's key. An error of no field of the form is the whole form's."""
    found: Problems = {}
    for error in wrong.errors(include_url=False, include_input=False):
        asked = _place(error["loc"], fields)
        found.setdefault(asked.key if asked else GENERAL, in_english(error, asked))
    return found


def merged(found: Problems, unread: Problems) -> Problems:
    """What could not be read says more than “missing”; what is wrong within a group more than what is wrong with it;
    and what is wrong with the whole is said when nothing else is."""
    both = {**found, **unread}
    outer = {key for key in both if any(other.startswith(f"{key}-") for other in both)}
    alone = {GENERAL} if len(both) > 1 else set()
    return {key: said for key, said in both.items() if key not in outer | alone}


def _place(loc: Iterable[int | str], fields: Sequence[Asked]) -> Asked | None:
    """The field that a pydantic place points at, or the nearest one around it."""
    path, within, nearest = "", tuple(fields), None
    for step in loc:
        path = f"{path}-{step}" if path else str(step)
        for asked in within:
            if asked.key == path:
                nearest = asked
        if isinstance(step, int) and nearest is not None and nearest.parts:
            within = nearest.of(step)
    return nearest


def in_english(error: Mapping[str, Any], asked: Asked | None) -> str:
    about: Mapping[str, Any] = error.get("ctx", {})
    name = begin(asked) if asked else _from_place(error)
    match error["type"]:
        case "missing":
            return missing(asked) if asked else f"{name} is missing"
        case "string_too_short":
            return missing(asked) if asked else f"{name} must not be empty"
        case "string_too_long":
            return f"{name} must be {about['max_length']:,} characters or fewer"
        case "too_short" if asked and asked.component == "group":
            least = about["min_length"]
            return f"Add at least {'one' if least == 1 else least} {asked.field.each or 'entry'}"
        case "too_short":
            least = about["min_length"]
            return f"{name} must have at least {'one' if least == 1 else least}"
        case "too_long":
            return f"{name} must have {about['max_length']} or fewer"
        case "greater_than_equal":
            return f"{name} must be {about['ge']} or more"
        case "greater_than":
            return f"{name} must be more than {about['gt']}"
        case "less_than_equal":
            return f"{name} must be {about['le']} or less"
        case "less_than":
            return f"{name} must be less than {about['lt']}"
        case "enum" | "literal_error":
            return (
                f"Select {asked.field.noun} from the list" if asked else f"{name} must be one of: {about['expected']}"
            )
        case "date_from_datetime_parsing" | "date_parsing" | "date_type" | "date_from_datetime_inexact":
            return f"{name} must be a real date" + ("" if asked else ", like 2026-11-03")
        case "int_type" | "int_parsing" | "int_from_float":
            return f"{name} must be a whole number"
        case "bool_type" | "bool_parsing":
            return f"{name} must be yes or no" if asked else f"{name} must be true or false"
        case "string_type":
            return f"{name} must be text"
        case "extra_forbidden":
            return f"{name} is not something that can be given here"
        case kind if kind.startswith("decimal") and asked and asked.component != "money":
            return f"{name} must be a number with two decimal places or fewer, like 7.4"
        case kind if kind.startswith("decimal"):
            return f"{name} must be an amount in pounds, like {'8000 or 8,000.50' if asked else '8000.50'}"
        case "value_error":
            return str(about["error"])
        case _:
            return f"{name} is not right. Please look at it again"


def _from_place(error: Mapping[str, Any]) -> str:
    """The name of a field that no form wraps: what a program sent."""
    return ".".join(str(step) for step in error["loc"]) or "What was sent"
