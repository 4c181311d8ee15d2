"""How does this chair do against the contract, and what follows from it (Q-04)?"""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.contracts.chairs.answers import Kpi, KpiSheet
from shared.contracts.chairs.commands import RecordKpiReview
from shared.contracts.chairs.queries import ChairKpis
from shared.contracts.chairs.values import KpiOutcome, ListStage

from gateway.forms.field import Field, Option
from gateway.forms.filling import today
from gateway.forms.form import Form
from gateway.pages.deeds import deed, routes_of
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
        "records": REVIEW.may(visit),
    }


def _lines(kpis: Iterable[Kpi]) -> list[tuple[str, str, str]]:
    """What is not known is not a no."""
    met = {True: "Met", False: "Not met", None: words(None)}
    return [(one.name, sentence(one.value), met[one.met]) for one in kpis]


_ON_LIST = frozenset({ListStage.LISTED, ListStage.SUSPENDED})

REVIEW = deed(
    "/chairs/{chair_id}/kpis/review",
    Form(
        command=RecordKpiReview,
        title=lambda sheet: f"Record the review of {sheet.name}’s performance",
        fields=(
            Field(
                "outcome",
                "what it comes to",
                options=(
                    Option(KpiOutcome.CONTINUE, "Continue"),
                    Option(KpiOutcome.SUPPORT, "Continue, with support"),
                    Option(KpiOutcome.SUSPEND, "Suspend", "The chair is suspended from the list"),
                    Option(KpiOutcome.REMOVE, "Remove", "The chair is removed from the list"),
                ),
                ask="What does it come to?",
            ),
            Field("reason", "the reason", ask="Why?"),
            Field("reviewed_on", "the day of the review", ask="When was it reviewed?"),
        ),
        submit="Save the review",
        check=True,
        done="/chairs/{chair_id}/kpis",
        asks=ChairKpis,
        start=today("reviewed_on"),
        said="The review of performance is recorded.",
    ),
    text="Review their performance",
    when=lambda record: record.stage in _ON_LIST,
)

ROUTES = [
    *page("/chairs/{chair_id}/kpis", "quality/kpis.html", ChairKpis, prepare=_page),
    *routes_of(REVIEW),
]
