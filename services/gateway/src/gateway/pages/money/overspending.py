"""How does the holder of the budget allow what the year does not cover: a commission, or more of one (Y-06)?"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from shared.contracts.chairs.answers import Budget, Commission, Settings
from shared.contracts.chairs.commands import ApproveOverspend
from shared.contracts.chairs.queries import BudgetOfYear, ChairSettings, CommissionOfCase
from shared.contracts.chairs.values import Fees, FeeScheme
from shared.money import NOTHING
from starlette.responses import Response

from gateway.components import words
from gateway.forms import Field, Form, fill_in
from gateway.routes import Ask, ask_all, route
from gateway.visit import Visit

_ASKS: Mapping[str, Ask] = {
    "commission": CommissionOfCase,
    "settings": ChairSettings,
    "budget": lambda _: BudgetOfYear(),
}


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
        f"The budget of {budget.in_words} has {words(max(budget.remaining, NOTHING))} left.{brought} A commission "
        f"counts there with all that it may come to: {each}."
    )


def _what(commission: Commission) -> str:
    """A chair who is still to be commissioned, or more for the one there is."""
    present = commission.present
    if present is None:
        return f"a chair of {commission.reference}"
    asked = present.complexity or present.more_days
    more = asked.amount if asked and asked.amount else (asked.days or 0 if asked else 0) * present.fees.day_rate
    return f"{words(more)} more that was asked for on {commission.reference}"


async def overspend(visit: Visit) -> Response:
    """Before the commission, or before more is granted: as much as it would take beyond what is left."""
    answers: Mapping[str, Any] = await ask_all(visit, _ASKS)
    commission: Commission = answers["commission"]
    settings: Settings = answers["settings"]
    return await fill_in(
        visit,
        Form(
            command=ApproveOverspend,
            title="Approve overspending the year’s budget",
            intro=(
                f"For {_what(commission)}. {stands(answers['budget'], settings.fees)}\n\n"
                "Another person than you makes the commission, or decides on the request for more."
            ),
            fields=(
                Field("up_to", "By up to which amount may it be overspent?", called="the amount"),
                Field("reason", "Why?", "textarea", called="the reason"),
            ),
            submit="Approve",
            check=True,
            done="/cases/{case_id}/chair",
            said="Overspending is approved for this review.",
        ),
    )


ROUTES = route("/cases/{case_id}/chair/overspend", overspend, may=ApproveOverspend.may, methods=("GET", "POST"))
