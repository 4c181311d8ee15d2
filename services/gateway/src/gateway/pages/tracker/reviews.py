"""Which reviews has the county, and where does each stand (B-01)?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.county import Csp
from shared.contracts.tracker.queries import HeadlineFigures, TrackerList
from shared.contracts.tracker.values import TrackerRow
from shared.question import Page

from gateway.forms.field import Field
from gateway.gate import Entry
from gateway.pages.lists import Column, ListPage, list_page
from gateway.pages.tracker.parts import headline, sub_navigation
from gateway.show.components import sentence, words
from gateway.web.visit import Visit

MENU = Entry("Tracker", "/tracker", 70)


async def _above(visit: Visit, _: Page[TrackerRow]) -> Mapping[str, Any]:
    found = await visit.ask(HeadlineFigures())
    return {
        "parts_of_tracker": sub_navigation(visit),
        "headline": headline(found.figures),
        "under_way": found.under_way.reviews,
    }


def _due(row: TrackerRow) -> Any:
    if row.next_due is None:
        return None
    return f"{words(row.next_due)} (overdue)" if row.overdue else row.next_due


def _progress(row: TrackerRow) -> str | None:
    counts = row.actions
    return f"{counts.assured + counts.closed} of {counts.total} ended" if counts.total else None


ROUTES = list_page(
    "/tracker",
    ListPage(
        question=TrackerList,
        title="Tracker",
        called=("review", "reviews"),
        filters=(
            Field("csp", "partnership", "select", options=tuple(str(csp) for csp in Csp)),
            Field("stage", "stage", "select"),
            Field("category", "category", "select"),
            Field("text", "reference", hint="A part of it is enough"),
            Field(
                "sort",
                "in the order of",
                "select",
                options=(
                    ("", "References"),
                    ("csp", "Partnerships"),
                    ("stage", "Stages"),
                    ("attention", "When they came to attention"),
                    ("next_due", "What is due next"),
                ),
            ),
            Field("descending", "in reverse"),
        ),
        columns=(
            Column("Reference", "reference", href="/cases/{case_id}"),
            Column("Partnership", "csp"),
            Column("Stage", lambda row: sentence(row.stage)),
            Column("Due next", _due),
            Column("Clock", "clock"),
            Column("Chair", "chair"),
            Column("Report", lambda row: sentence(row.report_state)),
            Column("Actions", _progress),
        ),
        exported=(
            Column("Category", "category"),
            Column("Murder-suicide", "murder_suicide"),
            Column("Victims", "victims"),
            Column("Alleged perpetrators who died", "perpetrator_deaths"),
            Column("Children living in the household", "children"),
            Column("Came to attention", "attention_date"),
            Column("Month of death", "death_month"),
            Column("Decided on", "decided_on"),
            Column("Report due", "report_due"),
            Column("Other date agreed for the report", "extended_to"),
            Column("Home Office told of the delay", "home_office_told"),
            Column("Referral to another review", "referral"),
            Column("Submitted on", "submitted_on"),
            Column("Rounds with the Home Office", "rounds"),
            Column("Outcome", "outcome"),
            Column("Published on", "published_on"),
            Column("Closed on", "closed_on"),
            Column("Actions overdue", lambda row: row.actions.overdue),
            Column("Open escalations", "escalations"),
        ),
        template="tracker/list.html",
        more=_above,
    ),
)
