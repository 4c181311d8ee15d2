"""Does the year's budget cover what is to be committed, and did a budget holder allow more? (Y-06, Y-08)"""

from dataclasses import replace
from decimal import Decimal

from shared.calendar import FinancialYear
from shared.contracts.chairs.commands import ApproveOverspend
from shared.decider import Context
from shared.message import Refused
from shared.money import NOTHING, in_words

from chairs.domain.county.budget import YearTotals
from chairs.domain.events import OverspendApproved
from chairs.domain.found import CommissionFound
from chairs.domain.rules import another_person, not_about_oneself
from chairs.domain.state import Commission, Overspend, Request


def shortage(amount: Decimal, totals: YearTotals | None) -> Decimal:
    """By how much the year would be overspent, once what is brought forward into it is invoiced."""
    free = totals.free if totals else NOTHING
    return max(amount - max(free, NOTHING), NOTHING)


def budget_left(amount: Decimal, totals: YearTotals | None, year: int) -> str:
    words = FinancialYear(year).in_words
    if totals is None or totals.allocated is None:
        return f"No budget is recorded for {words}."
    left = max(totals.remaining, NOTHING)
    brought = totals.brought_forward
    earlier = f", {in_words(brought)} is still to be invoiced for commissions of earlier years" if brought else ""
    return f"The budget of {words} has {in_words(left)} left{earlier}, and this commits {in_words(amount)}."


def as_borne(totals: YearTotals | None, year: int, context: Context[CommissionFound]) -> YearTotals | None:
    """A year that is over bears nothing more of earlier ones."""
    over = totals is not None and year < FinancialYear.of(context.today).start
    return replace(totals, brought_forward=NOTHING) if totals is not None and over else totals


def years_that_bear(year: int, context: Context[CommissionFound]) -> tuple[int, ...]:
    """Where more for a commission of this year is looked for: in it and, once it is over, in the one that runs."""
    running = FinancialYear.of(context.today).start
    return (year, running) if year < running else (year,)


def must_be_confirmed(
    short: Decimal, amount: Decimal, totals: YearTotals | None, year: int, *, confirmed: bool
) -> None:
    """Whoever commits it knows by how much the year is overspent."""
    if short and not confirmed:
        raise Refused(
            f"{budget_left(amount, totals, year)} Confirm that it is overspent by {in_words(short)}.",
            field="accept_overspend",
        )


def must_be_allowed(
    amount: Decimal,
    totals: YearTotals | None,
    year: int,
    state: Commission,
    context: Context[CommissionFound],
    *,
    field: str,
) -> Decimal:
    """The shortage, once another person has approved it."""
    totals = as_borne(totals, year, context)
    short = shortage(amount, totals)
    if short <= 0:
        return NOTHING
    if state.overspend is None or state.overspend.up_to < short:
        raise Refused(
            f"{budget_left(amount, totals, year)} "
            f"Ask the budget holder to approve overspending by {in_words(short)} first.",
            field=field,
        )
    another_person(context.actor.id, state.overspend.approved_by, what="approved the overspend")
    return short


def approved(
    command: ApproveOverspend, state: Commission, context: Context[CommissionFound]
) -> list[OverspendApproved]:
    """Before a chair is commissioned, or before more is granted to the chair who asked for it."""
    asked = _undecided(state)
    if state.present is not None and asked is None:
        raise Refused(
            "This review has a chair already, and nothing more was asked for, so there is nothing to approve."
        )
    if asked is not None:
        another_person(context.actor.id, asked.asked_by, what="asked for this")
    if state.present is not None:
        not_about_oneself(state.present, context)
    if command.up_to <= 0:
        raise Refused("Enter the amount up to which it may be overspent.", field="up_to")
    if state.overspend == Overspend(command.up_to, context.actor.id):
        return []
    return [
        OverspendApproved(
            case_id=command.case_id,
            up_to=command.up_to,
            reason=command.reason,
            approved_by=context.actor.id,
            approved_on=context.today,
        )
    ]


def _undecided(state: Commission) -> Request | None:
    asked = (state.complexity, state.more_days)
    return next((one for one in asked if one is not None and one.granted is None), None)
