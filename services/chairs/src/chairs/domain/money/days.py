"""Are the hours of a claim such as a day can hold, and was the day claimed before (Y-03, Y-05)?"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

from shared.calendar import in_words
from shared.contracts.chairs.values import Worked
from shared.message import Refused

from chairs.domain.invoice import LIVE
from chairs.domain.state import Commission

MOST = Decimal(24)
_NAMED = 3


def days_of(worked: Iterable[Worked]) -> tuple[tuple[date, Decimal], ...]:
    """The hours of each day, earliest first."""
    hours: dict[date, Decimal] = {}
    for each in worked:
        hours[each.day] = hours.get(each.day, Decimal(0)) + each.hours
    return tuple(sorted(hours.items()))


def claimed_before(worked: Collection[Worked], payee_id: str, state: Commission) -> str | None:
    """A question for whoever checks the invoice, where a day was claimed before: it may be more work of that day, or
    the same work twice. More than a day holds is refused."""
    before = _before(payee_id, state)
    again: list[date] = []
    for day, hours in days_of(worked):
        theirs, numbers = before.get(day, (Decimal(0), ()))
        if hours + theirs > MOST:
            with_others = f", with invoice {' and '.join(numbers)}" if numbers else ""
            raise Refused(
                f"{(hours + theirs).normalize():f} hours are claimed for {in_words(day)}{with_others}. A day has 24. "
                "Check the days and hours with the sender of the invoice, and enter them as they were worked.",
                field="hours",
            )
        if numbers:
            again.append(day)
    if not again:
        return None
    others = sorted({number for day in again for number in before[day][1]})
    return (
        f"{_listed(again)} claimed before, with invoice {' and '.join(others)}. "
        "Check that this is other work of the same day before it is approved."
    )


def _listed(days: list[date]) -> str:
    named = [in_words(day) for day in days[:_NAMED]]
    if more := len(days) - len(named):
        named.append("1 more day" if more == 1 else f"{more} more days")
    return f"{named[0]} was" if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]} were"


def _before(payee_id: str, state: Commission) -> Mapping[date, tuple[Decimal, tuple[str, ...]]]:
    found: dict[date, tuple[Decimal, tuple[str, ...]]] = {}
    for invoice in state.invoices:
        if invoice.payee_id == payee_id and invoice.state in LIVE:
            for day, hours in invoice.days:
                so_far, numbers = found.get(day, (Decimal(0), ()))
                found[day] = so_far + hours, (*numbers, invoice.number)
    return found
