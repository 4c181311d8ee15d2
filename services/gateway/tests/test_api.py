"""What a program asks of the API, it is answered in one shape, derived from the contracts."""

import json
import re
from uuid import NAMESPACE_URL, uuid5

import pytest
from gateway.api.contracts import SERVICES, commands, questions, sentence
from gateway.api.routes import id_of
from gateway.gate import Gate
from gateway.identity import tokens
from gateway.identity.demonstration import DOMAIN, account_id
from gateway.identity.signing_in import now
from markupsafe import escape
from shared.actor import Forbidden
from shared.contracts.cases.commands import RecordDecision, RequestImr
from shared.contracts.cases.queries import CaseList, CaseOverview
from shared.network.client import Away, Fault
from shared.service import NotFound
from shared.wire import Reply
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.standing_in import StandIn

CASE = "c" * 32
DECISION = {"case_id": CASE, "proceed": True, "rationale": "Criteria met", "decided_on": "2026-11-02"}
ADDRESS = "/api/v1/cases/record-decision"


def bearer(gate: Gate, who: str, *scopes: str) -> dict[str, str]:
    with gate.database.begin() as tx:
        secret = tokens.make(tx, account_id(f"{who}@{DOMAIN}"), name="test", scopes=scopes, at=now())
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def chair(gate: Gate) -> dict[str, str]:
    return bearer(gate, "watford.chair", "read", "write")


def test_a_command_is_sent_and_answered(browser: TestClient, chair: dict[str, str], services: StandIn) -> None:
    answer = browser.post(ADDRESS, json=DECISION, headers={**chair, "Idempotency-Key": "0" * 32})
    assert (answer.status_code, answer.json()) == (200, {"id": "0" * 32, "version": 1, "accepted": True})
    assert isinstance(services.sent[0].command, RecordDecision)
    assert services.sent[0].actor.name == "Wendy Farrow"


def test_an_idempotency_key_becomes_the_commands_id_and_makes_its_new_ids(
    browser: TestClient, gate: Gate, services: StandIn
) -> None:
    manager = bearer(gate, "manager", "write")
    request = {"case_id": CASE, "agency": "Probation", "requested_on": "2026-11-02", "due_on": "2026-12-02"}
    for _ in range(2):
        browser.post("/api/v1/cases/request-imr", json=request, headers={**manager, "Idempotency-Key": "IMR 7"})
    first, second = services.sent
    assert first == second
    assert first.id == uuid5(NAMESPACE_URL, f"idempotency:{account_id(f'manager@{DOMAIN}')}:IMR 7").hex
    assert isinstance(first.command, RequestImr)
    assert first.command.imr_id


def test_without_a_key_every_call_is_another_command() -> None:
    assert id_of(None, "x") != id_of(None, "x")
    assert id_of("6f1c1f6e-7d0b-4c55-9a63-0d5c9a1f2b3c", "x") == "6f1c1f6e7d0b4c559a630d5c9a1f2b3c"


def test_wrong_fields_are_named_and_their_values_not_repeated(
    browser: TestClient, chair: dict[str, str], services: StandIn
) -> None:
    sent = {**DECISION, "decided_on": 0, "rationale": "", "proceed": "secret words", "more": 1}
    answer = browser.post(ADDRESS, json=sent, headers=chair)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert {error["field"] for error in answer.json()["errors"]} == {"decided_on", "rationale", "proceed", "more"}
    assert "secret words" not in answer.text
    assert services.sent == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"'])
def test_what_is_not_an_object_is_said_to_be_none(browser: TestClient, chair: dict[str, str], body: bytes) -> None:
    answer = browser.post(ADDRESS, content=body, headers=chair)
    assert (answer.status_code, answer.json()["status"]) == (400, 400)


