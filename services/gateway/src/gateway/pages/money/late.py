"""What if an invoice comes after the case closed (Y-06)? The budget holder allows it, up to what was freed."""

from collections.abc import Mapping
from typing import Any

from shared.contracts.chairs.answers import Commission
from shared.contracts.chairs.commands import AllowLateInvoice
from shared.contracts.chairs.queries import CommissionOfCase

from gateway.forms.field import Field
from gateway.forms.form import Form
from gateway.pages.deeds import deed, routes_of
from gateway.show.components import words
from gateway.web.visit import Visit


def _about(commission: Commission) -> str:
    present = commission.present
    if present is None or commission.closed_on is None:
        return "Nothing was freed on this review. An invoice can be entered as usual."
    return (
        f"This case was closed on {words(commission.closed_on)}. {words(present.freed)} of what was agreed with "
        f"{present.chair_name} was not invoiced by then, and was freed.\n\n"
        "What you allow here is committed again. The invoice is entered, checked and approved as any other."
    )


def _all(_: Visit, commission: Commission) -> Mapping[str, Any]:
    return {"up_to": commission.present.freed} if commission.present else {}


def _freed(one: Commission) -> bool:
    """After the case closed, with something that was never invoiced."""
    return one.closed_on is not None and one.present is not None and one.present.freed > 0


ALLOW = deed(
    "/cases/{case_id}/chair/late-invoice",
    Form(
        command=AllowLateInvoice,
        title="Allow a late invoice",
        intro=_about,
        fields=(
            Field("up_to", "the amount", ask="Up to which amount?"),
            Field("reason", "the reason", ask="Why does it come late?"),
            Field(
                "accept_overspend",
                "whether the budget may be overspent",
                "confirm",
                hint="Needed only where the budget does not cover it. Leave it empty to be told",
                ask="The year’s budget may be overspent by it",
            ),
        ),
        submit="Allow",
        done="/cases/{case_id}/chair",
        asks=CommissionOfCase,
        start=_all,
        said="A late invoice is allowed. It can be entered now.",
    ),
    when=_freed,
)

ROUTES = routes_of(ALLOW)
