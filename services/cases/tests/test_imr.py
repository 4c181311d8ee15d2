"""The Individual Management Reviews (rules I)."""

from datetime import date

import pytest
from cases.domain import events as e
from cases.domain.case import CASE
from shared.contracts.cases.commands import AcceptImr, NameImrAuthor, RequestImr, ReturnImr, SubmitImr
from shared.testing.spec import PANEL_CHAIR, Spec, some_id

from . import story

CASE_SPEC = Spec(CASE)


def request() -> RequestImr:
    return RequestImr(
        case_id=story.CASE_ID,
        imr_id=story.IMR_ID,
        agency="Probation Service",
        requested_on=date(2026, 4, 1),
        due_on=date(2026, 5, 29),
    )


def name_author(*, not_involved: bool = True, not_line_manager: bool = True) -> NameImrAuthor:
    return NameImrAuthor(
        case_id=story.CASE_ID,
        imr_id=story.IMR_ID,
        author="Ann Author",
        not_involved=not_involved,
        not_line_manager=not_line_manager,
    )


def submit(by: str = "Sue Senior", day: date = date(2026, 5, 20)) -> SubmitImr:
    return SubmitImr(
        case_id=story.CASE_ID, imr_id=story.IMR_ID, submitted_on=day, signed_off_by=by, signed_off_as="Director"
    )


def accept(*, assured: bool = True, day: date = date(2026, 5, 27)) -> AcceptImr:
    return AcceptImr(case_id=story.CASE_ID, imr_id=story.IMR_ID, accepted_on=day, quality_assured=assured)


@pytest.mark.rule("I-01", "I-02", "I-03", "I-04")
def test_an_imr_goes_from_request_to_acceptance() -> None:
    spec = CASE_SPEC.given(*story.PANEL_SITTING)
    for command, state in (
        (request(), "requested"),
        (name_author(), "author named"),
        (submit(), "submitted"),
        (
            ReturnImr(case_id=story.CASE_ID, imr_id=story.IMR_ID, returned_on=date(2026, 5, 21), reason="Add dates."),
            "returned for revision",
        ),
        (submit(day=date(2026, 5, 26)), "submitted"),
        (accept(), "accepted by the panel"),
    ):
        spec = spec.when(command, by=PANEL_CHAIR, on=story.LATER).twice_changes_nothing().and_then
        assert spec.state.imrs[story.IMR_ID].state == state
    spec.when(submit(day=date(2026, 5, 28)), on=story.LATER).refused("has accepted this IMR")


@pytest.mark.rule("I-02")
@pytest.mark.parametrize(
    ("not_involved", "not_line_manager", "field"),
    [(False, True, "not_involved"), (True, False, "not_line_manager"), (False, False, "not_involved")],
)
def test_an_author_without_both_declarations_is_refused(not_involved: bool, not_line_manager: bool, field: str) -> None:
    spec = CASE_SPEC.given(*story.PANEL_SITTING).when(request(), on=story.LATER).and_then
    spec.when(name_author(not_involved=not_involved, not_line_manager=not_line_manager), on=story.LATER).refused(
        "Ask the agency to name another author", field=field
    )


@pytest.mark.rule("I-03")
@pytest.mark.parametrize("by", ["Ann Author", "ann author"])
def test_the_author_does_not_sign_off_their_own_imr(by: str) -> None:
    spec = CASE_SPEC.given(*story.PANEL_SITTING).when(request(), on=story.LATER).and_then
    spec = spec.when(name_author(), on=story.LATER).and_then
    spec.when(submit(by), on=story.LATER).refused("not the author", field="signed_off_by")


@pytest.mark.rule("I-01")
def test_an_imr_follows_its_order() -> None:
    spec = CASE_SPEC.given(*story.PANEL_SITTING)
    spec.when(name_author(), on=story.LATER).refused("was not requested")
    spec = spec.when(request(), on=story.LATER).and_then
    spec.when(submit(), on=story.LATER).refused("Name the author first")
    spec.when(accept(), on=story.LATER).refused("before the panel accepts it")
    again = request().model_copy(update={"imr_id": some_id("another")})
    spec.when(again, on=story.LATER).refused("requested from Probation Service already", field="agency")
    CASE_SPEC.given(*story.PROCEEDING).when(request(), on=story.LATER).refused("Record the initial panel meeting first")


@pytest.mark.rule("I-04")
def test_the_panel_chair_is_satisfied_before_an_imr_is_accepted() -> None:
    spec = CASE_SPEC.given(*story.PANEL_SITTING)
    for command in (request(), name_author(), submit()):
        spec = spec.when(command, on=story.LATER).and_then
    spec.when(accept(assured=False), on=story.LATER).refused("quality-assured", field="quality_assured")
    spec.when(accept(day=date(2026, 5, 19)), on=story.LATER).refused("before the IMR was", field="accepted_on")
    spec.when(accept(day=date(2026, 5, 20)), on=story.LATER).then_kinds(e.ImrAccepted)


@pytest.mark.rule("I-01")
def test_only_what_was_submitted_is_returned() -> None:
    back = ReturnImr(case_id=story.CASE_ID, imr_id=story.IMR_ID, returned_on=date(2026, 5, 21), reason="Add dates.")
    spec = CASE_SPEC.given(*story.PANEL_SITTING)
    for command in (request(), name_author()):
        spec = spec.when(command, on=story.LATER).and_then
    spec.when(back, on=story.LATER).refused("Only an IMR that was submitted")
    submitted = spec.when(submit(), on=story.LATER).and_then
    submitted.when(back, on=date(2026, 5, 20)).refused("in the future", field="returned_on")
    submitted.when(back, on=date(2026, 5, 21)).then_kinds(e.ImrReturned).twice_changes_nothing()
