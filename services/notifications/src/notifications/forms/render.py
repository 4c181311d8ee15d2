"""How does a form become a PDF? Tagged (PDF/UA-1), and the same bytes every time."""

import json
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any

import typst
from shared.calendar import in_words
from shared.contracts.notifications.values import Form

from notifications.forms.letterhead import Letterhead
from notifications.forms.printable import STAND_IN, printable

LOOK = 1
"""The version of `template.typ`; the content of each form counts its own."""


class NotRendered(Exception):  # its text is told to a person
    """The form could not be printed."""


def template_version(form: Form) -> str:
    """`part-one 1, look 1`: kept with every dispatch (X-02)."""
    return f"{form.template} {form.template_version}, look {LOOK}"


def render(form: Form, letterhead: Letterhead) -> bytes:
    data = _printable(
        {
            "form": form.model_dump(mode="json"),
            "letterhead": letterhead.model_dump(mode="json"),
            "about": _about(form, letterhead),
        }
    )
    if STAND_IN in json.dumps(data):
        data["form"]["missing"].append(
            "Some characters are in a script that this form can not print. "
            f"They are shown as {STAND_IN}; the exact words are on our record."
        )
    compiler = typst.Compiler(
        _template(), font_paths=_fonts(), sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )
    try:
        pdf = compiler.compile(
            format="pdf",
            pdf_standards=["1.7", "ua-1"],
            timestamp=datetime.combine(form.made_on, time(), UTC),  # the compiler's clock would change the bytes
        )
    except typst.TypstError as error:
        raise NotRendered(f"The form {form.template} could not be printed.") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # a panic in the compiler is not an Exception; it must not stop us
            raise NotRendered(f"The form {form.template} could not be printed.") from error
        raise
    assert isinstance(pdf, bytes)
    return pdf


def _about(form: Form, letterhead: Letterhead) -> list[dict[str, str]]:
    said = {
        "To": form.to,
        "From": f"{letterhead.signatory}, {letterhead.team}",
        "Our reference": form.reference,
        "Date": in_words(form.made_on),
        "Marking": "OFFICIAL",
        "Form": template_version(form),
    }
    return [{"label": label, "text": text} for label, text in said.items()]


def _printable(data: Any) -> Any:
    match data:
        case str():
            return printable(data)
        case list():
            return [_printable(one) for one in data]
        case dict():
            return {key: _printable(one) for key, one in data.items()}
        case _:
            return data


@cache
def _template() -> bytes:
    return files("notifications.forms").joinpath("template.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
