"""The point of a first submission, the panel's evaluation, and what they come to."""

import os
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from chairs.domain import events as e
from chairs.domain.commands import PassTimeForCommission, RecordOutcome
from chairs.domain.county.settings import Settings
from chairs.domain.found import CommissionFound
from chairs.domain.quality.scoring import Ratio, mean, two_places, with_another
from chairs.domain.state import Commission
from chairs.publish import publish
from shared.contracts.cases.values import Evaluator
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import facts
from shared.contracts.chairs.values import Outcome, Score
from shared.message import Contract, Event
from shared.privacy.sealing import seal
from shared.record import Recorded
from shared.testing.spec import OFFICER, SYSTEM, TODAY, panel_member_of, some_id

from . import story
from .story import CASE_ID, DANA, DAY, EVE, WATFORD, commissioned, fixed, new

MEMBERS = ("m1", "m2", "m3")
ONE = CommissionFound(settings=Settings(criteria=((story.COMMISSIONED, ("Overall",)),)))


def outcome(outcome: Outcome = Outcome.PUBLISH, round: int = 1) -> RecordOutcome:
    return RecordOutcome(case_id=CASE_ID, round=round, outcome=outcome, recorded_on=TODAY, panel_members=MEMBERS)


PEOPLE = (
    Evaluator(member_id=some_id("Paula"), name="Paula Marsh", email="paula.marsh@probation.example"),
    Evaluator(member_id=some_id("Alex"), name="Alex Lowe"),
)


def invite(*people: Evaluator) -> RecordOutcome:
    """An approval, as the cases service tells it: with the people of the panel and where they are reached."""
    told = {"panel_members": tuple(one.member_id for one in people), "evaluators": people}
    return outcome().model_copy(update=told | {"reference": "DHR-2026-001", "csp": "Watford"})


def submit(member_id: str = "m1", score: int = 4, criterion: str = "Overall") -> c.SubmitEvaluation:
    scores = (Score(criterion=criterion, score=score, comment="Clear and kind"),)
    return c.SubmitEvaluation(case_id=CASE_ID, member_id=member_id, scores=scores)


opened = fixed.when(outcome(), by=SYSTEM, found=ONE).and_then


@pytest.mark.rule("Q-01", "Q-03")
def test_an_approval_gives_the_point_and_opens_the_evaluation_once() -> None:
    told = fixed.when(outcome(), by=SYSTEM, found=ONE)
    told.then_kinds(e.OutcomeNoted, e.FirstTimePointGiven, e.EvaluationOpened).twice_changes_nothing()
    evaluation = told.and_then.state.evaluation
    assert evaluation is not None
    assert (evaluation.member_ids, evaluation.closes_on) == (MEMBERS, TODAY + 28 * DAY)


@pytest.mark.rule("Q-03", "Q-05")
def test_a_report_that_was_sent_back_earns_no_point_later() -> None:
    back = fixed.when(outcome(Outcome.RESUBMIT), by=SYSTEM, found=ONE).then_kinds(e.OutcomeNoted)
    then = back.and_then.when(outcome(Outcome.PUBLISH, round=2), by=SYSTEM, found=ONE)
    then.then_kinds(e.OutcomeNoted, e.EvaluationOpened)


@pytest.mark.rule("Q-05")
@pytest.mark.parametrize(("earns", "kinds"), [(True, [e.FirstTimePointGiven]), (False, [])])
def test_publish_after_changes_earns_the_point_where_the_county_says_so(
    earns: bool, kinds: list[type[e.CommissionEvent]]
) -> None:
    outcomes = (Outcome.PUBLISH, *([Outcome.PUBLISH_AFTER_CHANGES] if earns else []))
    found = CommissionFound(settings=Settings(point_outcomes=((story.COMMISSIONED, outcomes),)))
    told = fixed.when(outcome(Outcome.PUBLISH_AFTER_CHANGES), by=SYSTEM, found=found)
    told.then_kinds(e.OutcomeNoted, *kinds, e.EvaluationOpened)


