"""How does a panel member evaluate the chair: each criterion from 1 to 5, once (Q-01, Q-07)?"""

from collections.abc import Iterable, Mapping
from typing import Any

from shared.actor import SPT
from shared.contracts.chairs.answers import Round, Sheet
from shared.contracts.chairs.commands import SubmitEvaluation
from shared.contracts.chairs.queries import EvaluationRound, EvaluationSheet
from shared.service import NotFound
from starlette.responses import Response

from gateway.forms.field import Field, Option
from gateway.forms.flow import Form, fill_in
from gateway.pages.quality.round import names
from gateway.show.components import words
from gateway.web.routes import route
from gateway.web.visit import Visit

_MARKS = tuple(
    Option(str(mark), f"{mark}, {meaning}")
    for mark, meaning in enumerate(("poor", "below what was needed", "as needed", "good", "very good"), start=1)
)
_SCORES = Field(
    "scores",
    "Your scores",
    each="criterion",
    named_by="criterion",
    fields=(
        Field("criterion", "Criterion", "hidden"),
        Field("score", "Score", "radios", options=_MARKS, called="the score"),
        Field("comment", "Comment", "textarea", hint="Please name nobody. The chair does not see who wrote it"),
    ),
)


def _sheet(criteria: Iterable[str]) -> Mapping[str, Any]:
    return {"scores": [{"criterion": name} for name in criteria]}


async def give(visit: Visit) -> Response:
    """A member's own: what is asked of them, or word that nothing is."""
    sheet: Sheet = await visit.ask(EvaluationSheet(case_id=visit.path["case_id"]))
    if sheet.answered or sheet.closed:
        raise NotFound("Nothing is asked of you for this review: it is answered already, or not open now.")
    said = "Thank you. Your evaluation is recorded."
    return await fill_in(visit, sheet_form(visit, sheet, done="/my-evaluations", back="/my-evaluations", said=said))


def sheet_form(visit: Visit, sheet: Sheet, *, done: str, back: str, said: str, link: int | None = None) -> Form:
    """The one form, whether a member signs in or comes by their link."""
    return Form(
        command=SubmitEvaluation,
        title="Evaluate the chair",
        intro=(
            f"{sheet.chair_name} chaired {sheet.reference}. Please score each criterion from 1 to 5 by "
            f"{words(sheet.closes_on)}.\n\n"
            "You answer once. The chair sees the average alone, never who gave which score or comment."
        ),
        fields=(_SCORES,),
        submit="Send the evaluation",
        check=True,
        done=done,
        back=back,
        start=lambda _, __: _sheet(sheet.criteria),
        fill=lambda _, __: {"member_id": visit.actor.id, "link": link},
        said=said,
    )


def _members(found: Round) -> list[Option]:
    """Those who have not answered yet."""
    by = names(found)
    return [Option(one.member_id, by[one.member_id]) for one in found.members if not one.answered]


async def enter(visit: Visit) -> Response:
    """One that came on paper, entered by the team for the member."""
    found: Round = await visit.ask(EvaluationRound(case_id=visit.path["case_id"]))
    form = Form(
        command=SubmitEvaluation,
        title="Enter an evaluation that came on paper",
        intro=f"For {found.reference}. Each member of the panel answers once. Enter the words as they were written.",
        fields=(
            Field(
                "member_id",
                "Whose evaluation is it?",
                "select",
                options=_members(found),
                called="whose evaluation it is",
            ),
            _SCORES,
        ),
        submit="Enter the evaluation",
        check=True,
        done="/cases/{case_id}/evaluation",
        start=lambda _, __: _sheet(one.criterion for one in found.criteria),
        said="The evaluation is entered.",
    )
    return await fill_in(visit, form)


_BOTH = ("GET", "POST")
ROUTES = [
    *route("/cases/{case_id}/evaluation/give", give, may=SubmitEvaluation.may - SPT, methods=_BOTH),
    *route("/cases/{case_id}/evaluation/enter", enter, may=SubmitEvaluation.may & SPT, methods=_BOTH),
]
