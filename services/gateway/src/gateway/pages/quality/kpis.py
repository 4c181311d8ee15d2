"""How does this chair do against the contract, and what follows from it (Q-04)?"""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.contracts.chairs.answers import Kpi, KpiSheet
from shared.contracts.chairs.commands import RecordKpiReview
from shared.contracts.chairs.queries import ChairKpis
from shared.contracts.chairs.values import KpiOutcome

from gateway.access import policy
from gateway.forms.field import Field, Option
from gateway.forms.filling import today
from gateway.forms.flow import Form, form_page
from gateway.show.components import sentence, words
from gateway.web.routes import page
from gateway.web.visit import Visit


def _page(visit: Visit, sheet: KpiSheet) -> Mapping[str, Any]:
    return {
        "sheet": sheet,
        "totals": _lines(sheet.totals),
        "reviews": [
            {"name": one.reference, "href": f"/cases/{one.case_id}", "lines": _lines(one.lines)}
            for one in sheet.reviews
        ],
        "outcomes": [(one.reviewed_on, sentence(one.outcome), one.reason) for one in sheet.outcomes],
        "records": policy.may_ask(RecordKpiReview, visit.actor).allow,
    }


def _lines(kpis: Iterable[Kpi]) -> list[tuple[str, str, str]]:
    """What is not known is not a no."""
    met = {True: "Met", False: "Not met", None: words(None)}
    return [(one.name, sentence(one.value), met[one.met]) for one in kpis]


REVIEW = Form(
    command=RecordKpiReview,
    title=lambda sheet: f"Record the review of {sheet.name}’s performance",
    fields=(
        Field(
            "outcome",
            "What does it come to?",
            options=(
                Option(KpiOutcome.CONTINUE, "Continue"),
                Option(KpiOutcome.SUPPORT, "Continue, with support"),
                Option(KpiOutcome.SUSPEND, "Suspend", "The chair is suspended from the list"),
                Option(KpiOutcome.REMOVE, "Remove", "The chair is removed from the list"),
            ),
            called="what it comes to",
        ),
        Field("reason", "Why?", "textarea", called="the reason"),
        Field("reviewed_on", "When was it reviewed?", called="the day of the review"),
    ),
    submit="Save the review",
    check=True,
    done="/chairs/{chair_id}/kpis",
    asks=ChairKpis,
    start=today("reviewed_on"),
    said="The review of performance is recorded.",
)

ROUTES = [
    *page("/chairs/{chair_id}/kpis", "quality/kpis.html", ChairKpis, prepare=_page),
    *form_page("/chairs/{chair_id}/kpis/review", REVIEW),
]
