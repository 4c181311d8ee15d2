"""What did the person answer, in words? For “check your answers”."""

from collections.abc import Sequence

from shared.calendar import partial_in_words

from gateway.forms.field import Asked
from gateway.forms.reading import Raw, count, is_asked, one, part_name, pounds, value_of
from gateway.forms.widgets import YES_NO
from gateway.show.components import words


def answers(fields: Sequence[Asked], raw: Raw, before: str = "") -> list[tuple[str, str]]:
    """What was typed, for “check your answers”: each question with its answer in words."""
    rows = []
    for asked in fields:
        if not is_asked(raw, asked) or asked.component == "hidden":
            continue
        if asked.component == "group":
            for number in range(count(raw, asked)):
                rows += answers(asked.of(number), raw, f"{part_name(asked, number, raw)}: ")
        else:
            rows.append((before + asked.field.label, _in_words(asked, raw)))
    return rows


def _in_words(asked: Asked, raw: Raw) -> str:
    texts = {option.value: option.text for option in asked.options or YES_NO}
    match asked.component:
        case "radios" | "select" | "checkboxes" | "yes-no":
            return words(tuple(texts.get(value, value) for value in raw.get(asked.key, ()) if value or value in texts))
        case "confirm":
            return "Yes" if "yes" in raw.get(asked.key, ()) else "No"
        case "date" | "partial-date":
            return _date_in_words(raw, asked)
        case "money":
            return words(pounds(one(raw, asked.key)) if one(raw, asked.key) else None)
        case "file":
            return "Chosen" if one(raw, asked.key) or one(raw, f"{asked.key}-kept") else words(None)
        case "document":
            names = tuple(raw.get(f"{asked.key}-name", ()))
            return words(names if asked.shape.kind == "list" else names[-1:])
        case _:
            return words(one(raw, asked.key))


def _date_in_words(raw: Raw, asked: Asked) -> str:
    """As it was understood; where it could not be, as it was typed."""
    try:
        day = value_of(raw, asked)
    except ValueError:
        return " ".join(one(raw, f"{asked.key}-{part}") for part in ("day", "month", "year"))
    return partial_in_words(day) if day else words(None)
