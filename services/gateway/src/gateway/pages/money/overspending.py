"""How does the holder of the budget allow what the year does not cover: a commission, or more of one (Y-06)?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.chairs.answers import Commission, Settings
from shared.contracts.chairs.commands import ApproveOverspend
from shared.contracts.chairs.queries import BudgetOfYear, ChairSettings, CommissionOfCase
from starlette.responses import Response

from gateway.forms.field import Field
from gateway.forms.flow import fill_in
from gateway.forms.form import Form
from gateway.pages.deeds import Deed, routes_of
from gateway.pages.words import stands
from gateway.show.components import words
from gateway.web.routes import Ask, ask_all
from gateway.web.visit import Visit

_ASKS: Mapping[str, Ask] = {
    "commission": CommissionOfCase,
    "settings": ChairSettings,
    "budget": lambda _: BudgetOfYear(),
}


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
                "Somebody else makes the commission, or decides on the request for more."
            ),
            fields=(
                Field("up_to", "the amount", ask="By up to which amount may it be overspent?"),
                Field("reason", "the reason", ask="Why?"),
            ),
            submit="Approve",
            check=True,
            done="/cases/{case_id}/chair",
            said="Overspending is approved for this review.",
        ),
    )


def _money_ahead(one: Commission) -> bool:
    """A commission, or more for the chair who asked for it."""
    return one.present is None or one.present.complexity is not None or one.present.more_days is not None


OVERSPEND = Deed(
    "/cases/{case_id}/chair/overspend",
    "Approve overspending the year’s budget",
    ApproveOverspend,
    overspend,
    "/cases/{case_id}/chair",
    _money_ahead,
)
ROUTES = routes_of(OVERSPEND)
