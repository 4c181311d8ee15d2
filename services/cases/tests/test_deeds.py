"""Is what is said to be open taken, and what is said to be closed refused, with the reason that was given (rule 16)?"""

from datetime import date
from typing import Any

import pytest
from cases.domain import events as e
from cases.domain.case import CASE
from cases.domain.deeds import DEEDS, deeds
from cases.policy import may_do, permit
from shared.actor import Actor, Role
from shared.contracts.cases import commands as c
from shared.contracts.cases.values import ReportStage
from shared.contracts.deed import Openness, is_open
from shared.decider import fold
from shared.testing.spec import EVERYBODY, PANEL_CHAIR, Spec, csp_chair_of

from . import story
from .asking import KINDS, example

requested = e.ImrRequested(imr_id=story.IMR_ID, agency="NHS England", requested_on=story.INITIAL, due_on=story.LATER)
author = e.ImrAuthorNamed(imr_id=story.IMR_ID, author="Ann Author")
handed_in = e.ImrSubmitted(
    imr_id=story.IMR_ID, submitted_on=story.SHARED, signed_off_by="Sue Senior", signed_off_as="Director"
)
IMR = (
    requested,
    author,
    handed_in,
    e.ImrReturned(imr_id=story.IMR_ID, returned_on=story.SHARED, reason="Add dates."),
    handed_in,
    e.ImrAccepted(imr_id=story.IMR_ID, accepted_on=story.READ_BY),
)
LIVES: dict[str, tuple[e.CaseEvent, ...]] = {
    "a review that is published and closed": (
        *story.READY_TO_AGREE,
        *IMR,
        *story.agreements,
        story.submitted,
        story.sent_back,
        *story.agreements,
        story.submitted.model_copy(update={"round": 2}),
        story.approved.model_copy(update={"round": 2}),
        story.published,
        story.plan_done,
        story.commissioner_told,
        e.CaseClosed(closed_on=story.LATER),
    ),
    "a review that is not held, and then it is": (
        *story.DECIDING,
        story.not_proceeding,
        e.DecisionReopened(reason="The Home Office asks.", reopened_on=story.LATER),
        story.decided,
        e.StepRecorded(step=7, done_on=story.DECIDED, note="Drafted."),
        *(e.AccessEnded(grantee=grant.grantee, reason="Left.") for grant in story.granted),
        e.CaseErased(reason="Retention ended."),
    ),
}
MOMENTS = [pytest.param(life[:cut], id=f"{name} {cut}") for name, life in LIVES.items() for cut in range(1, len(life))]


@pytest.mark.parametrize("events", MOMENTS)
def test_what_is_open_is_taken_and_what_is_not_is_refused_with_the_reason(events: tuple[e.CaseEvent, ...]) -> None:
    spec = Spec(CASE).given(*events)
    for deed in deeds(spec.state, story.LATER):
        outcome = spec.when(example(deed), on=story.LATER)
        if deed.reason is None:
            assert outcome.refusal is None, (deed, outcome.refusal)
        elif outcome.events or outcome.refusal:
            outcome.refused(deed.reason)


def test_every_deed_of_a_case_is_told_of() -> None:
    """Those that open a case have no case to be told on."""
    for_people = {kind for kind in CASE.commands if kind.may - {Role.SERVICE}}
    assert for_people - {c.NotifyDeath, c.ImportReview} == DEEDS == set(KINDS.values())


@pytest.mark.rule("O-04", "P-06", "C-04")
def test_an_approval_of_the_panel_opens_with_the_second_meeting_and_the_end_of_the_reading_time() -> None:
    def panel(today: date, *events: e.CaseEvent) -> str | None:
        (found,) = _of(c.AgreeReport, ReportStage.PANEL.value, today, *events)
        return found.reason

    first = (*story.PANEL_SITTING, story.second, story.version, story.shared_with_family)
    assert "only one has been recorded" in str(panel(story.READ_BY, *first))
    both = (*first, story.met(3, story.day_after(story.SHARED)))
    assert "reading time runs until 29 June 2026" in str(panel(story.day_before(story.READ_BY), *both))
    assert panel(story.READ_BY, *both) is None


def _of(kind: type[Any], subject: str | None, today: date, *events: e.CaseEvent) -> list[Openness]:
    said = deeds(fold(CASE, events), today)
    return [one for one in said if one.command == kind.__name__ and one.subject == subject]


@pytest.mark.rule("G-01", "D-04")
@pytest.mark.parametrize("who", [*EVERYBODY, csp_chair_of("Dacorum")], ids=lambda who: who.id)
def test_a_page_offers_a_person_what_the_policy_allows_them(who: Actor) -> None:
    grant = story.to_the_chair.model_copy(update={"grantee": PANEL_CHAIR.id})
    spec = Spec(CASE, permit).given(*story.DRAFTED, requested, grant)
    for deed in deeds(spec.state, story.LATER):
        if deed.command == c.GiveView.__name__:  # which post it is for, is typed
            continue
        forbidden = spec.when(example(deed), by=who, on=story.LATER).no is not None
        assert may_do(deed, spec.state, who) is not forbidden, deed


def test_one_subject_that_is_open_is_enough_where_none_is_named() -> None:
    said = [
        Openness(command="SubmitImr", subject="a", reason="The panel has accepted this IMR."),
        Openness(command="SubmitImr", subject="b"),
        Openness(command="ReturnImr", subject="b", reason="Only an IMR that was submitted can be returned."),
    ]
    assert is_open(said, c.SubmitImr)
    assert is_open(said, c.SubmitImr, "b")
    assert not is_open(said, c.SubmitImr, "a")
    assert not is_open(said, c.ReturnImr)
    assert not is_open([], c.SubmitImr)
