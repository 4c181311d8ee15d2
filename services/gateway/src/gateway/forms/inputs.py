"""What do the fields look like that stand by themselves: a line, a box, a date, a file?"""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from gateway.forms.field import Asked
from gateway.forms.reading import Problems, Raw, one
from gateway.show.components import govuk
from gateway.web.visit import DOCUMENT


def label_of(asked: Asked) -> str:
    choice = asked.component in ("radios", "select", "checkboxes", "confirm")
    settled = asked.quiet or asked.component == "confirm" or (choice and asked.shape.default is not None)
    return asked.field.label + (" (optional)" if asked.optional and not settled else "")


def about(asked: Asked, problems: Problems) -> dict[str, Any]:
    """The hint and the error, which every component takes alike."""
    wrong = problems.get(asked.key)
    return {
        "hint": {"text": asked.field.hint} if asked.field.hint else None,
        "errorMessage": {"text": wrong} if wrong else None,
    }


def label(asked: Asked) -> dict[str, str]:
    return {"text": label_of(asked), "classes": "govuk-label--s"}


def legend(asked: Asked) -> dict[str, Any]:
    return {"legend": {"text": label_of(asked), "classes": "govuk-fieldset__legend--s"}}


def width(asked: Asked, default: str = "") -> str:
    width = asked.field.width or default
    return "" if not width else f"govuk-input--width-{width}" if width.isdecimal() else f"govuk-!-width-{width}"


def line(asked: Asked, _: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    special: dict[str, dict[str, Any]] = {
        "money": {"prefix": {"text": "£"}, "inputmode": "decimal"},
        "number": {"inputmode": "numeric"},
        "email": {"type": "email", "autocomplete": "email", "spellcheck": False},
        "password": {"type": "password"},
    }
    wide = {"money": "10", "number": "5"}.get(asked.component, "two-thirds")
    return govuk(
        "input",
        id=asked.key,
        name=asked.key,
        value=one(raw, asked.key) if asked.component != "password" else None,
        label=label(asked),
        classes=width(asked, wide),
        **about(asked, problems),
        **{"autocomplete": asked.field.autocomplete or None, **special.get(asked.component, {})},
    )


def box(asked: Asked, _: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    # Line ends as entities: the macros indent what they wrap, and would indent the typed text with it.
    kept = Markup(str(escape(one(raw, asked.key))).replace("\r\n", "\n").replace("\n", "&#10;"))
    rows = "8" if asked.component == "lines" else "5"
    return govuk(
        "textarea", id=asked.key, name=asked.key, value=kept, rows=rows, label=label(asked), **about(asked, problems)
    )


def date_parts(asked: Asked, _: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    wrong = problems.get(asked.key, "")
    blamed = [part for part in ("day", "month", "year") if f"a {part}" in wrong] or ["day", "month", "year"]
    around = about(asked, problems)
    if around["hint"] is None:
        partial = asked.component == "partial-date"
        around["hint"] = {
            "text": "For example, 27 3 2026. If only the year, or the month and year, are known, leave the rest empty."
            if partial
            else "For example, 27 3 2026"
        }
    return govuk(
        "date-input",
        id=asked.key,
        namePrefix=asked.key,
        fieldset=legend(asked),
        items=[
            {
                "name": part,
                "value": one(raw, f"{asked.key}-{part}"),
                "classes": f"govuk-input--width-{width}" + (" govuk-input--error" if wrong and part in blamed else ""),
            }
            for part, width in (("day", 2), ("month", 2), ("year", 4))
        ],
        **around,
    )


def file(asked: Asked, _: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    kept = one(raw, asked.key) or one(raw, f"{asked.key}-kept")
    note = Markup("")
    if kept:
        name = f"{asked.key}-kept"
        note = Markup(
            '<p class="govuk-body">The file you chose is kept. Choose another one to replace it.</p>'
        ) + hidden(name, [kept])
    return note + govuk("file-upload", id=asked.key, name=asked.key, label=label(asked), **about(asked, problems))


def document(asked: Asked, _: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    """A file of which the record keeps the name and the fingerprint (`Visit.raw` takes them)."""
    names = [*raw.get(f"{asked.key}-name", ())]
    kept = hidden(f"{asked.key}-name", names) + hidden(f"{asked.key}-sha256", [*raw.get(f"{asked.key}-sha256", ())])
    several = asked.shape.kind == "list"
    if names:
        said = f"Chosen: {', '.join(names) if several else names[-1]}."
        more = "Choose more to add them." if several else "Choose another one to replace it."
        kept += Markup('<p class="govuk-body">{} {}</p>').format(said, more)
    return kept + govuk(
        "file-upload",
        id=asked.key,
        name=f"{asked.key}{DOCUMENT}",
        label=label(asked),
        multiple=several or None,
        **about(asked, problems),
    )


def hidden(name: str, values: Sequence[str]) -> Markup:
    return Markup("").join(Markup('<input type="hidden" name="{}" value="{}">').format(name, value) for value in values)
