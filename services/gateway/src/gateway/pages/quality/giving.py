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
from gateway.forms.flow import fill_in
from gateway.forms.form import Form
from gateway.pages.deeds import Deed, routes_of
from gateway.pages.quality.round import names
from gateway.show.components import words
from gateway.web.visit import Visit

_MARKS = tuple(
    Option(str(mark), f"{mark}, {meaning}")
    for mark, meaning in enumerate(("poor", "below what was needed", "as needed", "good", "very good"), start=1)
)
_SCORES = Field(
    "scores",
    "your scores",
    each="criterion",
    named_by="criterion",
    fields=(
        Field("criterion", "criterion", "hidden"),
        Field("score", "the score", options=_MARKS, ask="Score"),
        Field("comment", "comment", hint="Please name nobody. The chair does not see who wrote it"),
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
        fill={"member_id": lambda _, __: visit.actor.id, "link": lambda _, __: link},
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
                "whose evaluation it is",
                "select",
                options=_members(found),
                ask="Whose evaluation is it?",
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


GIVE = Deed(
    "/cases/{case_id}/evaluation/give",
    "Evaluate the chair",
    SubmitEvaluation,
    give,
    "/my-evaluations",
    roles=SubmitEvaluation.may - SPT,
)
ENTER = Deed(
    "/cases/{case_id}/evaluation/enter",
    "Enter an evaluation that came on paper",
    SubmitEvaluation,
    enter,
    "/cases/{case_id}/evaluation",
    roles=SubmitEvaluation.may & SPT,
)
ROUTES = routes_of(GIVE, ENTER)
