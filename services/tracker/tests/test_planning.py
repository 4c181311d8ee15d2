"""Rules A-01, A-02, A-08, G-08: how a plan is made and agreed."""

from datetime import date

import pytest
from shared.contracts.tracker import commands as c
from shared.contracts.tracker.csv_rows import read_recommendations
from shared.contracts.tracker.values import RecommendationRow, Scope, Successor
from shared.testing.spec import TODAY
from tracker.domain.events import plan as e
from tracker.domain.known import ReviewKnown
from tracker.domain.smart import hints

from . import story
from .story import CASE_ID, NHS, POLICE, added, assigned, load, plan, row, with_one


def actions_of(events: tuple[object, ...]) -> list[tuple[str, str | None, str | None]]:
    """(printed number, owner, the body it succeeded) of every action that was loaded."""
    return [
        (each.number, one.owner, one.formerly)
        for event in events
        if isinstance(event, e.RecommendationsAdded)
        for each in event.recommendations
        for one in each.actions
    ]


@pytest.mark.rule("A-01")
def test_a_recommendation_has_scope_theme_owner_and_actions() -> None:
    whole = RecommendationRow(
        number="R1", text="Audit cases", addressed_to=(POLICE,), scope=Scope.AGENCY, theme="Training", action="Audit"
    )
    plan.when(load(whole)).then(
        e.RecommendationsAdded(
            case_id=CASE_ID,
            recommendations=(
                e.NewRecommendation(
                    recommendation=1,
                    number="R1",
                    text="Audit cases",
                    addressed_to=(POLICE,),
                    scope=Scope.AGENCY,
                    theme="Training",
                    actions=(e.NewAction(action=1, text="Audit", owner=POLICE),),
                ),
            ),
        )
    ).twice_changes_nothing()


@pytest.mark.rule("A-01")
def test_scope_and_theme_can_be_said_later() -> None:
    say = c.ClassifyRecommendation(case_id=CASE_ID, recommendation=1, scope=Scope.NATIONAL, theme="Housing")
    with_one.when(say).then(
        e.RecommendationClassified(case_id=CASE_ID, recommendation=1, number="1", scope=Scope.NATIONAL, theme="Housing")
    ).twice_changes_nothing()
    with_one.when(say.model_copy(update={"recommendation": 9})).refused("no recommendation with this number")


@pytest.mark.rule("A-01")
def test_a_recommendation_that_asks_for_two_things_gets_a_second_action() -> None:
    more = c.AddAction(case_id=CASE_ID, recommendation=1, text="Train the auditors", owner=NHS)
    with_one.when(more).then(
        e.ActionAdded(case_id=CASE_ID, action=2, number="1", recommendation=1, text="Train the auditors", owner=NHS)
    ).twice_changes_nothing()


@pytest.mark.rule("A-08")
def test_two_recommendations_with_one_number_are_both_kept() -> None:
    loaded = plan.when(load(row("1", "Audit cases", POLICE), row("1", "Train staff", NHS)))
    assert actions_of(loaded.events) == [("1", POLICE, None), ("1", NHS, None)]


@pytest.mark.rule("A-08")
def test_what_is_in_the_plan_already_is_left_alone() -> None:
    first = plan.when(load(row("1", "Audit cases", POLICE)))
    more = load(row("1", "Audit cases", POLICE), row("2", "Train staff", NHS))
    assert actions_of(first.and_then.when(more).events) == [("2", NHS, None)]
    first.and_then.when(load(row("1", "Audit cases", POLICE))).nothing()


@pytest.mark.rule("A-08")
def test_several_addressees_have_an_action_each() -> None:
    loaded = plan.when(load(row("9.1 a", "Know the risks", NHS, "Greater Manchester CCG")))
    assert actions_of(loaded.events) == [("9.1 a", NHS, None), ("9.1 a", "Greater Manchester CCG", None)]


@pytest.mark.rule("A-08")
def test_all_agencies_is_fanned_out_to_one_action_for_each() -> None:
    loaded = plan.when(load(row("15.10.1", "Raise training", "All Agencies", NHS), agencies=(POLICE, NHS)))
    assert actions_of(loaded.events) == [("15.10.1", POLICE, None), ("15.10.1", NHS, None)]


@pytest.mark.rule("A-08")
@pytest.mark.parametrize("printed", [(), ("All Agencies",), ("(not visible in excerpt)",)])
def test_an_addressee_that_is_missing_or_a_group_nobody_named_is_unknown(printed: tuple[str, ...]) -> None:
    loaded = plan.when(load(row("R11", "Hold contacts", *printed)))
    assert actions_of(loaded.events) == [("R11", None, None)]


@pytest.mark.rule("A-08")
def test_a_body_that_no_longer_exists_gives_its_duty_to_its_successor() -> None:
    board = "Greater Manchester Integrated Care Board"
    asked = load(row("9.1 a", "Know the risks", "Greater Manchester CCG"))
    heir = Successor(former="greater manchester ccg", successor=board)
    loaded = plan.when(asked.model_copy(update={"successors": (heir,)}))
    assert actions_of(loaded.events) == [("9.1 a", board, "Greater Manchester CCG")]


@pytest.mark.rule("G-08")
def test_open_duties_move_to_a_successor_with_the_trace_kept() -> None:
    move = c.MoveToSuccessor(case_id=CASE_ID, former=POLICE, successor="The new force")
    given = plan.given(added(POLICE, NHS, POLICE), story.claimed(3), story.assured(3))
    moved = given.when(move).then(
        e.DutiesMoved(case_id=CASE_ID, former=POLICE, successor="The new force", actions=(1,))
    )
    assert moved.and_then.state.actions[1].formerly == POLICE
    moved.twice_changes_nothing()
    given.when(move.model_copy(update={"successor": POLICE.upper()})).refused("Enter another one", field="successor")


