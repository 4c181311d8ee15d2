"""When are two invoice numbers one number (Y-05)?"""

import re


def plain(number: str) -> str:
    """Letters and figures alone: what may be one number is alike in this."""
    return "".join(letter for letter in number.casefold() if letter.isalnum())


def as_number(number: str) -> str:
    """Two ways of writing one number are one number: ` inv-007 `, `INV 007` and `Inv007`. `1-11` and `11-1` are two."""
    return " ".join(_RUNS.findall(number.casefold())) or number.strip()


_RUNS = re.compile(r"[^\W\d_]+|\d+")
