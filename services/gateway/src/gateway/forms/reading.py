"""What did the person type, and what of it can be read? Every typed value is kept, readable or not."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from gateway.forms.field import Asked

type Raw = Mapping[str, Sequence[str]]
"""What came from the browser: each name with the values typed or picked under it."""

type Problems = dict[str, str]
"""What is wrong, by the key of the field."""

MOST_PARTS = 40
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def one(raw: Raw, key: str) -> str:
    values = raw.get(key, ())
    return values[-1].strip() if values else ""


def count(raw: Raw, asked: Asked) -> int:
    """How many parts of a group the form shows."""
    typed = one(raw, f"{asked.key}-count")
    return min(int(typed), MOST_PARTS) if typed.isdecimal() else asked.field.at_least


def part_name(asked: Asked, number: int, raw: Raw) -> str:
    """How one part of a group is headed: by a field of its own, or by its number."""
    if asked.field.named_by:
        return one(raw, f"{asked.key}-{number}-{asked.field.named_by}")
    each = asked.field.each or "one"
    return f"{each[:1].upper()}{each[1:]} {number + 1}"


def is_asked(raw: Raw, asked: Asked) -> bool:
    """A field beneath a choice is asked only when that choice is picked."""
    if asked.field.when is None:
        return True
    name, value = asked.field.when
    prefix = asked.key.removesuffix(asked.field.key)
    return value in raw.get(prefix + name.replace(".", "-"), ())


def read(raw: Raw, fields: Sequence[Asked]) -> tuple[dict[str, Any], Problems]:
    """The command's data as JSON would carry it, and what could not be read. What is empty is left out."""
    data: dict[str, Any] = {}
    problems: Problems = {}
    for asked in fields:
        if not is_asked(raw, asked):
            continue
        if asked.component == "group":
            parts = [read(raw, asked.of(number)) for number in range(count(raw, asked))]
            value: Any = [part for part, _ in parts]
            for _, wrong in parts:
                problems |= wrong
        else:
            try:
                value = value_of(raw, asked)
            except ValueError as wrong:
                problems[asked.key] = str(wrong)
                continue
        if value is None or (value is False and asked.component == "confirm" and asked.field.required):
            if not asked.optional:
                problems[asked.key] = missing(asked)
        else:
            _put(data, asked.field.name, value)
    return data, problems


def missing(asked: Asked) -> str:
    if asked.field.missing:
        return asked.field.missing
    subject = asked.field.noun
    if asked.component in ("radios", "checkboxes", "select", "yes-no"):
        return f"Select {subject}"
    if asked.component in ("file", "document"):
        return f"Choose {subject}"
    return f"Enter {subject}"


def value_of(raw: Raw, asked: Asked) -> Any:
    """The value as JSON carries it; None where nothing was typed."""
    key = asked.key
    match asked.component:
        case "date":
            return _date(raw, asked)
        case "partial-date":
            return _partial_date(raw, asked)
        case "checkboxes":
            picked = [value for value in raw.get(key, ()) if value]
            return picked or (None if not asked.optional else [])
        case "confirm":
            return "yes" in raw.get(key, ())
        case "lines":
            return [line.strip() for line in one(raw, key).splitlines() if line.strip()] or None
        case "yes-no":
            return {"yes": True, "no": False}.get(one(raw, key))
        case "document":
            return _documents(raw, asked)
    text = one(raw, key) or one(raw, f"{key}-kept")
    if not text:
        return None
    if asked.field.parse:
        return asked.field.parse(text)
    match asked.component:
        case "money":
            return _money(asked, text)
        case "number":
            plain = plain_figures(text)
            if plain is None or not plain.lstrip("-").isdecimal():
                raise ValueError(f"{begin(asked)} must be a whole number, like 12")
            return int(plain)
        case "radios" | "select":
            if text not in {option.value for option in asked.options}:
                raise ValueError(f"Select {asked.field.noun} from the list")
            known: dict[str, Callable[[str], Any]] = {"yes-no": "yes".__eq__, "number": int}
            return known.get(asked.shape.kind, str)(text)
        case _:
            return text.replace("\r\n", "\n")


def _documents(raw: Raw, asked: Asked) -> Any:
    pairs = zip(raw.get(f"{asked.key}-name", ()), raw.get(f"{asked.key}-sha256", ()), strict=False)
    found = [{"name": name, "sha256": sha256} for name, sha256 in pairs]
    if asked.shape.kind == "list":
        return found or None
    return found[-1] if found else None


