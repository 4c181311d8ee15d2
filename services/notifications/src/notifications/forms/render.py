"""How does a form become a PDF? Tagged (PDF/UA-1), and the same bytes every time."""

import json
from functools import cache
from importlib.resources import files

from shared.calendar import in_words
from shared.contracts.notifications.values import Form
from shared.paper.printable import STAND_IN
from shared.paper.printing import NotPrinted, as_printable, printed

from notifications.forms.letterhead import Letterhead

LOOK = 1
"""The version of `template.typ`; the content of each form counts its own."""


class NotRendered(Exception):  # its text is told to a person
    """The form could not be printed."""


def template_version(form: Form) -> str:
    """`part-one 1, look 1`: kept with every dispatch (X-02)."""
    return f"{form.template} {form.template_version}, look {LOOK}"


def render(form: Form, letterhead: Letterhead) -> bytes:
    data = as_printable(
        {
            "form": form.model_dump(mode="json"),
            "letterhead": letterhead.model_dump(mode="json"),
            "about": _about(form, letterhead),
        }
    )
    if STAND_IN in json.dumps(data):
        data["form"]["missing"].append(
            "Some characters are in a script that this form cannot print. "
            f"They are shown as {STAND_IN}; the exact words are on our record."
        )
    try:
        return printed(_template(), data, form.made_on)
    except NotPrinted as error:
        raise NotRendered(f"The form {form.template} could not be printed.") from error


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


@cache
def _template() -> bytes:
    return files("notifications.forms").joinpath("template.typ").read_bytes()
