"""How much is a chair paid, what is the ceiling, and who bears the cost? (Y-01, Y-03, Y-07, Y-09, Y-10)"""

from collections.abc import Iterable
from decimal import Decimal

from shared.contracts.chairs.values import CostShare, Fees, FeeScheme, Tier, Worked
from shared.money import NOTHING, to_the_penny

HUNDRED = Decimal(100)
PENNY = Decimal("0.01")

SLIDES = Fees(
    fixed=Decimal("8000.00"),
    complexity=Decimal("2000.00"),
    day_rate=Decimal("400.00"),
    day_hours=Decimal("7.4"),
    days_low=10,
    days_high=25,
)
"""The county's amounts until others are set. The slides name none for the two tiers, so there are none until then."""


def sum_of(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, NOTHING)


def hours_of(worked: Iterable[Worked]) -> Decimal:
    return sum((each.hours for each in worked), Decimal(0))


def claim(hours: Decimal, fees: Fees) -> Decimal:
    """Hours of a whole claim in pounds: rounded once, over its total, and not before (Y-03)."""
    return to_the_penny(hours * fees.day_rate / fees.day_hours)


def for_days(days: int, fees: Fees) -> Decimal:
    return to_the_penny(days * fees.day_rate)


def of_tier(fees: Fees, tier: Tier | None) -> Decimal | None:
    """None: the county has not set it."""
    return fees.lighter if tier is Tier.LIGHTER else fees.full


def ceiling(scheme: FeeScheme, tier: Tier | None, fees: Fees, writer_fee: Decimal) -> Decimal:
    """What all invoices of the commission together may come to, before anything more is approved."""
    match scheme:
        case FeeScheme.FIXED:
            own = fees.fixed
        case FeeScheme.DAY_RATE:
            own = for_days(fees.days_high, fees)
        case FeeScheme.TIERED:
            own = of_tier(fees, tier) or NOTHING
    return to_the_penny(own + writer_fee)


def part(amount: Decimal, percent: int) -> Decimal:
    return to_the_penny(amount * percent / HUNDRED)


def shared_out(amount: Decimal, share: CostShare) -> dict[str, Decimal]:
    """Who pays how much: to the penny, together exactly the amount (Y-10). Odd pennies go to the first others."""
    if not share.others:
        return {share.funder: amount}
    first = part(amount, share.percent)
    if share.cap is not None:
        first = min(first, share.cap)
    each, odd = divmod((amount - first) / PENNY, len(share.others))
    shares = {share.funder: first}
    for at, other in enumerate(share.others):
        shares[other] = shares.get(other, NOTHING) + to_the_penny((each + (1 if at < odd else 0)) * PENNY)
    return shares
