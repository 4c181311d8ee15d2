"""In which financial years does an invoice count? (Y-06)

A claim by hours counts in the years of its days of work, so that one written in April for February to April stands in
both. Everything else counts in the year of its date.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal

from shared.calendar import FinancialYear
from shared.contracts.chairs.values import Worked
from shared.money import NOTHING, to_the_penny

from chairs.domain.county.fees import hours_of

type Parts = tuple[tuple[int, Decimal], ...]
"""Years, earliest first, each with what counts in it."""


def parts_of(worked: Collection[Worked], amount: Decimal, travel: Decimal, year: int) -> Parts:
    """Of the fees, as much as was worked for in each year, together exactly the amount; travel in the year of the date.
    The sum up to each year is rounded, never a year by itself: so no part is below nothing."""
    hours: dict[int, Decimal] = {}
    for each in worked:
        of = FinancialYear.of(each.day).start
        hours[of] = hours.get(of, Decimal(0)) + each.hours
    parts: dict[int, Decimal] = {} if hours else {year: amount}
    whole, before, so_far = hours_of(worked) or Decimal(1), NOTHING, Decimal(0)
    for of in sorted(hours):
        so_far += hours[of]
        up_to = to_the_penny(amount * so_far / whole)
        parts[of], before = up_to - before, up_to
    if travel:
        parts[year] = parts.get(year, NOTHING) + travel
    return tuple(sorted(parts.items()))


def less(parts: Parts, credited: Decimal) -> Mapping[int, Decimal]:
    """What is left of each year's part after a credit. It takes back the latest first: earlier years are closed."""
    left = dict(parts)
    for year in sorted(left, reverse=True):
        taken = min(credited, left[year])
        left[year] -= taken
        credited -= taken
    return left
