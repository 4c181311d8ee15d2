"""What does a field look like? GOV.UK's own components, every typed value kept, every error beside its field."""

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from gateway.forms.field import Asked, Option
from gateway.forms.inputs import about, box, date_parts, document, file, hidden, label, label_of, legend, line
from gateway.forms.reading import Problems, Raw, count, one, part_name
from gateway.show.components import govuk

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


def _picked(asked: Asked, raw: Raw) -> str:
    """What was picked; in a form just opened, what holds when nothing is, such as “unknown”."""
    default = asked.shape.default
    return one(raw, asked.key) if asked.key in raw or default is None else str(getattr(default, "value", default))


def _radios(asked: Asked, around: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    options = asked.options or YES_NO
    picked = _picked(asked, raw)
    short = len(options) == 2 and not any(option.hint for option in options)
    beneath = {option.value: _beneath(asked, option.value, around, raw, problems) for option in options}
    return govuk(
        "radios",
        idPrefix=asked.key,
        name=asked.key,
        classes="govuk-radios--inline" if short and not any(beneath.values()) else None,
        fieldset=legend(asked),
        items=[_item(option, option.value == picked, beneath[option.value]) for option in options],
        **about(asked, problems),
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
        fieldset=legend(asked),
        items=[
            _item(option, option.value in picked, _beneath(asked, option.value, around, raw, problems))
            for option in asked.options
        ],
        **about(asked, problems),
    )


def _confirm(asked: Asked, around: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    item = _item(
        Option("yes", asked.field.label), "yes" in raw.get(asked.key, ()), _beneath(asked, "yes", around, raw, problems)
    )
    return govuk("checkboxes", idPrefix=asked.key, name=asked.key, items=[item], **about(asked, problems))


def _select(asked: Asked, _: Sequence[Asked], raw: Raw, problems: Problems) -> Markup:
    picked = _picked(asked, raw)
    blank = () if any(not option.value for option in asked.options) else (Option("", "Select one"),)
    items = [{"value": option.value, "text": option.text} for option in (*blank, *asked.options)]
    for item in items:
        item["selected"] = item["value"] == picked
    return govuk("select", id=asked.key, name=asked.key, items=items, label=label(asked), **about(asked, problems))


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
            part_name(asked, number, raw) if shown > 1 or asked.field.named_by else f"{each[:1].upper()}{each[1:]}",
            widgets(asked.of(number), raw, problems),
            _button(f"remove:{asked.key}:{number}", f"Remove {each} {number + 1}")
            if not asked.field.named_by and (shown > asked.field.at_least or number)
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
        ""
        if asked.field.named_by
        else _button(f"add:{asked.key}", f"Add {'another' if shown else 'an' if each[0] in 'aeiou' else 'a'} {each}"),
    )


def _hidden(asked: Asked, _: Sequence[Asked], raw: Raw, __: Problems) -> Markup:
    return hidden(asked.key, [one(raw, asked.key)])


def _button(deed: str, text: str) -> Markup:
    return govuk(
        "button",
        text=text,
        name="_do",
        value=deed,
        classes="govuk-button--secondary",
        attributes={"formnovalidate": ""},
    )


_COMPONENTS: dict[str, Callable[[Asked, Sequence[Asked], Raw, Problems], Markup]] = {
    **dict.fromkeys(("input", "money", "number", "email", "password"), line),
    **dict.fromkeys(("textarea", "lines"), box),
    **dict.fromkeys(("date", "partial-date"), date_parts),
    **dict.fromkeys(("radios", "yes-no"), _radios),
    "checkboxes": _checkboxes,
    "confirm": _confirm,
    "select": _select,
    "file": file,
    "document": document,
    "hidden": _hidden,
}
