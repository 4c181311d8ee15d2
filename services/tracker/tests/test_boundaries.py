"""Rules A-04 to A-10, B-02, B-03 at their edges: the day before, the day, the day after; one agency and another."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from shared.contracts.tracker import commands as c
from shared.contracts.tracker import facts
from shared.contracts.tracker.report import Budget, NamedCount, ReportedEscalation
from shared.contracts.tracker.values import End, Rating, Stage
from shared.record import Recorded
from shared.testing.spec import SYSTEM, TODAY, Spec
from tracker.domain.events import plan as e
from tracker.domain.events import quarter as q
from tracker.domain.known import QuarterKnown
from tracker.domain.quarter import QUARTER
from tracker.domain.rating import Progress, rating_of
from tracker.domain.report import ActionLine, CaseLine, Day, Source, assemble, missing
from tracker.publish import publish

from .story import (
    CASE_ID,
    CHAIR,
    DAY,
    NHS,
    OTHER_CASE,
    POLICE,
    TARGET,
    added,
    assigned,
    assure,
    assured,
    claim,
    claimed,
    closed,
    pass_time,
    plan,
    reopened,
    with_one,
    with_two,
)

of: dict[str, Any] = {"case_id": CASE_ID, "action": 1}
TOMORROW = TODAY + DAY


# Days


@pytest.mark.rule("A-04", "A-09", "A-10")
def test_nothing_that_was_done_lies_in_the_future_and_today_is_soon_enough() -> None:
    impact: dict[str, Any] = {**of, "months": 6, "embedded": True, "evidence": "Seen"}
    done = with_one.given(claimed())
    for spec, field, at in (
        (with_one, "reported_on", lambda on: c.ReportProgress(**of, evidence="Half", reported_on=on)),
        (with_one, "completed_on", lambda on: claim(on=on)),
        (done, "assured_on", lambda on: assure(on=on)),
        (done, "closed_on", lambda on: c.CloseAction(**of, end=End.SUPERSEDED, reason="A law", closed_on=on)),
        (done.given(assured()), "reviewed_on", lambda on: c.RecordImpactReview(**impact, reviewed_on=on)),
    ):
        spec.when(at(TOMORROW), by=CHAIR).refused("is in the future", field=field)
        assert spec.when(at(TODAY), by=CHAIR).events, field


@pytest.mark.rule("A-04", "A-06")
def test_an_answer_is_due_on_its_day_and_missing_the_day_after() -> None:
    ask = c.AskForAssurance(case_id=CASE_ID, reply_by=TODAY)
    with_one.when(c.AskForAssurance(case_id=CASE_ID, reply_by=TODAY - DAY)).refused("has passed", field="reply_by")
    asked = with_one.when(ask).then_kinds(e.AssuranceAsked).and_then
    asked.when(pass_time(), by=SYSTEM, on=TODAY).nothing()
    asked.when(pass_time(), by=SYSTEM, on=TOMORROW).then_kinds(e.AssuranceNotGiven, e.EscalationOpened)


@pytest.mark.rule("A-03")
@pytest.mark.parametrize(
    ("left", "rating"), [(29, Rating.GREEN), (28, Rating.AMBER), (0, Rating.AMBER), (-1, Rating.RED)]
)
def test_an_action_is_amber_for_the_last_28_days_and_red_after_its_target(left: int, rating: Rating) -> None:
    assert rating_of(Progress.IN_PROGRESS, POLICE, TODAY + left * DAY, TODAY)[0] is rating


@pytest.mark.rule("A-03", "A-04")
def test_what_the_agency_says_is_complete_is_amber_and_never_overdue() -> None:
    assert rating_of(Progress.COMPLETE, POLICE, TODAY - DAY, TODAY)[0] is Rating.AMBER
    with_one.given(claimed()).when(pass_time(), by=SYSTEM, on=TARGET + DAY).nothing()


# One action, one agency, and another


@pytest.mark.rule("A-04")
def test_what_is_complete_is_not_reported_on_before_it_is_open_again() -> None:
    report = c.ReportProgress(**of, evidence="Half", reported_on=TODAY)
    with_one.given(claimed()).when(report).refused("complete. Open it again")
    with_one.given(claimed(), assured()).when(report).refused("has ended. Open it again")
    with_one.given(claimed(), reopened()).when(report).then_kinds(e.ProgressReported)


@pytest.mark.rule("A-09")
def test_an_action_that_ended_ends_in_no_other_way() -> None:
    other = c.CloseAction(**of, end=End.CANNOT_BE_DONE, reason="No money", closed_on=TODAY)
    with_one.given(closed()).when(other).refused("has ended already")
    same = c.CloseAction(**of, end=End.SUPERSEDED, reason="A new law covers it", closed_on=TODAY)
    with_one.given(closed()).when(same).nothing()


@pytest.mark.rule("A-04")
def test_assurance_is_asked_of_the_owners_of_what_is_undone_and_of_nobody_twice() -> None:
    ask = c.AskForAssurance(case_id=CASE_ID, reply_by=TOMORROW)
    with_two.given(claimed(2)).when(ask).then_kinds(e.AssuranceAsked)
    plan.given(added(None)).when(ask).nothing()
    asked = with_two.when(ask).then_kinds(e.AssuranceAsked, e.AssuranceAsked).and_then
    asked.when(ask).nothing()
    later = ask.model_copy(update={"reply_by": TOMORROW + DAY})
    asked.when(later).then_kinds(e.AssuranceAsked, e.AssuranceAsked)
    report = e.ProgressReported(**of, number="1", evidence="Half", reported_on=TODAY)
    (again,) = asked.given(report).when(ask).events
    assert isinstance(again, e.AssuranceAsked)
    assert again.agency == POLICE


@pytest.mark.rule("A-06")
def test_each_agency_that_gave_no_assurance_is_escalated_once() -> None:
    asked = with_two.when(c.AskForAssurance(case_id=CASE_ID, reply_by=TODAY)).and_then
    first = asked.when(pass_time(), by=SYSTEM, on=TOMORROW)
    opened = [one for one in first.events if isinstance(one, e.EscalationOpened)]
    assert [(one.escalation, one.agency, one.action) for one in opened] == [(1, POLICE, None), (2, NHS, None)]
    again = first.and_then.when(c.AskForAssurance(case_id=CASE_ID, reply_by=TOMORROW), on=TOMORROW).and_then
    again.when(pass_time(), by=SYSTEM, on=TOMORROW + DAY).then_kinds(e.AssuranceNotGiven, e.AssuranceNotGiven)
    close = c.CloseEscalation(case_id=CASE_ID, escalation=1, outcome="They answered by telephone")
    twice = again.when(close).and_then.when(pass_time(), by=SYSTEM, on=TOMORROW + DAY)
    reopened_for = [one.agency for one in twice.events if isinstance(one, e.EscalationOpened)]
    assert reopened_for == [POLICE]


@pytest.mark.rule("A-06")
def test_a_delay_that_is_before_the_sub_group_does_not_hide_the_next_one() -> None:
    late = with_two.when(c.EscalateAction(**of, reason="It stopped")).and_then
    events = late.when(pass_time(), by=SYSTEM, on=TARGET + DAY).events
    assert [one.action for one in events if isinstance(one, e.ActionBecameOverdue)] == [1, 2]
    assert [one.action for one in events if isinstance(one, e.EscalationOpened)] == [2]


@pytest.mark.rule("A-09", "A-10")
def test_what_is_open_again_begins_again() -> None:
    ended = with_one.given(claimed(), assured(on=date(2026, 1, 5)))
    fell = ended.when(pass_time(), by=SYSTEM, on=date(2026, 7, 5)).then_kinds(e.ImpactReviewFellDue).and_then
    again = fell.given(reopened())
    action = again.state.actions[1]
    assert (action.assured_on, action.end, action.overdue_said) == (None, None, None)
    once_more = again.given(claimed(), assured(on=date(2026, 8, 1)))
    once_more.when(pass_time(), by=SYSTEM, on=date(2027, 2, 1)).then_kinds(e.ImpactReviewFellDue)
    overdue = with_one.when(pass_time(), by=SYSTEM, on=TARGET + DAY).and_then.given(claimed(), reopened())
    assert e.ActionBecameOverdue in {type(one) for one in overdue.when(pass_time(), by=SYSTEM, on=TARGET + DAY).events}


@pytest.mark.rule("A-02", "A-07")
def test_a_plan_that_grows_is_neither_agreed_nor_completed_any_more() -> None:
    agreed = with_one.given(e.PlanAgreed(case_id=CASE_ID, agreed_on=TODAY), claimed(), assured())
    agreed = agreed.given(e.PlanCompleted(case_id=CASE_ID, completed_on=TODAY))
    one_more = agreed.when(c.AddAction(case_id=CASE_ID, recommendation=1, text="A second audit")).and_then
    assert (one_more.state.agreed_on, one_more.state.completed_on) == (None, None)
    more = agreed.when(c.AddRecommendation(case_id=CASE_ID, number="2", text="Train the staff")).and_then
    assert (more.state.agreed_on, more.state.completed_on) == (None, None)


@pytest.mark.rule("A-08")
def test_a_successor_has_the_duties_and_names_its_own_person() -> None:
    named = with_one.given(assigned().model_copy(update={"person": "A. Lead"}))
    moved = named.when(c.MoveToSuccessor(case_id=CASE_ID, former=POLICE, successor=NHS)).and_then
    action = moved.state.actions[1]
    assert (action.owner, action.formerly, action.person) == (NHS, POLICE, None)


@pytest.mark.rule("A-09")
def test_an_end_takes_the_persons_rating_away() -> None:
    rated = with_one.given(e.RatingOverridden(**of, number="1", rating=Rating.RED, reason="It stopped"))
    assert rated.state.actions[1].override is Rating.RED
    assert rated.given(claimed(), assured()).state.actions[1].override is None
    assert rated.given(closed()).state.actions[1].override is None
    assert rated.given(e.RatingRestored(**of, number="1")).state.actions[1].override_reason is None


# The quarter's report

FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)


def line(stage: Stage, **more: Any) -> CaseLine:
    return CaseLine(CASE_ID, "DHR-2026-001", "Watford", stage, **more)


def report(*cases: CaseLine, **more: Any) -> Any:
    return assemble(Source(cases=cases, **more), Day("2026-Q4", FIRST, LAST, TODAY, {}))


@pytest.mark.rule("B-03")
@pytest.mark.parametrize(
    ("stage", "decided_on", "asked_of"),
    [
        (Stage.AWAITING_DECISION, None, ""),
        (Stage.SETTING_UP, LAST, "panel chair"),
        (Stage.SETTING_UP, LAST + DAY, ""),
        (Stage.PUBLISHED, FIRST, "panel chair"),
    ],
)
def test_an_update_is_owed_by_a_review_that_was_decided_on_within_the_quarter(
    stage: Stage, decided_on: date | None, asked_of: str
) -> None:
    content = report(line(stage, decided_on=decided_on))
    assert [one.asked_of for one in content.cases] == [asked_of]
    assert missing(content) == (("DHR-2026-001",) if asked_of else ())


@pytest.mark.rule("B-02")
@pytest.mark.parametrize("stage", [Stage.NOT_PROCEEDING, Stage.CLOSED])
def test_what_is_over_is_counted_and_not_reported_on(stage: Stage) -> None:
    content = report(line(stage))
    assert (content.cases, content.stages) == ((), (NamedCount(name=stage.value, count=1),))


@pytest.mark.rule("B-02")
def test_the_report_shows_each_review_as_it_is_with_its_own_actions() -> None:
    one = line(
        Stage.PANEL, decided_on=FIRST, chair="P. Chair", next_due=LAST, extended_to=LAST + DAY, home_office_told=False
    )
    actions = (
        ActionLine(CASE_ID, "Watford", POLICE, Progress.COMPLETE, None),
        ActionLine(OTHER_CASE, "Dacorum", POLICE, Progress.COMPLETE, None),
    )
    year = Budget(year=2026, allocated="60000.00", committed="0.00", invoiced="0.00", paid="0.00")
    themes = (NamedCount(name="Training", count=2),)
    content = report(one, actions=actions, themes=themes, budget=year)
    shown = content.cases[0]
    assert (shown.chair, shown.next_due, shown.extended_to) == ("P. Chair", LAST, LAST + DAY)
    assert (shown.home_office_told, shown.actions.complete, shown.actions.total) == (False, 1, 1)
    assert [(each.name, each.actions.total) for each in content.by_agency] == [(POLICE, 2)]
    assert (content.themes, content.budget) == (themes, year)


@pytest.mark.rule("B-02", "A-06")
@pytest.mark.parametrize(("closed_on", "shown"), [(None, True), (FIRST - DAY, False), (FIRST, True), (LAST, True)])
def test_the_report_shows_escalations_that_were_open_within_the_quarter(closed_on: date | None, shown: bool) -> None:
    one = ReportedEscalation(
        reference="DHR-2026-001",
        csp="Watford",
        number="1",
        agency=POLICE,
        reason="It stopped",
        opened_on=date(2026, 8, 1),
        closed_on=closed_on,
        outcome=None,
    )
    assert report(escalations=(one,)).escalations == ((one,) if shown else ())


@pytest.mark.rule("B-02", "B-03")
def test_an_update_is_kept_with_its_reason_from_the_first_day_of_its_quarter() -> None:
    update = c.RecordQuarterlyUpdate(quarter="2026-Q4", case_id=CASE_ID, text="It met", delay_reason="An illness")
    spec = Spec(QUARTER, found=QuarterKnown("Watford"))
    spec.when(update, on=FIRST - DAY).refused("has not begun")
    given = spec.when(update, on=FIRST)
    assert [(one.text, one.delay_reason) for one in given.events if isinstance(one, q.QuarterlyUpdateRecorded)] == [
        ("It met", "An illness")
    ]
    owing = QuarterKnown(county=Source(cases=(line(Stage.PANEL, decided_on=FIRST),)))
    (presented,) = given.and_then.when(c.PresentQuarterlyReport(quarter="2026-Q4"), found=owing).events
    assert isinstance(presented, q.QuarterlyReportPresented)
    assert [one.delay_reason for one in presented.content.cases] == ["An illness"]


# What others are told


@pytest.mark.rule("A-02", "A-04", "A-06")
def test_others_are_told_of_agreeing_assuring_and_escalating() -> None:
    assert told(e.PlanAgreed(case_id=CASE_ID, agreed_on=TODAY)) == [facts.PlanAgreed(case_id=CASE_ID, agreed_on=TODAY)]
    state = with_two.given(claimed(), assured()).state
    assert told(assured(), state) == [facts.ActionAssured(case_id=CASE_ID, number="1", assured_on=TODAY, still_open=1)]
    opened = e.EscalationOpened(
        case_id=CASE_ID, escalation=1, action=1, number="1", agency=POLICE, reason="It stopped", opened_on=TODAY
    )
    assert told(opened) == [facts.EscalationOpened(case_id=CASE_ID, number="1", opened_on=TODAY)]


def told(event: Any, state: Any = None) -> list[Any]:
    at = datetime(2026, 11, 3, tzinfo=UTC)
    return publish(Recorded(event, "tracker", f"plan-{CASE_ID}", 1, 1, at, "somebody", "c" * 32), state)
