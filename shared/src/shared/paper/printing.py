"""How does a template become a PDF? Tagged (PDF/UA-1), and the same bytes every time. Comes with `shared[printing]`."""

import json
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

import typst

from shared.paper.printable import printable


class NotPrinted(Exception):
    """The compiler could not make a document of it."""


def printed(template: bytes, data: Any, made_on: date) -> bytes:
    """`data` is JSON, which the template reads as `sys.inputs.data`: what people typed is data to it, never code."""
    said = json.dumps(as_printable(data), ensure_ascii=False)
    compiler = typst.Compiler(template, font_paths=_fonts(), sys_inputs={"data": said})
    try:
        pdf = compiler.compile(
            format="pdf",
            pdf_standards=["1.7", "ua-1"],
            timestamp=datetime.combine(made_on, time(), UTC),  # the compiler's clock would change the bytes
        )
    except typst.TypstError as error:
        raise NotPrinted(str(error)) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # a panic in the compiler is not an Exception; it must not stop us
            raise NotPrinted(str(error)) from error
        raise
    assert isinstance(pdf, bytes)
    return pdf


def as_printable(data: Any) -> Any:
    """Every text of it in characters that our fonts have."""
    match data:
        case str():
            return printable(data)
        case list() | tuple():
            return [as_printable(one) for one in data]
        case dict():
            return {key: as_printable(one) for key, one in data.items()}
        case _:
            return data


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
