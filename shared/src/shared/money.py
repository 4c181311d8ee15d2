"""Pounds and pence, never floating point (rule Y-07)."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from pydantic import Field

type Pounds = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2)]

NOTHING = Decimal("0.00")


def to_the_penny(amount: Decimal) -> Decimal:
    """Two places, half up (Y-03)."""
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def in_words(amount: Decimal) -> str:
    """`£8,000.00`, and below zero `−£400.00`."""
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.2f}"
