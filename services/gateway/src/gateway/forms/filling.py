"""How do forms of several areas begin with today, and read a plain number?"""

from collections.abc import Callable
from typing import Any

from gateway.forms.reading import plain_figures
from gateway.web.visit import Visit


def today(name: str) -> Callable[[Visit, Any], dict[str, Any]]:
    """A form that begins with the date of today."""
    return lambda visit, _: {name: visit.gate.clock.today()}


def plain_number(called: str) -> Callable[[str], str]:
    """Hours and the like: a number that is not an amount of money."""

    def parse(typed: str) -> str:
        plain = plain_figures(typed)
        if plain is None:
            raise ValueError(f"{called} must be a number, like 7.4")
        return plain

    return parse
