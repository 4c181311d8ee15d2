"""Evaluations by the panel, the sheet of performance, and what a chair sees of their own record."""

import re
from datetime import UTC, date, datetime
from typing import cast

import pytest
from gateway.identity.demonstration import DOMAIN, account_id
from shared.contracts.cases.answers import CaseRow
from shared.contracts.cases.queries import CaseList
from shared.contracts.chairs.answers import MemberAnswered, OwnEvaluations
from shared.contracts.chairs.commands import InviteEvaluatorAgain, RecordKpiReview, SubmitEvaluation
from shared.contracts.chairs.queries import EvaluationRound, EvaluationSheet, MyChairRecord, MyEvaluations
from shared.contracts.chairs.values import KpiOutcome
from shared.contracts.notifications.answers import DispatchRow
from shared.contracts.notifications.queries import DispatchList
from shared.contracts.notifications.values import Notice, RecipientKind, Stage
from shared.service import NotFound
from shared.testing.example import example_of
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.pages.answers import page_of
from services.gateway.tests.pages.forms import day, on_the_page, post
from services.gateway.tests.pages_chairs import answers
from services.gateway.tests.pages_chairs.answers import CASE, CHAIR
from services.gateway.tests.pages_chairs.scripted import MEMBER, scripted
from services.gateway.tests.standing_in import StandIn

GIVE = f"/cases/{CASE}/evaluation/give"
SHEET = {
    "scores-count": "2",
    "scores-0-criterion": "Independence and fairness",
    "scores-0-score": "5",
    "scores-0-comment": "Fair throughout.",
    "scores-1-criterion": "Keeping to time",
    "scores-1-score": "3",
}


@pytest.fixture(autouse=True)
def _answers(services: StandIn) -> None:
    scripted(services)


