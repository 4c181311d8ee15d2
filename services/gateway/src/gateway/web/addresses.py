"""What does an address ask? A question is read from it as strictly as a command from its JSON."""

from collections.abc import Iterable
from typing import Any

from shared.question import Question

from gateway.web.shape import check, shape_of

type Given = Iterable[tuple[str, str]]
"""Names and values as they stand behind the question mark; a name may come several times."""


def question_in[Q: Question[Any]](question: type[Q], given: Given) -> Q:
    """Raises ValidationError, with the field that cannot be read."""
    data: dict[str, Any] = {}
    for name, value in given:
        kind = shape_of(question, name).kind if name in question.model_fields else "line"
        if kind == "list":
            data[name] = [*data.get(name, []), value]
        elif kind == "number" and value.lstrip("-").isdecimal():
            data[name] = int(value)
        elif kind == "yes-no":
            data[name] = {"true": True, "yes": True, "false": False, "no": False}.get(value.lower(), value)
        else:
            data[name] = value
    return check(question, data)