def test_a_refusal_is_409_with_its_reason(browser: TestClient, chair: dict[str, str], services: StandIn) -> None:
    services.replies[RecordDecision] = Reply(refused="The criteria are not assessed yet.", field="proceed")
    answer = browser.post(ADDRESS, json=DECISION, headers=chair)
    assert answer.status_code == 409
    assert answer.json() == {
        "type": "about:blank",
        "title": "Refused",
        "status": 409,
        "detail": "The criteria are not assessed yet.",
        "field": "proceed",
    }


def test_a_service_that_is_away_is_503_and_worth_another_try(
    browser: TestClient, chair: dict[str, str], services: StandIn
) -> None:
    services.replies[RecordDecision] = Away("cases")
    answer = browser.post(ADDRESS, json=DECISION, headers=chair)
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    ("trouble", "status"),
    [(Forbidden("No access."), 403), (NotFound("There is no such case."), 404), (Fault("cases", "abc123"), 500)],
)
def test_a_question_that_can_not_be_answered_says_why(
    browser: TestClient, chair: dict[str, str], services: StandIn, trouble: Exception, status: int
) -> None:
    services.answers[CaseOverview] = trouble
    answer = browser.get(f"/api/v1/cases/case-overview?case_id={CASE}", headers=chair)
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.json()["detail"]


def test_a_question_is_read_from_the_address_strictly(
    browser: TestClient, chair: dict[str, str], services: StandIn
) -> None:
    answer = browser.get("/api/v1/cases/case-list?csp=Watford&open_only=true&page=2&size=50", headers=chair)
    assert answer.status_code == 200
    assert services.asked[-1][0] == CaseList(csp="Watford", open_only=True, page=2, size=50)
    assert {"rows", "total", "page", "size"} == set(answer.json())
    wrong = browser.get("/api/v1/cases/case-list?size=1000&unknown=1", headers=chair)
    assert wrong.status_code == 422
    assert {error["field"] for error in wrong.json()["errors"]} == {"size", "unknown"}


def test_without_a_token_or_with_a_wrong_one_nobody_is_known(browser: TestClient) -> None:
    for headers in ({}, {"Authorization": "Bearer dhr_wrong"}, {"Authorization": "Basic eDp5"}):
        answer = browser.get("/api/v1/cases/case-list", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_to_read_changes_nothing(browser: TestClient, gate: Gate, services: StandIn) -> None:
    reader = bearer(gate, "watford.chair", "read")
    assert browser.post(ADDRESS, json=DECISION, headers=reader).status_code == 403
    assert services.sent == []


def test_the_wrong_role_is_forbidden(browser: TestClient, gate: Gate, services: StandIn) -> None:
    assert browser.post(ADDRESS, json=DECISION, headers=bearer(gate, "board", "write")).status_code == 403
    assert services.sent == []


def test_the_session_does_too_with_its_token_in_a_header(browser: TestClient, sign_in: SignIn) -> None:
    csrf = sign_in("watford.chair")
    assert browser.post(ADDRESS, json=DECISION).status_code == 403
    assert browser.post(ADDRESS, json=DECISION, headers={"X-CSRF-Token": csrf}).status_code == 200


def test_every_command_and_question_of_people_has_an_address_and_is_described(browser: TestClient, gate: Gate) -> None:
    document = browser.get("/api/v1/openapi.json").json()
    for service in SERVICES:
        for name in commands(service):
            assert "post" in document["paths"][f"/{service}/{name}"]
        for name in questions(service):
            assert "get" in document["paths"][f"/{service}/{name}"]
    assert "/cases/pass-time" not in document["paths"], "the system's own"
    request = document["components"]["schemas"]["RequestImr"]
    assert "imr_id" not in request["required"]
    places = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)))
    assert places <= set(document["components"]["schemas"])


def test_the_api_is_described_on_a_page_too(browser: TestClient, sign_in: SignIn) -> None:
    sign_in("administrator")
    page = browser.get("/api/v1/docs")
    assert page.status_code == 200
    assert escape(sentence(RecordDecision)) in page.text
    assert sentence(RecordDecision) == "Record the CSP Chair's decision to proceed, or not, with its rationale"