@pytest.mark.rule("Q-01")
def test_each_criterion_is_scored_with_its_comment_and_sent_once_checked(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("panel.member")
    shown = browser.get(GIVE)
    assert len(re.findall(r'type="radio"', shown.text)) == 10
    assert "Add another" not in shown.text, "the criteria are given"
    checked = on_the_page(post(browser, GIVE, csrf, **SHEET))
    assert "Keeping to time: Score 3, as needed" in checked
    done = post(browser, GIVE, csrf, **SHEET, _do="confirm")
    assert done.headers["location"] == "/my-evaluations"
    command = cast(SubmitEvaluation, services.sent[-1].command)
    assert command.member_id == account_id(f"panel.member@{DOMAIN}")
    assert [(one.criterion, one.score, one.comment) for one in command.scores] == [
        ("Independence and fairness", 5, "Fair throughout."),
        ("Keeping to time", 3, None),
    ]


def test_a_missing_score_is_named_by_its_criterion_and_the_rest_is_kept(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("panel.member")
    page = post(browser, GIVE, csrf, **{**SHEET, "scores-1-score": ""})
    said = on_the_page(page)
    assert "Select the score (Keeping to time)" in said
    assert "Fair throughout.</textarea>" in page.text
    assert services.sent == []


@pytest.mark.rule("Q-07")
def test_who_has_answered_or_is_not_asked_finds_nothing_to_fill_in(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[MyEvaluations] = OwnEvaluations(open=())
    sign_in("panel.member")
    for over in ({"answered": True}, {"closed": True}):
        services.answers[EvaluationSheet] = answers.sheet(**over)
        assert browser.get(GIVE).status_code == 404
    assert "Nothing is asked of you at the moment." in on_the_page(browser.get("/my-evaluations"))


@pytest.mark.rule("Q-01")
def test_one_on_paper_is_entered_for_a_member_by_name(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("support")
    at = f"/cases/{CASE}/evaluation/enter"
    assert "Paula Marsh" in on_the_page(browser.get(at))
    post(browser, at, csrf, **SHEET, member_id=MEMBER, _do="confirm")
    assert cast(SubmitEvaluation, services.sent[-1].command).member_id == MEMBER


@pytest.mark.rule("Q-01")
def test_scores_are_shown_when_nobody_can_be_told_from_them(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    sign_in("manager")
    services.answers[EvaluationRound] = answers.evaluation(MEMBER, mean=None, told=False)
    few = on_the_page(browser.get(f"/cases/{CASE}/evaluation"))
    assert "Average Shown when three have answered, or when the evaluation is closed" in few
    assert "Scores and comments are shown when three have answered" in few
    assert "Fair throughout." not in few
    services.answers[EvaluationRound] = answers.evaluation(MEMBER, received=3, expected=4)
    assert "Fair throughout." in on_the_page(browser.get(f"/cases/{CASE}/evaluation"))


@pytest.mark.rule("Q-01")
def test_the_team_sees_who_was_invited_and_where_a_letter_did_not_arrive(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    letter = example_of(DispatchRow).model_copy(update={"member_id": MEMBER, "recipient": RecipientKind.PANEL_MEMBER})
    invited = {"notice": Notice.INVITATION, "state": Stage.TAKEN, "sent_at": datetime(2026, 10, 20, 9, tzinfo=UTC)}
    reminded = {"notice": Notice.REMINDER, "state": Stage.FAILED, "sent_at": None, "dispatch_id": "d" * 32}
    services.answers[DispatchList] = page_of(letter.model_copy(update=invited), letter.model_copy(update=reminded))
    sign_in("support")
    page = browser.get(f"/cases/{CASE}/evaluation")
    said = on_the_page(page)
    assert "Paula Marsh Not yet Sent on 20 October 2026 The e-mail could not be sent" in said
    assert f'href="/dispatches/{"d" * 32}"' in page.text
    nobody = MemberAnswered(member_id="e" * 32, answered=False, name="Nadia Brook")
    services.answers[EvaluationRound] = answers.evaluation(MEMBER, members=(nobody,))
    said = on_the_page(browser.get(f"/cases/{CASE}/evaluation"))
    assert "Nadia Brook Not yet No e-mail address is known. Please give them the form on paper" in said


@pytest.mark.rule("Q-01")
def test_a_new_link_is_sent_to_who_has_not_answered(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    csrf = sign_in("support")
    page = browser.get(f"/cases/{CASE}/evaluation")
    at = f"/cases/{CASE}/evaluation/members/{MEMBER}/invite"
    assert re.findall(r'href="([^"]+/invite)"', page.text) == [at], "not for who has answered"
    shown = browser.get(at)
    assert 'value="Paula Marsh"' in shown.text
    assert "can answer until 17 November 2026" in on_the_page(shown)
    typed = {"name": "Paula Marsh", "email": "p.marsh@elsewhere.example", "reason": "It went to somebody else."}
    missing = on_the_page(post(browser, at, csrf, **{**typed, "email": ""}))
    assert "Enter their e-mail address" in missing
    post(browser, at, csrf, **typed, _do="confirm")
    command = cast(InviteEvaluatorAgain, services.sent[-1].command)
    assert (command.member_id, command.email) == (MEMBER, "p.marsh@elsewhere.example")
    assert browser.get(f"/cases/{CASE}/evaluation/members/{'f' * 32}/invite").status_code == 404


@pytest.mark.rule("Q-01")
@pytest.mark.parametrize(("who", "closed"), [("auditor", False), ("support", True)])
def test_no_new_link_is_offered_to_others_or_after_the_end(
    browser: TestClient, services: StandIn, sign_in: SignIn, who: str, closed: bool
) -> None:
    services.answers[EvaluationRound] = answers.evaluation(MEMBER, closed=closed)
    sign_in(who)
    assert "/invite" not in browser.get(f"/cases/{CASE}/evaluation").text


@pytest.mark.rule("Q-01")
def test_of_two_invitations_the_one_with_the_newer_link_is_shown(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    letter = example_of(DispatchRow).model_copy(
        update={"member_id": MEMBER, "recipient": RecipientKind.PANEL_MEMBER, "notice": Notice.INVITATION}
    )
    newer = {"occasion": 2, "state": Stage.TAKEN, "sent_at": datetime(2026, 10, 22, 9, tzinfo=UTC)}
    older = {"occasion": 1, "state": Stage.FAILED, "sent_at": None}
    services.answers[DispatchList] = page_of(letter.model_copy(update=newer), letter.model_copy(update=older))
    sign_in("support")
    said = on_the_page(browser.get(f"/cases/{CASE}/evaluation"))
    assert "Paula Marsh Not yet Sent on 22 October 2026 No Send a new link" in said


@pytest.mark.rule("Q-01")
def test_the_chair_never_sees_the_round(browser: TestClient, services: StandIn, sign_in: SignIn) -> None:
    for who in ("panel.chair", "report.writer"):
        sign_in(who)
        for at in ("evaluation", "evaluation/enter", "evaluation/give"):
            assert browser.get(f"/cases/{CASE}/{at}").status_code == 403
    assert services.asked == []


def test_before_the_approval_the_page_says_when_it_opens(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    why = "The evaluation opens when the Home Office approves the report."
    services.answers[EvaluationRound] = answers.evaluation(MEMBER, why_not_open=why, members=())
    sign_in("auditor")
    assert why in on_the_page(browser.get(f"/cases/{CASE}/evaluation"))


@pytest.mark.rule("Q-04")
def test_a_review_of_performance_is_checked_and_recorded(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    csrf = sign_in("manager")
    typed = {"outcome": "support", "reason": "Two reports were late.", **day("reviewed_on", date(2026, 11, 3))}
    at = f"/chairs/{CHAIR}/kpis/review"
    assert "Continue, with support" in on_the_page(post(browser, at, csrf, **typed))
    post(browser, at, csrf, **typed, _do="confirm")
    assert cast(RecordKpiReview, services.sent[-1].command).outcome is KpiOutcome.SUPPORT


def test_a_chair_sees_their_own_record_and_what_they_can_do(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    row = example_of(CaseRow).model_copy(update={"reference": answers.REFERENCE, "case_id": CASE})
    services.answers[CaseList] = page_of(row)
    sign_in("panel.chair")
    shown = browser.get("/my-record")
    said = on_the_page(shown)
    assert "Not shown yet" in said, "the average of a round that is not over"
    assert f"/cases/{CASE}/invoices/enter" in shown.text


@pytest.mark.rule("H-08", "Q-07", "Y-11")
def test_a_chair_who_was_replaced_invoices_what_is_due_without_opening_the_case(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    ended = answers.OWN.reviews[0].model_copy(update={"replaced": True, "ended_on": date(2026, 10, 1)})
    services.answers[MyChairRecord] = answers.OWN.model_copy(update={"reviews": (ended,)})
    services.answers[CaseList] = page_of()
    sign_in("panel.chair")
    shown = browser.get("/my-record")
    said = on_the_page(shown)
    for sentence in ("None: the chair who finishes the review is evaluated", "Due in all", "Still to be invoiced"):
        assert sentence in said
    assert f"/cases/{CASE}/invoices/enter" in shown.text
    assert f'href="/cases/{CASE}"' not in shown.text
    assert "Ask for more" not in said


def test_an_account_without_a_chair_is_told_who_can_link_it(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    services.answers[MyChairRecord] = NotFound("Your account is not linked to a chair on the list.")
    sign_in("report.writer")
    page = browser.get("/my-record")
    assert page.status_code == 404
    assert "Your account is not linked to a chair on the list." in page.text
