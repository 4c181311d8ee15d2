"""How is what several areas show said in the same words?"""

from collections.abc import Collection
from decimal import Decimal

from shared.contracts.cases.answers import Step, Task
from shared.contracts.cases.states import StepState
from shared.contracts.chairs.answers import Budget, InvoiceRow
from shared.contracts.chairs.values import Fees, FeeScheme, InvoiceKind
from shared.money import NOTHING as NO_MONEY

from gateway.identity.accounts import names_of
from gateway.show.components import NOTHING, Tag, words
from gateway.web.visit import Visit


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def average(value: Decimal | None) -> str:
    """Of the criteria's five."""
    return NOTHING if value is None else f"{value.normalize():f} out of 5"


def points(number: int) -> tuple[int, str]:
    return number, f"{'point' if number == 1 else 'points'} for reports accepted at their first submission"


def signed(row: InvoiceRow) -> Decimal:
    """A credit note's total is below zero."""
    return -row.total if row.kind is InvoiceKind.CREDIT_NOTE else row.total


def ceilings(fees: Fees) -> list[tuple[FeeScheme, Decimal]]:
    """What a commission may come to, under each scheme that has its amounts."""
    tiers = [fee for fee in (fees.lighter, fees.full) if fee is not None]
    return [
        (FeeScheme.FIXED, fees.fixed),
        (FeeScheme.DAY_RATE, fees.days_high * fees.day_rate),
        *([(FeeScheme.TIERED, max(tiers))] if tiers else []),
    ]


def stands(budget: Budget, fees: Fees) -> str:
    """How much the year has left, beside what a commission takes of it."""
    each = ", ".join(f"{words(ceiling)} under the {scheme}" for scheme, ceiling in ceilings(fees))
    brought = (
        f" Of that, {words(budget.brought_forward)} is still to be invoiced for commissions of earlier years."
        if budget.brought_forward
        else ""
    )
    return (
        f"The budget of {budget.in_words} has {words(max(budget.remaining, NO_MONEY))} left.{brought} A commission "
        f"counts there with all that it may come to: {each}."
    )


def named(visit: Visit, ids: Collection[str | None]) -> dict[str, str]:
    """Who stands behind these ids of the record, in words."""
    known = {one for one in ids if one}
    names = names_of(visit.gate.database, known)
    return {one: names.get(one) or _not_known(one) for one in known}


def _not_known(id_: str) -> str:
    return "the system" if id_.startswith("service:") else "a former account"


def step_state(step: Step | Task) -> Tag:
    """How far a step has come, and for whom it waits."""
    waiting = step.state is StepState.WAITING and step.waiting_for
    return Tag(f"{step.state.value} for {waiting.in_words}" if waiting else step.state.value, step.state.tone)
