"""The chairs' budget of the demonstration county (Y-06)."""

from datetime import date
from decimal import Decimal

from shared.calendar import FinancialYear
from shared.contracts.chairs.commands import AllocateBudget

from deploy.county.sending import Sender


async def budget(send: Sender, day: date) -> None:
    year = FinancialYear.of(day).start
    for first, amount in ((year - 1, Decimal("40000.00")), (year, Decimal("48000.00"))):
        await send(f"budget of {first - year}", AllocateBudget(year=first, amount=amount))
