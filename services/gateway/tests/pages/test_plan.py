"""The pages of action plans: what they say, what they offer, and which commands their forms send."""

from datetime import date
from typing import Any

import pytest
from shared.contracts.tracker import commands as c
from shared.contracts.tracker.commands import AgreePlan, AssignAction
from shared.contracts.tracker.queries import ActionDetail, ActionList, ActionPlan, TrackerWork, Work
from shared.contracts.tracker.values import ActionState, End, Rating, Scope
from shared.message import Command
from shared.wire import Reply
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.pages.answers import CASE, ICB, action, action_row, long_plan, page_of, plan
from services.gateway.tests.pages.forms import day, on_the_page, post
from services.gateway.tests.pages.scripted import scripted
from services.gateway.tests.standing_in import StandIn

PLAN, ACTION = f"/cases/{CASE}/plan", f"/cases/{CASE}/plan/actions/3"
TODAY = date(2026, 11, 3)


@pytest.fixture
def services(services: StandIn) -> StandIn:
    return scripted(services)


def test_the_plan_has_its_recommendations_in_the_order_that_the_service_gives(
    browser: TestClient, sign_in: SignIn
) -> None:
    sign_in("manager")
    shown = browser.get(PLAN)
    said = on_the_page(shown)
    assert said.index("Recommendation R1") < said.index("Recommendation 9.1 a Make sure")
    assert "12 actions for 2 recommendations" in said
    assert "“by the end of March 2027”, which may mean 31 March 2027" in said
    assert "Owner not known yet" in said
    assert "Overdue Red" in said
    assert f'href="{ACTION}"' in shown.text