@pytest.mark.rule("Q-07", "H-08")
def test_the_chair_who_finished_is_evaluated_and_gets_the_point() -> None:
    ended = e.AppointmentEnded(
        case_id=CASE_ID,
        number=1,
        chair_id=DANA,
        chair_name="Dana Reed",
        reason="Illness",
        ended_on=TODAY,
        due_in_all=story.pounds(0),
        freed=story.pounds(8000),
        handover=(),
    )
    nobody = fixed.given(ended).when(outcome(), by=SYSTEM, found=ONE)
    nobody.then_kinds(e.OutcomeNoted)
    second = fixed.given(ended, commissioned(number=2, chair_id=EVE, chair_name="Eve Hall"))
    told = second.when(outcome(), by=SYSTEM, found=ONE).events
    assert {getattr(event, "chair_id", None) for event in told} == {EVE}
    assert {getattr(event, "number", None) for event in told} == {2}


@pytest.mark.rule("Q-01", "Q-07")
def test_one_evaluation_for_each_member_and_none_before_the_approval() -> None:
    fixed.when(submit(), by=OFFICER).refused("after the Home Office has approved")
    once = opened.when(submit(), by=OFFICER).then_kinds(e.EvaluationSubmitted).and_then
    once.when(submit(score=5), by=OFFICER).refused("evaluated the chair already")
    opened.when(submit("m9"), by=OFFICER).refused("not a member of the panel", field="member_id")
    rest = once.when(submit("m2"), by=OFFICER).and_then.when(submit("m3"), by=OFFICER)
    rest.then_kinds(e.EvaluationSubmitted, e.EvaluationClosed)


@pytest.mark.rule("Q-01")
def test_each_member_answers_for_themselves_and_to_every_criterion() -> None:
    own = panel_member_of("Probation Service").model_copy(update={"id": "m1"})
    opened.when(submit("m1"), by=own).then_kinds(e.EvaluationSubmitted)
    opened.when(submit("m2"), by=own).refused("answers for themselves", field="member_id")
    opened.when(submit(criterion="Hat"), by=own).refused("each of the criteria", field="scores")


@pytest.mark.rule("Q-01")
def test_members_are_reminded_once_and_the_round_closes_on_its_day() -> None:
    evaluation = opened.state.evaluation
    assert evaluation is not None
    some = opened.when(submit(), by=OFFICER).and_then
    passing = PassTimeForCommission(case_id=CASE_ID)
    some.when(passing, by=SYSTEM, on=evaluation.closes_on - 8 * DAY).nothing()
    reminded = some.when(passing, by=SYSTEM, on=evaluation.closes_on - 7 * DAY)
    (event,) = reminded.twice_changes_nothing().events
    assert isinstance(event, e.EvaluationReminderFellDue)
    assert event.member_ids == ("m2", "m3")
    late = reminded.and_then
    late.when(submit("m2"), by=OFFICER, on=evaluation.closes_on).then_kinds(e.EvaluationSubmitted)
    late.when(submit("m2"), by=OFFICER, on=evaluation.closes_on + DAY).refused("closed on")
    late.when(passing, by=SYSTEM, on=evaluation.closes_on).nothing()
    late.when(passing, by=SYSTEM, on=evaluation.closes_on + DAY).then(
        e.EvaluationClosed(case_id=CASE_ID, number=1, received=1, expected=3)
    ).twice_changes_nothing()
    new.when(passing, by=SYSTEM).nothing()


@pytest.mark.rule("Q-01")
def test_the_facts_carry_where_members_are_reached_and_the_state_does_not() -> None:
    asked = fixed.when(invite(*PEOPLE), by=SYSTEM, found=ONE)
    opened = asked.events[-1]
    assert isinstance(opened, e.EvaluationOpened)
    assert opened.evaluators == PEOPLE
    assert "Marsh" not in str(asked.and_then.state)
    assert "@" not in str(asked.and_then.state)
    (fact,) = told(opened, asked.and_then.state)
    assert fact == facts.EvaluationOpened(
        case_id=CASE_ID,
        reference="DHR-2026-001",
        csp="Watford",
        chair_name="Dana Reed",
        member_ids=(PEOPLE[0].member_id, PEOPLE[1].member_id),
        closes_on=TODAY + 28 * DAY,
        evaluators=PEOPLE,
    )
    sealed = str(seal(fact, os.urandom(32), "commission-1", 1))
    assert "Marsh" not in sealed
    assert "probation.example" not in sealed


