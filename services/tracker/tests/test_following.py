"""Rules A-03, A-04, A-06, A-07, A-09, A-10: how actions are followed to their end."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared.contracts.tracker import commands as c
from shared.contracts.tracker.values import ActionState, End, Rating
from shared.message import Command
from shared.testing.spec import TODAY
from tracker.domain.events import plan as e
from tracker.domain.plan import PlanCommand
from tracker.domain.rating import Progress, rating_of, state_of

from . import story
from .story import (
    CASE_ID,
    CHAIR,
    DAY,
    NHS,
    POLICE,
    TARGET,
    added,
    assigned,
    assure,
    assured,
    claim,
    claimed,
    closed,
    completed,
    pass_time,
    plan,
    with_one,
    with_two,
)

REPORT = c.ReportProgress(case_id=CASE_ID, action=1, evidence="Half of the teams are trained", reported_on=TODAY)


@pytest.mark.rule("A-03")
def test_state_and_rating_follow_from_what_was_recorded_and_the_day() -> None:
    early, soon, late = TARGET - 60 * DAY, TARGET - 3 * DAY, TARGET + 2 * DAY
    assert state_of(Progress.NOT_STARTED, TARGET, early) is ActionState.NOT_STARTED
    assert state_of(Progress.IN_PROGRESS, TARGET, TARGET) is ActionState.IN_PROGRESS
    assert state_of(Progress.IN_PROGRESS, TARGET, late) is ActionState.OVERDUE
    assert state_of(Progress.COMPLETE, TARGET, late) is ActionState.COMPLETE
    assert state_of(Progress.ASSURED, TARGET, late) is ActionState.ASSURED
    assert rating_of(Progress.IN_PROGRESS, POLICE, TARGET, early)[0] is Rating.GREEN
    assert rating_of(Progress.IN_PROGRESS, POLICE, TARGET, soon)[0] is Rating.AMBER
    assert rating_of(Progress.IN_PROGRESS, POLICE, TARGET, late) == (Rating.RED, "2 days over its target date")
    assert rating_of(Progress.COMPLETE, POLICE, TARGET, late)[0] is Rating.AMBER
    assert rating_of(Progress.ASSURED, POLICE, TARGET, late)[0] is Rating.GREEN
    assert rating_of(Progress.CLOSED, POLICE, TARGET, late)[0] is Rating.NOT_RATED
    assert rating_of(Progress.NOT_STARTED, None, TARGET, early)[0] is Rating.AMBER
    assert rating_of(Progress.NOT_STARTED, POLICE, None, early)[0] is Rating.AMBER


@pytest.mark.rule("A-03")
@given(progress=st.sampled_from(Progress), target=st.none() | st.dates(), today=st.dates())
def test_only_what_is_not_done_is_ever_overdue_or_red(progress: Progress, target: date | None, today: date) -> None:
    overdue = state_of(progress, target, today) is ActionState.OVERDUE
    assert overdue == (progress.undone and target is not None and target < today)
    assert (rating_of(progress, POLICE, target, today)[0] is Rating.RED) == overdue


@pytest.mark.rule("A-04")
def test_progress_is_reported_with_evidence() -> None:
    with_one.when(REPORT, by=story.POLICE_LEAD).then_kinds(e.ProgressReported)
    with_one.given(assured()).when(REPORT).refused("has ended")
    later = REPORT.model_copy(update={"reported_on": TODAY + DAY})
    with_one.when(later).refused("future", field="reported_on")


@pytest.mark.rule("A-04")
def test_complete_is_the_claim_of_the_agency_that_owns_the_action() -> None:
    with_one.when(claim(), by=story.POLICE_LEAD).then(claimed()).twice_changes_nothing()
    plan.given(added(None)).when(claim()).refused("This action has no owner")


@pytest.mark.rule("A-04")
def test_assured_is_the_word_of_the_csp_chair_after_the_agency_said_complete() -> None:
    with_two.when(assure(), by=CHAIR).refused("has not said yet")
    with_two.given(claimed()).when(assure(), by=CHAIR).then(assured()).twice_changes_nothing()


@pytest.mark.rule("A-04")
def test_every_agency_with_open_actions_is_asked_for_assurance() -> None:
    ask = c.AskForAssurance(case_id=CASE_ID, reply_by=TODAY + 14 * DAY)
    with_two.when(ask).then(
        *(
            e.AssuranceAsked(case_id=CASE_ID, agency=agency, actions=(at,), asked_on=TODAY, reply_by=TODAY + 14 * DAY)
            for at, agency in ((1, POLICE), (2, NHS))
        )
    ).twice_changes_nothing()
    one = ask.model_copy(update={"agency": "nhs england"})
    assert [event.agency for event in with_two.when(one).events if isinstance(event, e.AssuranceAsked)] == [NHS]
    with_two.when(ask.model_copy(update={"agency": "Nobody"})).refused("owns no open action", field="agency")
    with_two.when(ask.model_copy(update={"reply_by": TODAY - DAY})).refused("has passed", field="reply_by")


@pytest.mark.rule("A-06")
def test_a_delay_is_put_on_record_and_escalated_once() -> None:
    late = with_one.when(pass_time(), on=TARGET + DAY).then(
        e.ActionBecameOverdue(case_id=CASE_ID, action=1, number="1", target=TARGET),
        e.EscalationOpened(
            case_id=CASE_ID,
            escalation=1,
            action=1,
            number="1",
            agency=POLICE,
            reason="The target date, 31 December 2026, passed and the action is not complete.",
            opened_on=TARGET + DAY,
        ),
    )
    late.twice_changes_nothing()
    late.and_then.when(pass_time(), on=TARGET + 30 * DAY).nothing()
    with_one.when(pass_time(), on=TARGET).nothing()


@pytest.mark.rule("A-03")
def test_a_new_target_date_that_passes_is_a_new_delay() -> None:
    late = with_one.when(pass_time(), on=TARGET + DAY).and_then
    again = late.given(assigned(target=TARGET + 10 * DAY)).when(pass_time(), on=TARGET + 11 * DAY)
    again.then_kinds(e.ActionBecameOverdue)


@pytest.mark.rule("A-06")
def test_an_agency_that_gives_no_assurance_is_escalated_once() -> None:
    reply_by = TODAY + 14 * DAY
    asked = with_two.when(c.AskForAssurance(case_id=CASE_ID, reply_by=reply_by)).and_then
    silent = asked.given(claimed(2)).when(pass_time(), on=reply_by + DAY)
    silent.then(
        e.AssuranceNotGiven(case_id=CASE_ID, agency=POLICE, actions=(1,), reply_by=reply_by),
        e.EscalationOpened(
            case_id=CASE_ID,
            escalation=1,
            action=None,
            number="",
            agency=POLICE,
            reason="No assurance was given by 17 November 2026, the day to answer by.",
            opened_on=reply_by + DAY,
        ),
    )
    silent.twice_changes_nothing()


@pytest.mark.rule("A-06")
def test_a_person_escalates_with_a_reason_and_the_sub_group_closes_with_an_outcome() -> None:
    raised = with_one.when(c.EscalateAction(case_id=CASE_ID, action=1, reason="Nobody answers"))
    raised.then(
        e.EscalationOpened(
            case_id=CASE_ID,
            escalation=1,
            action=1,
            number="1",
            agency=POLICE,
            reason="Nobody answers",
            opened_on=TODAY,
        )
    ).twice_changes_nothing()
    close = c.CloseEscalation(case_id=CASE_ID, escalation=1, outcome="A new lead was named")
    raised.and_then.when(close).then(
        e.EscalationClosed(case_id=CASE_ID, escalation=1, action=1, outcome="A new lead was named", closed_on=TODAY)
    ).twice_changes_nothing()
    with_one.when(close).refused("no escalation with this number")
    with_one.given(closed()).when(c.EscalateAction(case_id=CASE_ID, action=1, reason="x")).refused("has ended")


@pytest.mark.rule("A-07")
def test_the_plan_is_complete_exactly_when_the_last_action_is_assured_or_closed() -> None:
    first = with_two.given(claimed(1), claimed(2)).when(assure(1), by=CHAIR).then(assured(1))
    first.and_then.when(assure(2), by=CHAIR).then(assured(2), completed)
    end = c.CloseAction(case_id=CASE_ID, action=2, end=End.SUPERSEDED, reason="A new law covers it", closed_on=TODAY)
    first.and_then.when(end, by=CHAIR).then(closed(2), completed).twice_changes_nothing()


@pytest.mark.rule("A-07")
def test_a_reopened_or_a_new_action_means_that_the_plan_is_not_complete() -> None:
    done = with_one.given(claimed(), assured(), completed)
    again = done.when(c.ReopenAction(case_id=CASE_ID, action=1, reason="It came back")).then(story.reopened())
    assert again.and_then.state.completed_on is None
    again.and_then.given(claimed()).when(assure(), by=CHAIR).then(assured(), completed)
    more = done.when(c.AddAction(case_id=CASE_ID, recommendation=1, text="One more", owner=NHS)).and_then
    assert more.state.completed_on is None


@pytest.mark.rule("A-09")
@pytest.mark.parametrize("end", End)
def test_an_action_ends_honestly_with_a_reason(end: End) -> None:
    close = c.CloseAction(case_id=CASE_ID, action=1, end=end, reason="The board said why", closed_on=TODAY)
    ended = with_two.when(close, by=CHAIR).then_kinds(e.ActionClosed).twice_changes_nothing()
    assert ended.and_then.state.actions[1].end is end
    with_two.given(claimed(), assured()).when(close, by=CHAIR).refused("has ended already")


@pytest.mark.rule("A-09")
def test_a_reopened_action_keeps_its_history_and_its_number() -> None:
    again = with_two.given(closed()).when(c.ReopenAction(case_id=CASE_ID, action=1, reason="It came back"))
    again.then(story.reopened()).twice_changes_nothing()
    assert again.and_then.state.actions[1].progress is Progress.IN_PROGRESS
    assert closed() in again.and_then.events


@pytest.mark.rule("A-09")
def test_a_rating_is_changed_only_with_a_written_reason() -> None:
    red = c.OverrideRating(case_id=CASE_ID, action=1, rating=Rating.RED, reason="The lead has left")
    given = with_one.when(red).then(
        e.RatingOverridden(case_id=CASE_ID, action=1, number="1", rating=Rating.RED, reason="The lead has left")
    )
    given.twice_changes_nothing()
    back = c.RestoreRating(case_id=CASE_ID, action=1)
    given.and_then.when(back).then(e.RatingRestored(case_id=CASE_ID, action=1, number="1")).twice_changes_nothing()
    with_one.when(red.model_copy(update={"rating": Rating.GREEN})).refused("already", field="rating")
    with pytest.raises(ValueError, match="at least 1 character"):
        c.OverrideRating(case_id=CASE_ID, action=1, rating=Rating.RED, reason=" ")


@pytest.mark.rule("A-10")
def test_impact_falls_due_6_and_12_months_after_assurance_once_each() -> None:
    done = with_one.given(claimed(), assured(), completed)
    half_a_year, a_year = date(2027, 5, 3), date(2027, 11, 3)
    done.when(pass_time(), on=half_a_year - DAY).nothing()
    first = done.when(pass_time(), on=half_a_year).then(
        e.ImpactReviewFellDue(case_id=CASE_ID, action=1, number="1", months=6, due=half_a_year)
    )
    first.twice_changes_nothing()
    first.and_then.when(pass_time(), on=a_year).then(
        e.ImpactReviewFellDue(case_id=CASE_ID, action=1, number="1", months=12, due=a_year)
    )


@pytest.mark.rule("A-10")
def test_what_is_not_embedded_opens_the_action_again() -> None:
    look = c.RecordImpactReview(
        case_id=CASE_ID, action=1, months=6, embedded=True, evidence="An audit of 20 files", reviewed_on=TODAY
    )
    done = with_one.given(claimed(), assured(), completed)
    done.when(look).then_kinds(e.ImpactReviewed).twice_changes_nothing()
    lost = done.when(look.model_copy(update={"embedded": False}))
    lost.then_kinds(e.ImpactReviewed, e.ActionReopened)
    assert lost.and_then.state.completed_on is None
    with_one.when(look).refused("Record the assurance first")
    early = look.model_copy(update={"reviewed_on": TODAY - DAY})
    done.when(early).refused("before the day the action was assured", field="reviewed_on")


SOME_COMMANDS: tuple[Command, ...] = (
    REPORT,
    claim(1),
    claim(2),
    assure(1),
    assure(2),
    c.CloseAction(case_id=CASE_ID, action=1, end=End.NOT_ACCEPTED, reason="No", closed_on=TODAY),
    c.ReopenAction(case_id=CASE_ID, action=1, reason="Again"),
    c.ReopenAction(case_id=CASE_ID, action=2, reason="Again"),
    c.AddAction(case_id=CASE_ID, recommendation=1, text="More", owner=POLICE),
    claim(3),
    assure(3),
)


@pytest.mark.rule("A-07")
@given(st.lists(st.sampled_from(SOME_COMMANDS), max_size=25))
def test_whatever_is_asked_complete_means_that_nothing_is_open(asked: list[PlanCommand]) -> None:
    told = with_two
    for command in asked:
        told = told.when(command).and_then
        state = told.state
        assert (state.completed_on is not None) == all(one.progress.ended for one in state.actions.values())
