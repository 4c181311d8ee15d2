"""What does a field look like? GOV.UK's own components, every typed value kept, every error beside its field."""

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup, escape

from gateway.components import govuk
from gateway.forms.field import Asked, Option
from gateway.forms.reading import Problems, Raw, count, one

YES_NO = (Option("yes", "Yes"), Option("no", "No"))


def widgets(fields: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    """All fields in order. Those that hang on a choice stand beneath their option."""
    return Markup("").join(_widget(asked, fields, raw, problems) for asked in fields if asked.field.when is None)


def _widget(asked: Asked, around: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    before = Markup("")
    if asked.field.heading:
        before += Markup('<h2 class="govuk-heading-m">{}</h2>').format(asked.field.heading)
    if asked.field.warning:
        before += govuk("warning-text", text=asked.field.warning, iconFallbackText="Warning")
    if asked.component == "group":
        return before + _group(asked, raw, problems)
    return before + _COMPONENTS[asked.component](asked, around, raw, problems)


def label_of(asked: Asked) -> str:
    choice = asked.component in ("radios", "select", "checkboxes", "confirm")
    settled = asked.quiet or asked.component == "confirm" or (choice and asked.shape.default is not None)
    return asked.field.label + (" (optional)" if asked.optional and not settled else "")


def _about(asked: Asked, problems: Problems) -> dict[str, Any]:
    """The hint and the error, which every component takes alike."""
    wrong = problems.get(asked.key)
    return {
        "hint": {"text": asked.field.hint} if asked.field.hint else None,
        "errorMessage": {"text": wrong} if wrong else None,
    }


def _label(asked: Asked) -> dict[str, str]:
    return {"text": label_of(asked), "classes": "govuk-label--s"}


def _legend(asked: Asked) -> dict[str, Any]:
    return {"legend": {"text": label_of(asked), "classes": "govuk-fieldset__legend--s"}}


def _width(asked: Asked, default: str = "") -> str:
    width = asked.field.width or default
    return "" if not width else f"govuk-input--width-{width}" if width.isdecimal() else f"govuk-!-width-{width}"


def _input(asked: Asked, _: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
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
        label=_label(asked),
        classes=_width(asked, wide),
        **_about(asked, problems),
        **{"autocomplete": asked.field.autocomplete or None, **special.get(asked.component, {})},
    )


def _textarea(asked: Asked, _: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    # Line ends as entities: the macros indent what they wrap, and would indent the typed text with it.
    kept = Markup(str(escape(one(raw, asked.key))).replace("\r\n", "\n").replace("\n", "&#10;"))
    rows = "8" if asked.component == "lines" else "5"
    return govuk(
        "textarea", id=asked.key, name=asked.key, value=kept, rows=rows, label=_label(asked), **_about(asked, problems)
    )


def _date(asked: Asked, _: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    wrong = problems.get(asked.key, "")
    blamed = [part for part in ("day", "month", "year") if f"a {part}" in wrong] or ["day", "month", "year"]
    about = _about(asked, problems)
    if about["hint"] is None:
        partial = asked.component == "partial-date"
        about["hint"] = {
            "text": "For example, 27 3 2026. If only the year, or the month and year, are known, leave the rest empty."
            if partial
            else "For example, 27 3 2026"
        }
    return govuk(
        "date-input",
        id=asked.key,
        namePrefix=asked.key,
        fieldset=_legend(asked),
        items=[
            {
                "name": part,
                "value": one(raw, f"{asked.key}-{part}"),
                "classes": f"govuk-input--width-{width}" + (" govuk-input--error" if wrong and part in blamed else ""),
            }
            for part, width in (("day", 2), ("month", 2), ("year", 4))
        ],
        **about,
    )


def _radios(asked: Asked, around: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    options = asked.options or YES_NO
    picked = one(raw, asked.key)
    short = len(options) == 2 and not any(option.hint for option in options)
    beneath = {option.value: _beneath(asked, option.value, around, raw, problems) for option in options}
    return govuk(
        "radios",
        idPrefix=asked.key,
        name=asked.key,
        classes="govuk-radios--inline" if short and not any(beneath.values()) else None,
        fieldset=_legend(asked),
        items=[_item(option, option.value == picked, beneath[option.value]) for option in options],
        **_about(asked, problems),
    )


def _item(option: Option, checked: bool, beneath: Markup) -> dict[str, Any]:
    return {
        "value": option.value,
        "text": option.text,
        "checked": checked,
        **({"hint": {"text": option.hint}} if option.hint else {}),
        **({"conditional": {"html": beneath}} if beneath else {}),
    }


def _beneath(asked: Asked, value: str, around: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    """The fields that are asked only when this option is picked."""
    return Markup("").join(
        _widget(other, around, raw, problems) for other in around if other.field.when == (asked.field.name, value)
    )


def _checkboxes(asked: Asked, around: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    picked = raw.get(asked.key, ())
    return govuk(
        "checkboxes",
        idPrefix=asked.key,
        name=asked.key,
        fieldset=_legend(asked),
        items=[
            _item(option, option.value in picked, _beneath(asked, option.value, around, raw, problems))
            for option in asked.options
        ],
        **_about(asked, problems),
    )


def _confirm(asked: Asked, around: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    item = _item(
        Option("yes", asked.field.label), "yes" in raw.get(asked.key, ()), _beneath(asked, "yes", around, raw, problems)
    )
    return govuk("checkboxes", idPrefix=asked.key, name=asked.key, items=[item], **_about(asked, problems))


def _select(asked: Asked, _: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    picked = one(raw, asked.key)
    blank = () if any(not option.value for option in asked.options) else (Option("", "Select one"),)
    items = [{"value": option.value, "text": option.text} for option in (*blank, *asked.options)]
    for item in items:
        item["selected"] = item["value"] == picked
    return govuk("select", id=asked.key, name=asked.key, items=items, label=_label(asked), **_about(asked, problems))


def _file(asked: Asked, _: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    kept = one(raw, asked.key) or one(raw, f"{asked.key}-kept")
    note = Markup("")
    if kept:
        name = f"{asked.key}-kept"
        note = Markup(
            '<p class="govuk-body">The file you chose is kept. Choose another one to replace it.</p>'
        ) + hidden(name, [kept])
    return note + govuk("file-upload", id=asked.key, name=asked.key, label=_label(asked), **_about(asked, problems))


def _group(asked: Asked, raw: Raw, problems: Problems) -> Markup:
    """Several parts of one kind; “add another” and “remove” are buttons of the form, so they need no script."""
    shown = count(raw, asked)
    each = asked.field.each or "one"
    wrong = problems.get(asked.key)
    parts = [
        Markup(
            '<fieldset class="govuk-fieldset app-part">'
            '<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{}</legend>{}{}'
            "</fieldset>"
        ).format(
            f"{each[:1].upper()}{each[1:]} {number + 1}" if shown > 1 else f"{each[:1].upper()}{each[1:]}",
            widgets(asked.of(number), raw, problems),
            _button(f"remove:{asked.key}:{number}", f"Remove {each} {number + 1}")
            if shown > asked.field.at_least or number
            else "",
        )
        for number in range(shown)
    ]
    return Markup(
        '<div class="govuk-form-group{}" id="{}" tabindex="-1"><h2 class="govuk-heading-m">{}</h2>{}{}{}{}{}</div>'
    ).format(
        " govuk-form-group--error" if wrong else "",
        asked.key,
        label_of(asked).removesuffix(" (optional)"),
        Markup('<p class="govuk-hint">{}</p>').format(asked.field.hint) if asked.field.hint else "",
        Markup('<p class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> {}</p>').format(wrong)
        if wrong
        else "",
        hidden(f"{asked.key}-count", [str(shown)]),
        Markup("").join(parts),
        _button(f"add:{asked.key}", f"Add another {each}" if shown else f"Add a {each}"),
    )


def _button(deed: str, text: str) -> Markup:
    return govuk(
        "button",
        text=text,
        name="_do",
        value=deed,
        classes="govuk-button--secondary",
        attributes={"formnovalidate": ""},
    )


def hidden(name: str, values: Sequence[str]) -> Markup:
    return Markup("").join(Markup('<input type="hidden" name="{}" value="{}">').format(name, value) for value in values)


_COMPONENTS: dict[str, Callable[[Asked, Sequence[Asked], Raw, Problems], Markup]] = {
    **dict.fromkeys(("input", "money", "number", "email", "password"), _input),
    **dict.fromkeys(("textarea", "lines"), _textarea),
    **dict.fromkeys(("date", "partial-date"), _date),
    **dict.fromkeys(("radios", "yes-no"), _radios),
    "checkboxes": _checkboxes,
    "confirm": _confirm,
    "select": _select,
    "file": _file,
}
