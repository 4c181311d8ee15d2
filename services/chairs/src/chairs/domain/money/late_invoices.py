"""What if an invoice comes after the case closed, and the money was freed? The budget holder commits it again."""

from shared.calendar import FinancialYear
from shared.calendar import in_words as day_in_words
from shared.contracts.chairs.commands import AllowLateInvoice
from shared.decider import Context
from shared.message import Refused
from shared.money import NOTHING, in_words

from chairs.domain.events import LateInvoiceAllowed, PaymentEvent
from chairs.domain.found import CommissionFound
from chairs.domain.money.bounds import Bound
from chairs.domain.money.overspending import must_be_confirmed, shortage
from chairs.domain.rules import must_have_chair, not_about_oneself
from chairs.domain.state import Appointment, Commission


def allow(command: AllowLateInvoice, state: Commission, context: Context[CommissionFound]) -> list[PaymentEvent]:
    """It falls in the year of today, so that year's budget is looked at."""
    present = must_have_chair(state)
    not_about_oneself(present, context)
    if state.completed_on is None:
        raise Refused("This case is open, so nothing was freed. Enter the invoice as usual.")
    freed = state.freed(present)
    if freed <= NOTHING:
        raise Refused("All of the commission was invoiced or allowed already, so there is nothing more to allow.")
    if not NOTHING < command.up_to <= freed:
        raise Refused(f"{in_words(freed)} was freed when the case closed. Enter that amount or less.", field="up_to")
    found = context.found
    year = FinancialYear.of(context.today).start
    totals = found.years.get(year)
    short = shortage(command.up_to, totals)
    must_be_confirmed(short, command.up_to, totals, year, confirmed=command.accept_overspend)
    return [
        LateInvoiceAllowed(
            case_id=command.case_id,
            number=present.number,
            up_to=command.up_to,
            reason=command.reason,
            allowed_by=context.actor.id,
            allowed_on=context.today,
            overspend=short,
        )
    ]


def what_to_do(bound: Bound, appointment: Appointment, state: Commission) -> str:
    """Of an invoice that passes the bound."""
    freed = state.freed(appointment)
    if state.completed_on is None or appointment != state.present or freed <= NOTHING:
        return ""
    return (
        f" The case was closed on {day_in_words(state.completed_on)}, and what was not invoiced by then was freed. "
        f"Ask the budget holder to allow a late invoice of up to {in_words(min(freed, bound.over))} first."
    )
