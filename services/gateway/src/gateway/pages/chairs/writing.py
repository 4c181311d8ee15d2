"""Who writes the report, and what if somebody else does from now on (H-07, H-08)?"""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.contracts.chairs.answers import Appointed, Candidates, Commission
from shared.contracts.chairs.commands import ChangeWriter
from shared.contracts.chairs.queries import CandidatesForCase, CommissionOfCase
from shared.service import NotFound
from starlette.responses import Response

from gateway.forms.field import Field, Option
from gateway.forms.flow import fill_in
from gateway.forms.form import Form
from gateway.pages.chairs.parts import replaceable
from gateway.pages.deeds import Deed, routes_of
from gateway.show.components import words
from gateway.web.routes import ask_all
from gateway.web.visit import Visit


def writer_fields(listed: Iterable[tuple[str, str]]) -> tuple[Field, ...]:
    """`listed`: ids and names of those on the approved list, but for the chair."""
    return (
        Field(
            "writer_id",
            "the report writer",
            "select",
            ask="Who writes the report?",
            heading="The report writer",
            options=(
                Option("", "The chair, or somebody not on the list"),
                *(Option(chair_id, name) for chair_id, name in listed),
            ),
        ),
        Field("writer_name", "name of a writer who is not on the list"),
        Field(
            "writer_independence",
            "what the writer declared",
            hint="What they declared: the agencies they worked for, and until when. A writer from the list is checked "
            "as the chair is, and asked about here only where not everything is known",
            ask="How do you know that this writer is independent?",
        ),
        Field(
            "writer_fee",
            "what is agreed with the writer",
            hint="On top of the chair’s fee. Leave this empty if the chair writes the report",
            required=False,
            ask="What is agreed with the writer?",
        ),
    )


async def change(visit: Visit) -> Response:
    answers = await ask_all(visit, {"commission": CommissionOfCase, "found": CandidatesForCase})
    commission: Commission = answers["commission"]
    found: Candidates = answers["found"]
    present = commission.present
    if present is None:
        raise NotFound("This review has no chair at the moment. The writer is chosen with the chair.")
    taken = {present.chair_name, present.writer_name}
    listed = [(one.chair_id, one.name) for one in (*found.candidates, *found.excluded) if one.name not in taken]

    def start(_: Visit, __: Any) -> Mapping[str, Any]:
        return {"changed_on": visit.gate.clock.today()}

    form = Form(
        command=ChangeWriter,
        title="Change the report writer",
        intro=_intro(commission.reference, present),
        fields=(
            Field("reason", "the reason", ask="Why does somebody else write?"),
            Field("changed_on", "the first day of the new writer", ask="From which day?"),
            *_settlement(present.writer_name),
            *writer_fields(listed),
        ),
        submit="Change the report writer",
        check=True,
        done="/cases/{case_id}/chair",
        start=start,
        said="The report writer is changed. Please see that what was written so far is handed over.",
    )
    return await fill_in(visit, form)


def _intro(reference: str, present: Appointed) -> str:
    writes = f"{present.writer_name} writes" if present.writer_name else f"{present.chair_name} chairs and writes"
    return (
        f"{writes} the report of {reference}. {present.chair_name} stays the chair, the clocks keep "
        f"running, and the new writer is checked as at a commission.\n\nOf the ceiling of "
        f"{words(present.ceiling)}, {words(present.invoiced)} is approved and {words(present.paid)} is paid."
    )


def _settlement(writer: str | None) -> tuple[Field, ...]:
    if writer is None:
        return ()
    return (
        Field(
            "due_in_all",
            "what is due in all",
            required=False,
            hint="Their fees for the work so far, with what was invoiced before. Leave this empty if nothing is",
            ask=f"What is due to {writer} in all?",
        ),
    )


WRITER = Deed(
    "/cases/{case_id}/chair/writer",
    "Change the report writer",
    ChangeWriter,
    change,
    "/cases/{case_id}/chair",
    replaceable,
)
ROUTES = routes_of(WRITER)
