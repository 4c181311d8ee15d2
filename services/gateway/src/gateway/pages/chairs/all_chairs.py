"""Who is on the approved list, or wants to be (H-01)?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.chairs.answers import RosterRow
from shared.contracts.chairs.commands import ApplyToList
from shared.contracts.chairs.queries import ChairDetail, ChairSettings, RosterList
from shared.question import Page

from gateway.access import policy
from gateway.forms.field import Field
from gateway.gate import Entry
from gateway.pages.chairs.parts import specialisms, sub_navigation
from gateway.pages.lists import Column, ListPage, list_page
from gateway.pages.words import average
from gateway.show.components import tag
from gateway.web.visit import Visit

MENU = Entry("Chairs", "/chairs", 30)


async def _around(visit: Visit, _: Page[RosterRow]) -> Mapping[str, Any]:
    return {
        "parts_of_chairs": sub_navigation(visit),
        "applies": policy.may_ask(ApplyToList, visit.actor).allow,
    }


ROUTES = list_page(
    "/chairs",
    ListPage(
        question=RosterList,
        title="Approved list of chairs",
        called=("person", "people"),
        filters=(
            Field("name", "name", hint="A part of it is enough"),
            Field("stage", "stage", "select"),
            Field("specialism", "specialism", "select", options=specialisms),
            Field("review_type", "available for", "select"),
            Field("available", "only who can be appointed today"),
        ),
        asks=ChairSettings,
        columns=(
            Column("Name", "name", href="/chairs/{chair_id}", leads=ChairDetail.may),
            Column("Stage", lambda row: tag(row.stage)),
            Column("Specialisms", "specialisms"),
            Column("Open reviews", "open_reviews", number=True),
            Column("Evaluations", lambda row: _evaluations(row)),
            Column("First-time points", lambda row: row.quality.points, number=True),
            Column("To look at", lambda row: " ".join(row.warnings) or None),
        ),
        exported=(
            Column("Approved until", "approved_until"),
            Column("Available for", "review_types"),
            Column("Trained", "trained"),
            Column("Training expires", "training_expires"),
            Column("Average of evaluations", lambda row: row.quality.average),
            Column("Responses", lambda row: row.quality.responses),
            Column("Reviews evaluated", lambda row: row.quality.reviews),
        ),
        template="chairs/list.html",
        more=_around,
    ),
)


def _evaluations(row: RosterRow) -> str | None:
    quality = row.quality
    return f"{average(quality.average)} ({quality.responses})" if quality.average is not None else None
