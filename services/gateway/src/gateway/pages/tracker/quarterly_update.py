"""How does a chair give a review's update for the quarter (B-03)?"""

from dataclasses import replace

from shared.calendar import Quarter
from shared.contracts.tracker.commands import RecordQuarterlyUpdate
from shared.contracts.tracker.queries import TrackerOf
from starlette.responses import Response

from gateway.forms.field import Field, Option
from gateway.forms.flow import fill_in
from gateway.forms.form import Form
from gateway.pages.deeds import Deed, routes_of
from gateway.pages.tracker.parts import named
from gateway.web.visit import Visit

FORM = Form(
    command=RecordQuarterlyUpdate,
    title="Give the quarterly update",
    intro=lambda row: f"{row.reference}, {row.csp} partnership. The board reads this: please name nobody in it.",
    fields=(
        Field("text", "how the review stands", ask="How does the review stand?"),
        Field("delay_reason", "the reason for the delay", ask="If it is delayed, why?"),
    ),
    submit="Save the update",
    done="/cases/{case_id}",
    asks=TrackerOf,
    said="The update is recorded. Thank you.",
)


async def update(visit: Visit) -> Response:
    """For the quarter that has ended, unless a link says otherwise; or for the present one."""
    now = Quarter.of(visit.gate.clock.today())
    offered = tuple(Option(named(one), one.in_words) for one in (now.previous(), now))
    wanted = visit.query.get("quarter", named(now.previous()))
    quarter = Field("quarter", "the quarter", options=offered, ask="For which quarter?")
    return await fill_in(
        visit, replace(FORM, fields=(quarter, *FORM.fields), start=lambda _, row: {"quarter": wanted})
    )  # fmt: skip


UPDATE = Deed(
    "/cases/{case_id}/quarterly-update", "Give the quarterly update", RecordQuarterlyUpdate, update, "/cases/{case_id}"
)
ROUTES = routes_of(UPDATE)