@pytest.mark.rule("A-02")
def test_what_keeps_the_plan_from_being_agreed_is_said_before_it_is_tried(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("watford.chair")
    for address in (PLAN, f"{PLAN}/agree"):
        assert "Recommendation 9.1 a has no owner and no target date." in on_the_page(browser.get(address))
    why = "The plan cannot be agreed yet. Recommendation 9.1 a has no owner and no target date."
    services.replies[AgreePlan] = Reply(accepted=False, id="1" * 32, refused=why)
    refused = post(browser, f"{PLAN}/agree", csrf, **day("agreed_on", TODAY))
    assert refused.status_code == 422
    assert why in on_the_page(refused)


def test_an_empty_plan_says_so_and_how_to_begin(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    empty = plan(recommendations=(), counts={}, not_ready=(), escalations=(), asked=())
    services.answers[ActionPlan] = empty
    sign_in("manager")
    shown = browser.get(PLAN)
    assert "There are no recommendations in the plan yet." in on_the_page(shown)
    assert f'href="{PLAN}/load"' in shown.text
    assert f'href="{PLAN}/agree"' not in shown.text


def test_a_long_plan_is_shown_page_by_page(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    services.answers[ActionPlan] = long_plan(45)
    sign_in("manager")
    first, last = on_the_page(browser.get(PLAN)), on_the_page(browser.get(f"{PLAN}?page=5"))
    assert "Recommendation R10 " in first
    assert "Recommendation R11 " not in first
    assert "Recommendation R41 " in last
    assert "Recommendation R45 " in last
    for beyond in ("99", "0", "x"):
        assert browser.get(f"{PLAN}?page={beyond}").status_code == 200


def test_an_agency_lead_is_offered_what_is_theirs_to_do(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    sign_in("police")
    text = browser.get(PLAN).text
    assert f'href="{PLAN}/load"' not in text
    assert f'href="{PLAN}/agree"' not in text
    text = browser.get(ACTION).text
    assert f'href="{ACTION}/progress"' in text
    assert f'href="{ACTION}/complete"' in text
    assert f'href="{ACTION}/assign"' not in text
    assert browser.get(f"{ACTION}/assure").status_code == 403


@pytest.mark.rule("A-04")
def test_complete_is_the_agency_s_word_and_assured_the_csp_chair_s(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[ActionDetail] = action(ActionState.COMPLETE)
    sign_in("manager")
    assert f'href="{ACTION}/assure"' not in browser.get(ACTION).text, "the team cannot be assured for the CSP Chair"
    sign_in("watford.chair")
    assert f'href="{ACTION}/assure"' in browser.get(ACTION).text


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (ActionState.NOT_STARTED, {"assign", "progress", "complete", "escalate", "rating", "close"}),
        (ActionState.COMPLETE, {"assign", "assure", "escalate", "rating", "close", "reopen"}),
        (ActionState.ASSURED, {"rating", "reopen"}),
        (ActionState.CLOSED, {"reopen"}),
    ],
)
def test_what_is_offered_is_what_can_be_done_in_this_state(
    browser: TestClient, services: StandIn, sign_in: SignIn, state: ActionState, offered: set[str]
) -> None:
    services.answers[ActionDetail] = action(state)
    sign_in("watford.chair")
    text = browser.get(ACTION).text
    every = {"assign", "progress", "complete", "assure", "impact", "escalate", "rating", "close", "reopen"}
    assert {one for one in every if f'href="{ACTION}/{one}"' in text} == offered


@pytest.mark.rule("A-09")
def test_a_rating_that_a_person_set_says_so_and_can_follow_again(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    row = action_row(rating=Rating.AMBER, rating_reason="Set by a person: training is booked")
    services.answers[ActionDetail] = action(row=row, overridden=True)
    csrf = sign_in("subgroup.chair")
    said = on_the_page(browser.get(ACTION))
    assert "Set by a person: training is booked" in said
    assert "Rating by state and date Red" in said
    other = browser.get(f"{ACTION}/rating").text
    assert 'value="amber"' in other
    assert 'value="red"' not in other, "the derived rating needs no reason"
    post(browser, f"{ACTION}/rating/restore", csrf)
    assert services.sent[-1].command == c.RestoreRating(case_id=CASE, action=3)


def test_the_action_has_its_evidence_and_history(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("auditor")
    said = on_the_page(browser.get(ACTION))
    assert "Progress was reported. 20 October 2026 12 of 40 practices were trained." in said
    assert "33 days over its target date" in said
    assert "What you can do" not in said


AT = {"case_id": CASE, "action": 3}
TYPED: list[tuple[str, str, dict[str, str], Command]] = [
    (
        "watford.chair",
        "actions/3/assign",
        {"owner": "Probation Service", "measure": "An audit of 20 cases", **day("target", date(2027, 3, 31))},
        AssignAction(**AT, owner="Probation Service", measure="An audit of 20 cases", target=date(2027, 3, 31)),
    ),
    (
        "police",
        "actions/3/progress",
        {"evidence": "12 trained", **day("reported_on", TODAY)},
        c.ReportProgress(**AT, evidence="12 trained", reported_on=TODAY),
    ),
    (
        "police",
        "actions/3/complete",
        {"evidence": "All trained", **day("completed_on", TODAY)},
        c.ClaimComplete(**AT, evidence="All trained", completed_on=TODAY),
    ),
    (
        "watford.chair",
        "actions/3/assure",
        {"because": "The audit", **day("assured_on", TODAY)},
        c.AssureAction(**AT, assured_on=TODAY, because="The audit"),
    ),
    ("manager", "actions/3/reopen", {"reason": "It came back"}, c.ReopenAction(**AT, reason="It came back")),
    (
        "manager",
        "actions/3/rating",
        {"rating": "amber", "reason": "Booked"},
        c.OverrideRating(**AT, rating=Rating.AMBER, reason="Booked"),
    ),
    ("support", "actions/3/escalate", {"reason": "No answer"}, c.EscalateAction(**AT, reason="No answer")),
    (
        "watford.chair",
        "actions/3/impact",
        {"months": "6", "embedded": "no", "evidence": "Not seen", **day("reviewed_on", TODAY)},
        c.RecordImpactReview(**AT, months=6, embedded=False, evidence="Not seen", reviewed_on=TODAY),
    ),
    (
        "panel.chair",
        "add",
        {"number": "9.1 a", "text": "Train all practices", "addressed_to": "NHS England | ICB", "scope": "national"},
        c.AddRecommendation(
            case_id=CASE,
            number="9.1 a",
            text="Train all practices",
            addressed_to="NHS England | ICB",
            scope=Scope.NATIONAL,
        ),
    ),
    (
        "manager",
        "recommendations/2/classify",
        {"scope": "regional", "theme": "Training"},
        c.ClassifyRecommendation(case_id=CASE, recommendation=2, scope=Scope.REGIONAL, theme="Training"),
    ),
    (
        "manager",
        "recommendations/2/actions/add",
        {"text": "Publish the policy", "owner": "Probation Service"},
        c.AddAction(case_id=CASE, recommendation=2, text="Publish the policy", owner="Probation Service"),
    ),
    ("manager", "agree", day("agreed_on", TODAY), AgreePlan(case_id=CASE, agreed_on=TODAY)),
    (
        "watford.chair",
        "assurance",
        {"agency": "", **day("reply_by", date(2026, 11, 17))},
        c.AskForAssurance(case_id=CASE, reply_by=date(2026, 11, 17)),
    ),
    (
        "watford.chair",
        "assurance",
        {"agency": ICB, **day("reply_by", date(2026, 11, 17))},
        c.AskForAssurance(case_id=CASE, agency=ICB, reply_by=date(2026, 11, 17)),
    ),
    (
        "manager",
        "successor",
        {"former": ICB, "successor": "NHS England"},
        c.MoveToSuccessor(case_id=CASE, former=ICB, successor="NHS England"),
    ),
    (
        "subgroup.chair",
        "escalations/1/close",
        {"outcome": "They answered"},
        c.CloseEscalation(case_id=CASE, escalation=1, outcome="They answered"),
    ),
]


@pytest.mark.parametrize(("who", "form", "typed", "command"), TYPED)
def test_each_form_sends_its_command(
    browser: TestClient,
    services: StandIn,
    sign_in: SignIn,
    who: str,
    form: str,
    typed: dict[str, str],
    command: Command,
) -> None:
    csrf = sign_in(who)
    done = post(browser, f"{PLAN}/{form}", csrf, **typed)
    assert done.status_code == 303, on_the_page(done)
    assert services.sent[-1].command == command
    assert done.headers["Location"] == (ACTION if form.startswith("actions/3") else PLAN)


def test_an_honest_end_is_checked_once_more(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("manager")
    typed: dict[str, Any] = {"end": "superseded", "reason": "A new law", **day("closed_on", TODAY)}
    checked = post(browser, f"{ACTION}/close", csrf, **typed)
    assert "Check your answers" in on_the_page(checked)
    assert services.sent == []
    post(browser, f"{ACTION}/close", csrf, **typed, _do="confirm")
    assert services.sent[-1].command == c.CloseAction(**AT, end=End.SUPERSEDED, reason="A new law", closed_on=TODAY)


def test_an_action_starts_with_what_is_known_of_it(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    services.answers[ActionDetail] = action(row=action_row(target=None), measure="An audit\nof 20 cases")
    sign_in("manager")
    text = browser.get(f"{ACTION}/assign").text
    assert f'value="{ICB}"' in text
    assert "An audit&#10;of 20 cases" in text
    assert 'id="target-day" name="target-day" type="text" value="31"' in text, "the date that the text suggests"
    assert "What would make it clearer" in text


def test_typed_values_are_kept_on_an_error(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("manager")
    shown = post(
        browser,
        f"{ACTION}/assign",
        csrf,
        owner="Probation <Service>",
        **{"target-day": "31", "target-month": "2", "target-year": "2027"},
    )
    assert shown.status_code == 422
    assert "The target date must be a real date" in on_the_page(shown)
    assert 'value="Probation &lt;Service&gt;"' in shown.text
    assert shown.text.count("<title>Error: ") == 1
    missing = on_the_page(post(browser, f"{ACTION}/progress", csrf))
    assert "Enter what has been done" in missing
    assert services.sent == []


def test_addresses_that_name_no_action_are_not_there(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("manager")
    for address in (f"{PLAN}/actions/x", f"{PLAN}/actions/0", "/cases/nonsense/plan", f"{PLAN}/escalations/one/close"):
        assert browser.get(address).status_code == 404


def test_actions_of_the_county_are_found_by_agency_state_and_partnership(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    sign_in("dci")
    shown = browser.get(f"/actions?agency={ICB}&state=overdue&csp=Watford&escalated=no&sort=target")
    question = services.asked[-1][0]
    assert isinstance(question, ActionList)
    assert (question.agency, question.state, question.csp, question.escalated, question.sort) == (
        ICB,
        ActionState.OVERDUE,
        "Watford",
        False,
        "target",
    )
    assert f'href="{ACTION}"' in shown.text
    browser.get("/actions?escalated=&sort=")
    assert services.asked[-1][0] == ActionList()


def test_actions_are_taken_out_as_csv_with_what_a_page_has_no_room_for(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[ActionList] = page_of(action_row(text="=cmd|' /C calc'!A0", owner=None))
    sign_in("manager")
    rows = browser.get(f"{PLAN}/actions.csv").content.decode("utf-8-sig").splitlines()
    assert rows[0] == (
        "Number,Action,Owner,Target,State,Rating,Why it is rated so,Has a measure of success,Escalated,"
        "Ended without being done"
    )
    assert rows[1] == (
        "9.1 a,'=cmd|' /C calc'!A0,Not known yet,2026-10-01,Overdue,Red,33 days over its target date,No,No,"
    )
    assert services.asked[-1][0] == ActionList(case_id=CASE, size=200)


def test_what_needs_a_person_leads_to_where_it_is_done(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    sign_in("watford.chair")
    text = browser.get("/actions/to-do").text
    assert f'href="{ACTION}"' in text
    assert f'href="/cases/{CASE}/quarterly-update?quarter=2026-Q3"' in text
    assert 'href="/reports/2026-Q3"' in text
    services.answers[TrackerWork] = Work(items=())
    assert "Nothing in plans and reports needs you at the moment." in on_the_page(browser.get("/actions/to-do"))
