"""The personal link of a panel member: whose it is, what it opens, and that looking changes nothing."""

import re
from collections.abc import Iterator
from typing import cast

import pytest
from gateway.access import audit
from gateway.app import app_of
from gateway.gate import Gate
from httpx2 import Response
from pydantic import SecretStr
from shared.contracts.chairs.commands import SubmitEvaluation
from shared.contracts.chairs.queries import EvaluationSheet
from shared.contracts.evaluation_link import Invited, token_for
from shared.service import NotFound
from shared.testing.spec import some_id
from shared.wire import Reply
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.pages.forms import on_the_page
from services.gateway.tests.pages_chairs import answers
from services.gateway.tests.pages_chairs.answers import CASE
from services.gateway.tests.pages_chairs.scripted import scripted
from services.gateway.tests.pages_chairs.test_quality import SHEET
from services.gateway.tests.standing_in import StandIn

KEY = SecretStr("a key that is used in tests alone, and nowhere else")
MEMBER = some_id("Paula")
TOKEN = token_for(Invited(CASE, MEMBER), KEY)
LINK = f"/evaluate/{TOKEN}"


@pytest.fixture(autouse=True)
def _key(gate: Gate, services: StandIn) -> None:
    gate.settings = gate.settings.model_copy(update={"evaluation_link_key": KEY})
    scripted(services)


@pytest.fixture
def browser(gate: Gate) -> Iterator[TestClient]:
    with TestClient(app_of(gate), follow_redirects=False) as client:
        yield client


def send(browser: TestClient, shown: Response, link: str = LINK, **values: str) -> Response:
    """Press the button of the form that was shown."""
    hidden = dict(re.findall(r'name="(_csrf|_id)" value="([^"]+)"', shown.text))
    return browser.post(link, data={**SHEET, **hidden, **values})


@pytest.mark.rule("Q-01", "Q-07")
def test_a_member_answers_by_their_link_without_signing_in(browser: TestClient, services: StandIn) -> None:
    shown = browser.get(LINK)
    assert shown.status_code == 200
    assert "Sign out" not in shown.text
    assert len(re.findall(r'type="radio"', shown.text)) == 10
    checked = send(browser, shown)
    assert "Keeping to time: Score 3, as needed" in on_the_page(checked)
    assert services.sent == []
    done = send(browser, checked, _do="confirm")
    assert (done.status_code, done.headers["location"]) == (303, LINK)
    (envelope,) = services.sent
    command = cast(SubmitEvaluation, envelope.command)
    assert (command.case_id, command.member_id, envelope.actor.id) == (CASE, MEMBER, MEMBER)
    services.answers[EvaluationSheet] = answers.sheet(answered=True)
    thanks = on_the_page(browser.get(LINK))
    assert "Thank you" in thanks
    assert "there is nothing more to do" in thanks


def test_opening_the_link_changes_nothing(browser: TestClient, services: StandIn) -> None:
    for _ in range(3):
        assert browser.get(LINK).status_code == 200
    browser.head(LINK)
    assert services.sent == []


def _other_signature(token: str) -> str:
    return token[:-5] + ("A" if token[-5] != "A" else "B") + token[-4:]


@pytest.mark.parametrize(
    "token",
    [
        _other_signature(TOKEN),
        TOKEN[:-1],
        TOKEN + "A",
        token_for(Invited(CASE, MEMBER, 2), KEY)[:47] + TOKEN[47:],
        TOKEN[:-1] + chr(ord(TOKEN[-1]) + 1),  # the same bytes, written otherwise
        token_for(Invited(CASE, some_id("Alex")), KEY)[:43] + TOKEN[43:],
        token_for(Invited(CASE, MEMBER), SecretStr("another key, of thirty-two letters or more")),
        "nonsense",
        "%C3%A9",
    ],
)
def test_a_link_that_is_not_ours_says_whom_to_turn_to(browser: TestClient, services: StandIn, token: str) -> None:
    for answer in (browser.get(f"/evaluate/{token}"), browser.post(f"/evaluate/{token}", data=SHEET)):
        assert answer.status_code == 404
        assert "or turn to the Strategic Partnership’s Team" in answer.text
    assert services.sent == []
    assert services.asked == []


def test_a_link_for_somebody_who_was_not_asked_opens_nothing(browser: TestClient, services: StandIn) -> None:
    services.answers[EvaluationSheet] = NotFound("You are not asked about the chair of this review.")
    assert browser.get(LINK).status_code == 404


