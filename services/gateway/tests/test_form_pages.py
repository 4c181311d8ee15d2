"""A form on its way from an empty page to a command that was accepted, in a browser without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from gateway.app import app_of
from gateway.forms.field import Field
from gateway.forms.flow import form_page
from gateway.forms.form import Form
from gateway.gate import Gate
from shared.contracts.cases.commands import NotifyDeath, RecordDecision
from shared.network.client import Away
from shared.wire import Envelope, Reply
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.standing_in import StandIn

CASE = "c" * 32
DECISION = Form(
    command=RecordDecision,
    title="Record the decision",
    fields=(
        Field("proceed", "whether a review follows", ask="Does a review follow?"),
        Field("rationale", "the rationale", ask="Why?"),
        Field("decided_on", "the date of the decision", ask="When was it decided?"),
    ),
    submit="Record the decision",
    done="/help?case={case_id}",
    said="The decision is recorded.",
)
CHECKED = Form(
    command=RecordDecision,
    title="Record the decision",
    fields=DECISION.fields,
    done="/help",
    check=True,
)
NOTIFY = Form(
    command=NotifyDeath,
    title="Notify a death",
    fields=(
        Field("csp", "partnership"),
        Field(
            "deceased",
            "the people who died",
            ask="Who died?",
            each="person who died",
            fields=(Field("name", "name"), Field("date_of_death", "date of death")),
        ),
    ),
)
ANSWERS = {
    "proceed": "yes",
    "rationale": "The criteria are met.",
    "decided_on-day": "2",
    "decided_on-month": "11",
    "decided_on-year": "2026",
    "_id": "a" * 32,
}
PAGE = f"/test/{CASE}/decision"


@pytest.fixture
def browser(gate: Gate) -> Iterator[TestClient]:
    app = app_of(gate)
    app.router.routes[0:0] = [
        *form_page("/test/{case_id}/decision", DECISION),
        *form_page("/test/{case_id}/checked", CHECKED),
        *form_page("/test/notify", NOTIFY),
    ]
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture
def csrf(sign_in: SignIn) -> str:
    return sign_in("watford.chair")


def last(services: StandIn) -> Envelope:
    return services.sent[-1]


def test_an_empty_form_has_a_title_labels_and_a_command_id(browser: TestClient, csrf: str) -> None:
    page = browser.get(PAGE)
    assert page.status_code == 200
    assert "<title>Record the decision –" in page.text
    assert re.search(r'name="_id" value="[0-9a-f]{32}"', page.text)
    assert "Does a review follow?" in page.text
    assert "OFFICIAL" in page.text


def test_what_is_accepted_leads_on_with_a_sentence(browser: TestClient, csrf: str, services: StandIn) -> None:
    answer = browser.post(PAGE, data={**ANSWERS, "_csrf": csrf})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/help?case={CASE}")
    sent = last(services)
    assert sent.id == "a" * 32
    assert isinstance(sent.command, RecordDecision)
    assert sent.command.case_id == CASE
    assert sent.command.proceed
    assert sent.actor.name == "Wendy Farrow"
    after = browser.get(answer.headers["location"])
    assert "The decision is recorded." in after.text
    assert "The decision is recorded." not in browser.get("/help").text


def test_pressing_twice_sends_the_same_command_under_the_same_id(
    browser: TestClient, csrf: str, services: StandIn
) -> None:
    for _ in range(2):
        browser.post(PAGE, data={**ANSWERS, "_csrf": csrf})
    first, second = services.sent
    assert first == second


def test_errors_are_summed_up_with_links_and_nothing_typed_is_lost(
    browser: TestClient, csrf: str, services: StandIn
) -> None:
    page = browser.post(PAGE, data={"rationale": "Half <written>", "decided_on-day": "40", "_csrf": csrf})
    assert page.status_code == 422
    assert "<title>Error: Record the decision" in page.text
    summary = page.text[page.text.index("govuk-error-summary") : page.text.index("<h1")]
    assert "There is a problem" in summary
    assert summary.index('href="#proceed"') < summary.index('href="#decided_on-day"')
    assert "Select whether a review follows" in summary
    assert "The date of the decision must include a month and a year" in summary
    assert 'tabindex="-1"' in summary
    assert "Half &lt;written&gt;" in page.text
    assert 'value="40"' in page.text
    assert services.sent == []


def test_a_refusal_stands_beside_its_field(browser: TestClient, csrf: str, services: StandIn) -> None:
    services.replies[RecordDecision] = Reply(refused="The criteria are not assessed yet.", field="decided_on")
    page = browser.post(PAGE, data={**ANSWERS, "_csrf": csrf})
    assert page.status_code == 422
    assert 'href="#decided_on-day">The criteria are not assessed yet.' in page.text
    assert 'id="decided_on-error"' in page.text
    assert "The criteria are met." in page.text
    assert 'name="_id" value="' + "a" * 32 in page.text, "nothing happened, so the same request goes on"


def test_a_service_that_is_away_keeps_the_values_and_the_command_id(
    browser: TestClient, csrf: str, services: StandIn
) -> None:
    services.replies[RecordDecision] = Away("cases")
    page = browser.post(PAGE, data={**ANSWERS, "_csrf": csrf})
    assert page.status_code == 503
    assert "Your answers are kept" in page.text
    assert "The criteria are met." in page.text
    assert 'name="_id" value="' + "a" * 32 in page.text


def test_answers_can_be_checked_and_changed_before_they_are_sent(
    browser: TestClient, csrf: str, services: StandIn
) -> None:
    page = browser.post(f"/test/{CASE}/checked", data={**ANSWERS, "_csrf": csrf, "_do": "continue"})
    assert "Check your answers" in page.text
    assert "2 November 2026" in page.text
    assert services.sent == []
    page = browser.post(f"/test/{CASE}/checked", data={**ANSWERS, "_csrf": csrf, "_do": "change"})
    assert "Check your answers" not in page.text
    assert "The criteria are met.</textarea>" in page.text
    answer = browser.post(f"/test/{CASE}/checked", data={**ANSWERS, "_csrf": csrf, "_do": "confirm"})
    assert answer.status_code == 303
    assert len(services.sent) == 1


def test_one_more_and_one_less_of_a_group_without_a_script(browser: TestClient, sign_in: SignIn) -> None:
    csrf = sign_in("manager")
    typed = {"deceased-count": "1", "deceased-0-name": "First", "csp": "Watford", "_csrf": csrf}
    page = browser.post("/test/notify", data={**typed, "_do": "add:deceased"})
    assert page.status_code == 200
    assert 'name="deceased-count" value="2"' in page.text
    assert 'name="deceased-1-name"' in page.text
    assert 'value="First"' in page.text
    typed |= {"deceased-count": "2", "deceased-1-name": "Second"}
    page = browser.post("/test/notify", data={**typed, "_do": "remove:deceased:0"})
    assert 'name="deceased-count" value="1"' in page.text
    assert 'name="deceased-0-name" type="text" spellcheck="false" value="Second"' in page.text or (
        'value="Second"' in page.text and "First" not in page.text
    )
    assert 'value="Watford" selected' in page.text


def test_a_role_that_may_not_is_told_who_may(browser: TestClient, sign_in: SignIn, services: StandIn) -> None:
    csrf = sign_in("board")
    page = browser.post(PAGE, data={**ANSWERS, "_csrf": csrf})
    assert page.status_code == 403
    assert "CSP Chair" in page.text
    assert services.sent == []


@pytest.mark.parametrize(
    ("token", "headers"),
    [("", {}), ("wrong", {}), (None, {"Origin": "https://evil.example"}), (None, {"Sec-Fetch-Site": "cross-site"})],
)
def test_a_form_from_elsewhere_changes_nothing(
    browser: TestClient, csrf: str, services: StandIn, token: str | None, headers: dict[str, str]
) -> None:
    data = {**ANSWERS, "_csrf": csrf if token is None else token}
    assert browser.post(PAGE, data=data, headers=headers).status_code == 403
    assert services.sent == []
