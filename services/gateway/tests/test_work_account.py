"""Signing in by way of an identity provider: a real one, in a thread."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx2
import oidc_provider_mock  # type: ignore[import-untyped]
import pytest
from gateway.app import app_of
from gateway.gate import Gate
from gateway.identity.demonstration import DOMAIN
from gateway.settings import GatewaySettings
from oidc_provider_mock import User
from starlette.testclient import TestClient

MANAGER = User(sub="m-1", claims={"email": f"manager@{DOMAIN}", "email_verified": True, "name": "Morgan Ellis"})
UNVERIFIED = User(sub="u-1", claims={"email": f"dci@{DOMAIN}", "email_verified": False})
STRANGER = User(sub="s-1", claims={"email": "stranger@elsewhere.example", "email_verified": True})


@pytest.fixture
def issuer() -> Iterator[str]:
    with oidc_provider_mock.run_server_in_thread(user_claims=[MANAGER, UNVERIFIED, STRANGER]) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def browser(gate: Gate, issuer: str) -> Iterator[TestClient]:
    given = gate.settings.model_dump() | {"oidc_issuer": issuer, "oidc_client_id": "dhr", "oidc_client_secret": "s"}
    gate.settings = GatewaySettings.model_validate(given)
    with TestClient(app_of(gate), follow_redirects=False) as client:
        yield client


def come_back(browser: TestClient, user: User, after: str = "/account/sessions") -> str:
    """To the provider, signed in there as `user`; the address by which the browser comes back."""
    there = browser.get(f"/sign-in/work-account?after={after}")
    assert there.status_code == 303
    asked = parse_qs(urlsplit(there.headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/sign-in/work-account/back"]
    answer = httpx2.post(there.headers["location"], data={"sub": user.sub})
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


def test_who_the_provider_vouches_for_is_in(browser: TestClient) -> None:
    assert "Sign in with your work account" in browser.get("/sign-in").text
    answer = browser.get(come_back(browser, MANAGER))
    assert (answer.status_code, answer.headers["location"]) == (303, "/account/sessions")
    assert "Morgan Ellis" in browser.get("/account/sessions").text


def test_a_verified_address_is_bound_to_the_person_from_then_on(browser: TestClient) -> None:
    for _ in range(2):
        assert browser.get(come_back(browser, MANAGER)).status_code == 303
    other = User(sub="m-2", claims=MANAGER.claims)
    page = browser.get(come_back(browser, other))
    assert page.status_code == 403


@pytest.mark.parametrize("user", [UNVERIFIED, STRANGER])
def test_who_has_no_account_here_is_told_so(browser: TestClient, user: User) -> None:
    page = browser.get(come_back(browser, user))
    assert page.status_code == 403
    assert "You have no account for this service yet" in page.text
    assert browser.get("/account/sessions").status_code == 303


def test_a_way_back_that_did_not_begin_here_leads_nowhere(browser: TestClient) -> None:
    address = come_back(browser, MANAGER)
    browser.cookies.delete("work-sign-in")
    assert browser.get(address).status_code == 403
    come_back(browser, MANAGER)
    assert browser.get(address).status_code == 403, "the state of an earlier try"
    assert browser.get("/sign-in/work-account/back?error=access_denied").status_code == 403


def test_a_code_is_good_for_one_time(browser: TestClient) -> None:
    address = come_back(browser, MANAGER)
    cookie = browser.cookies["work-sign-in"]
    assert browser.get(address).status_code == 303
    browser.cookies.set("work-sign-in", cookie)
    assert browser.get(address).status_code == 403


def test_it_leads_to_no_address_of_others(browser: TestClient) -> None:
    answer = browser.get(come_back(browser, MANAGER, "//evil.example"))
    assert answer.headers["location"] == "/"


def test_a_provider_that_is_away_is_said_plainly(gate: Gate) -> None:
    given = gate.settings.model_dump() | {"oidc_issuer": "http://127.0.0.1:9", "oidc_client_id": "dhr"}
    gate.settings = GatewaySettings.model_validate(given)
    with TestClient(app_of(gate), follow_redirects=False) as client:
        page = client.get("/sign-in/work-account")
    assert page.status_code == 403
    assert "cannot be reached" in page.text


def test_without_a_provider_there_is_no_such_page(gate: Gate) -> None:
    with TestClient(app_of(gate), follow_redirects=False) as client:
        assert client.get("/sign-in/work-account").status_code == 404
        assert "work account" not in client.get("/sign-in").text