@pytest.mark.rule("Q-01")
@pytest.mark.parametrize("link", [1, 2, 300])
def test_which_of_their_links_it_is_goes_along_with_the_question_and_the_answer(
    browser: TestClient, services: StandIn, link: int
) -> None:
    at = f"/evaluate/{token_for(Invited(CASE, MEMBER, link), KEY)}"
    send(browser, browser.get(at), at, _do="confirm")
    assert {cast(EvaluationSheet, question).link for question, _ in services.asked} == {link}
    assert cast(SubmitEvaluation, services.sent[-1].command).link == link


@pytest.mark.rule("Q-07")
def test_after_the_closing_day_the_link_says_so(browser: TestClient, services: StandIn) -> None:
    shown = browser.get(LINK)
    services.answers[EvaluationSheet] = answers.sheet(closed=True)
    page = browser.get(LINK)
    assert page.status_code == 200
    assert "It was open until 17 November 2026" in on_the_page(page)
    late = send(browser, shown, _do="confirm")
    assert "This evaluation has closed" in on_the_page(late)
    assert services.sent == []


@pytest.mark.rule("Q-07")
def test_who_is_quicker_on_another_device_is_told_why(browser: TestClient, services: StandIn) -> None:
    refused = Reply(accepted=False, refused="This panel member has evaluated the chair already.", field="member_id")
    services.replies[SubmitEvaluation] = refused
    page = send(browser, browser.get(LINK), _do="confirm")
    assert page.status_code == 422
    assert "evaluated the chair already" in on_the_page(page)


def test_what_does_not_come_from_our_form_is_turned_away(browser: TestClient, services: StandIn) -> None:
    shown = browser.get(LINK)
    assert browser.post(LINK, data={**SHEET, "_do": "confirm", "_csrf": "made up"}).status_code == 403
    other = browser.post(LINK, data=SHEET, headers={"Origin": "https://elsewhere.example"})
    assert other.status_code == 403
    browser.cookies.clear()
    assert send(browser, shown, _do="confirm").status_code == 403
    assert services.sent == []


def test_a_member_acts_as_themselves_whoever_is_signed_in(
    browser: TestClient, services: StandIn, sign_in: SignIn
) -> None:
    sign_in("manager")
    shown = browser.get(LINK)
    assert "Morgan Ellis" not in shown.text
    send(browser, shown, _do="confirm")
    assert services.sent[-1].actor.id == MEMBER


@pytest.mark.rule("G-02")
def test_the_trail_says_that_it_was_by_a_link_and_the_link_stands_nowhere(
    browser: TestClient, gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    shown = browser.get(LINK)
    send(browser, shown, _do="confirm")
    with gate.database.read() as tx:
        lines, _ = audit.who_has_looked(tx, CASE)
    assert {(line.what, line.outcome) for line in lines} == {
        ("EvaluationSheet", "seen"),
        ("SubmitEvaluation", "changed"),
    }
    assert {(line.account_id, line.name, line.way) for line in lines} == {
        (MEMBER, "panel member by personal link", "personal link")
    }
    assert TOKEN not in repr(lines)
    assert TOKEN not in caplog.text
    assert shown.headers["Referrer-Policy"] == "strict-origin"
    assert TOKEN not in shown.text, "no link on the page carries it on"
    assert shown.headers["Cache-Control"] == "no-store"


def test_one_link_can_not_keep_the_service_busy(browser: TestClient, services: StandIn) -> None:
    shown = browser.get(LINK)
    found = {send(browser, shown, **{"scores-1-score": ""}).status_code for _ in range(40)}
    assert found == {422, 429}
    other = f"/evaluate/{token_for(Invited(CASE, some_id('Alex')), KEY)}"
    assert send(browser, browser.get(other), other).status_code == 200, "nobody else waits for it"


def test_guessing_is_slow_and_stops_no_member(browser: TestClient) -> None:
    found: set[int] = {browser.get(f"/evaluate/guess{number}").status_code for number in range(40)}
    assert found == {404, 429}
    assert browser.get(LINK).status_code == 200


def test_without_a_key_there_are_no_links(browser: TestClient, gate: Gate) -> None:
    gate.settings = gate.settings.model_copy(update={"evaluation_link_key": None})
    assert browser.get(LINK).status_code == 404
