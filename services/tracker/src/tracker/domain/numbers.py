"""In which order do people expect printed numbers: `2`, `9.1 a`, `10`, `10.1.1`, `11`, `R2`, `R10` (A-08)? Pure."""

import re

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
LAST = "~"
"""A recommendation without a number comes after those that have one."""


def sort_key(printed: str) -> str:
    """A text that sorts as the printed number does, byte by byte: digits by their value, letters by theirs."""
    tokens = _TOKEN.findall(printed.casefold())
    return " ".join(f"{int(token):08d}" if token.isdecimal() else token for token in tokens) or LAST