@pytest.mark.rule("Q-01")
def test_a_reminder_names_those_alone_who_have_not_answered_and_who_answered_is_told_without_a_score() -> None:
    asked = fixed.when(invite(*PEOPLE), by=SYSTEM, found=ONE).and_then
    answered = asked.when(submit(PEOPLE[1].member_id), by=OFFICER)
    (received,) = told(answered.events[0], answered.and_then.state)
    assert received == facts.EvaluationReceived(case_id=CASE_ID, member_id=PEOPLE[1].member_id, received=1, expected=2)
    day = TODAY + 21 * DAY
    passing = PassTimeForCommission(case_id=CASE_ID, evaluators=PEOPLE)
    reminded = answered.and_then.when(passing, by=SYSTEM, on=day)
    (due,) = told(reminded.events[0], reminded.and_then.state)
    assert isinstance(due, facts.EvaluationReminderDue)
    assert (due.evaluators, due.reference) == ((PEOPLE[0],), "DHR-2026-001")
    over = reminded.and_then.when(passing, by=SYSTEM, on=day + 8 * DAY)
    (closed,) = told(over.events[0], over.and_then.state)
    assert isinstance(closed, facts.EvaluationClosed)
    assert closed.member_ids == (PEOPLE[0].member_id, PEOPLE[1].member_id)


def told(event: Event, state: Commission) -> list[Contract]:
    noon = datetime(2026, 11, 3, 12, tzinfo=UTC)
    recorded = Recorded(event, "chairs", f"commission-{CASE_ID}", 1, 1, noon, "service:chairs", "c" * 32)
    return publish(recorded, state)


# Averages


def sheets(row: dict[str, str]) -> tuple[Ratio, ...]:
    written = row["panel_scores (scale 1-5 assumed)"]
    return tuple((int(score), 1) for score in written.split(";") if score.isdigit())


@pytest.mark.rule("Q-02", "Q-06")
@pytest.mark.parametrize(
    "row",
    [row for row in story.data("chair_scores") if row["case_mean"][:1].isdigit() and row["review"][:4] == "HDHR"],
    ids=lambda row: row["review"],
)
def test_the_county_s_table_of_means(row: dict[str, str]) -> None:
    assert two_places(mean(sheets(row))) == Decimal(row["case_mean"])


@pytest.mark.rule("Q-06")
def test_the_average_is_the_mean_of_the_reviews_means_not_of_all_responses() -> None:
    reviews = [sheets(row) for row in story.data("chair_scores") if row["chair"] == "Chair A" and sheets(row)]
    assert two_places(mean(each for review in reviews if (each := mean(review)))) == Decimal("3.78")
    assert two_places(mean([each for review in reviews for each in review])) == Decimal("3.83")
    assert mean([]) is None


@pytest.mark.rule("Q-06")
def test_a_mean_that_grows_answer_by_answer_is_the_mean_of_them_all() -> None:
    answers: list[Ratio] = [(27, 6), (30, 6), (8, 2), (5, 1), (13, 3)]
    grown = None
    for count, answer in enumerate(answers):
        grown = with_another(grown, count, answer)
    whole = mean(answers)
    assert grown is not None
    assert whole is not None
    assert grown[0] * whole[1] == whole[0] * grown[1]


@pytest.mark.rule("Q-02")
@pytest.mark.parametrize(
    ("ratio", "shown"), [((9, 2), "4.50"), ((1, 200), "0.01"), ((899, 200), "4.50"), ((5, 1), "5.00")]
)
def test_two_places_half_up(ratio: Ratio, shown: str) -> None:
    assert str(two_places(ratio)) == shown


@pytest.mark.rule("Q-06")
def test_each_member_counts_the_same_whatever_the_number_of_criteria() -> None:
    assert two_places(mean([(6, 2), (5, 1)])) == Decimal("4.00")


def test_a_replaced_chair_is_not_commissioned_by_an_outcome() -> None:
    assert new.when(outcome(), by=WATFORD, found=ONE).and_then.state.point is False