def begin(asked: Asked) -> str:
    """The field's name, at the beginning of a sentence."""
    subject = asked.field.noun
    return subject[:1].upper() + subject[1:]


_FIGURES = re.compile(r"-?(\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|\d+)?(\.\d+)?")
"""A comma or a space stands between thousands alone: `1,5` is no fifteen."""


_LONGEST = 20


def plain_figures(text: str) -> str | None:
    """Without what stands between thousands; None: not a number."""
    typed = text.strip()
    readable = len(typed) <= _LONGEST and _FIGURES.fullmatch(typed)
    if not readable or not any(letter.isdecimal() for letter in typed):
        return None
    return typed.replace(",", "").replace(" ", "")


def pounds(text: str) -> Decimal | None:
    """An amount in pounds and pence as it is typed; None: it is none."""
    plain = plain_figures(text.replace("£", "", 1))
    if plain is None:
        return None
    amount = Decimal(plain)
    return amount if amount == amount.quantize(Decimal("0.01")) else None


def _money(asked: Asked, text: str) -> str:
    amount = pounds(text)
    if amount is None:
        raise ValueError(f"{begin(asked)} must be an amount in pounds, like 8000 or 8,000.50")
    return str(amount)


def _date(raw: Raw, asked: Asked) -> str | None:
    day, month, year = (one(raw, f"{asked.key}-{part}") for part in ("day", "month", "year"))
    if not (day or month or year):
        return None
    lacking = [name for name, typed in (("a day", day), ("a month", month), ("a year", year)) if not typed]
    if lacking:
        raise ValueError(f"{begin(asked)} must include {' and '.join(lacking)}")
    return _real(asked, year, month, day).isoformat()


def _partial_date(raw: Raw, asked: Asked) -> str | None:
    day, month, year = (one(raw, f"{asked.key}-{part}") for part in ("day", "month", "year"))
    if not (day or month or year):
        return None
    if not year or (day and not month):
        raise ValueError(f"{begin(asked)} must include {'a year' if not year else 'a month where it has a day'}")
    real = _real(asked, year, month or "1", day or "1").isoformat()
    return real if day else real[:7] if month else real[:4]


def _real(asked: Asked, year: str, month: str, day: str) -> date:
    if not (year.isdecimal() and len(year) == 4):
        raise ValueError(f"{begin(asked)} must have a year of 4 numbers, like 2026")
    number = (
        month if month.isdecimal() else str(MONTHS.index(month[:3].lower()) + 1) if month[:3].lower() in MONTHS else ""
    )
    try:
        return date(int(year), int(number), int(day))
    except (ValueError, OverflowError):
        raise ValueError(f"{begin(asked)} must be a real date") from None


def _put(data: dict[str, Any], name: str, value: Any) -> None:
    *parts, last = name.split(".")
    for part in parts:
        data = data.setdefault(part, {})
    data[last] = value


def typed(values: Mapping[str, Any], fields: Sequence[Asked], prefix: str = "") -> dict[str, list[str]]:
    """Values as if a person had typed them: what a form starts with."""
    raw: dict[str, list[str]] = {}
    for asked in fields:
        value = values.get(asked.field.name, asked.shape.default if asked.component in ("radios", "select") else None)
        key = f"{prefix}{asked.field.key}"
        if value is None:
            continue
        match asked.component:
            case "group":
                raw[f"{key}-count"] = [str(max(len(value), asked.field.at_least))]
                for number, part in enumerate(value):
                    plain = part if isinstance(part, Mapping) else part.model_dump()
                    raw |= typed(plain, asked.parts, f"{key}-{number}-")
            case "date" | "partial-date":
                pieces = [*reversed(str(value).split("-"))]
                names = ("day", "month", "year")[3 - len(pieces) :]
                raw |= {f"{key}-{name}": [str(int(piece))] for name, piece in zip(names, pieces, strict=True)}
            case "checkboxes":
                raw[key] = [str(one) for one in value]
            case "lines":
                raw[key] = ["\n".join(value)]
            case "yes-no" | "confirm":
                raw[key] = ["yes" if value in (True, "yes") else "no"]
            case _:
                raw[key] = [str(value)]
    return raw