@pytest.mark.rule("A-08")
def test_a_deadline_inside_the_text_is_suggested_not_set() -> None:
    loaded = plan.when(load(row("10", "Points to be disseminated by December 2013: use guidance", "(several)")))
    [one] = [
        each for event in loaded.events if isinstance(event, e.RecommendationsAdded) for each in event.recommendations
    ]
    assert (one.deadline_in_text, one.suggested_target) == ("by December 2013", date(2013, 12, 31))
    assert one.actions[0].target is None


@pytest.mark.rule("A-08")
def test_a_recommendation_that_arrives_complete_waits_for_assurance() -> None:
    done = row("2", "Write a policy", NHS).model_copy(update={"arrived_complete": True})
    plan.when(load(done)).and_then.when(story.assure(), by=story.CHAIR).then_kinds(e.ActionAssured, e.PlanCompleted)


@pytest.mark.rule("A-08")
def test_the_published_recommendations_load_as_untidy_as_they_are() -> None:
    reading = read_recommendations(story.data("published_recommendations.csv"))
    assert reading.can_be_loaded
    loaded = plan.when(load(*reading.rows, agencies=(POLICE, NHS, "Probation Service")))
    loaded.twice_changes_nothing()
    actions = actions_of(loaded.events)
    assert len(reading.rows) == 25
    assert len([owner for number, owner, _ in actions if number == "15.10.1"]) == 3
    assert [number for number, owner, _ in actions if owner is None] == ["R11"]


def test_one_recommendation_can_be_added_by_hand() -> None:
    by_hand = c.AddRecommendation(
        case_id=CASE_ID, number="3", text="Share the learning", addressed_to=f"{NHS} | {POLICE}"
    )
    assert actions_of(with_one.when(by_hand).events) == [("3", NHS, None), ("3", POLICE, None)]


@pytest.mark.rule("A-02")
def test_an_action_gets_owner_measure_and_target() -> None:
    ask = c.AssignAction(
        case_id=CASE_ID, action=1, owner=POLICE, measure="Two audits a year show it", target=story.TARGET
    )
    plan.given(added(None)).when(ask).then(assigned()).twice_changes_nothing()


@pytest.mark.rule("A-02")
def test_what_is_left_empty_stays_and_a_new_owner_brings_their_own_person() -> None:
    named = with_one.when(c.AssignAction(case_id=CASE_ID, action=1, person="Sam Example")).and_then
    assert named.state.actions[1].person == "Sam Example"
    assert named.state.actions[1].target == story.TARGET
    moved = named.when(c.AssignAction(case_id=CASE_ID, action=1, owner=NHS)).and_then
    assert moved.state.actions[1].person is None


@pytest.mark.rule("A-02")
def test_a_plan_is_not_agreed_while_an_action_lacks_owner_measure_or_date() -> None:
    agree = c.AgreePlan(case_id=CASE_ID, agreed_on=TODAY)
    plan.when(agree).refused("no actions yet")
    plan.given(added(POLICE, None), assigned(1)).when(agree).refused(
        "Recommendation 1 has no owner and no measure of success and no target date."
    )
    plan.given(added(POLICE)).when(agree).refused(
        f"Recommendation 1 ({POLICE}) has no measure of success and no target"
    )
    with_one.when(agree).then(e.PlanAgreed(case_id=CASE_ID, agreed_on=TODAY)).twice_changes_nothing()
    with_one.when(agree.model_copy(update={"agreed_on": TODAY + story.DAY})).refused("future", field="agreed_on")


def test_a_refusal_names_a_few_actions_and_counts_the_others() -> None:
    agree = c.AgreePlan(case_id=CASE_ID, agreed_on=TODAY)
    owners = (POLICE, NHS, "Probation Service", "Watford Borough Council", "Essex County Council")
    plan.given(added(*owners)).when(agree).refused("2 more actions need something too.")
    plan.given(added(*owners[:4])).when(agree).refused("1 more action needs something too.")


def test_a_closed_action_does_not_keep_a_plan_from_being_agreed() -> None:
    ready = plan.given(added(POLICE, None), assigned(1), story.closed(2))
    ready.when(c.AgreePlan(case_id=CASE_ID, agreed_on=TODAY)).then_kinds(e.PlanAgreed)


@pytest.mark.rule("A-02")
def test_hints_ask_for_what_a_smart_action_needs() -> None:
    vague = hints("Make supervision effective; audit it", owner=None, measure=None, target=None, suggested=None)
    assert [hint.partition(":")[0] for hint in vague] == [
        "Specific",
        "Specific",
        "Measurable",
        "Achievable",
        "Time-bound",
    ]
    assert hints("Audit 20 cases", owner=NHS, measure="20 audits", target=TODAY, suggested=None) == ()
    [confirm] = hints("Audit 20 cases", owner=NHS, measure="20 audits", target=None, suggested=date(2013, 12, 31))
    assert "31 December 2013" in confirm
    [measured] = hints("Audit 20 cases", owner=NHS, measure="People feel good", target=TODAY, suggested=None)
    assert measured.startswith("Measurable")


def test_a_plan_of_a_review_that_is_not_known_is_refused() -> None:
    plan.when(load(), found=ReviewKnown(csp=None)).refused("does not know this review yet")


def test_what_the_plan_does_not_have_is_refused() -> None:
    plan.when(c.AssignAction(case_id=CASE_ID, action=1, owner=NHS)).refused("no action with this number")
    ended = with_one.given(story.closed())
    ended.when(c.AssignAction(case_id=CASE_ID, action=1, owner=NHS)).refused("has ended")
