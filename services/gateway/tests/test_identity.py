"""Signing in and out; sessions and tokens end when they should."""

import asyncio
import re
import threading
from asyncio import Future
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx2
import pytest
from deploy.waiting import eventually
from gateway.app import app_of
from gateway.gate import Gate
from gateway.identity import accounts, secrets, sessions, tokens
from gateway.identity.demonstration import DOMAIN, PASSWORD, PEOPLE, demonstration_accounts
from gateway.identity.secrets import AT_ONCE, MOST
from gateway.identity.signing_in import now
from gateway.identity.tables import ACCOUNTS, SESSIONS, TOKENS
from shared.database.engine import Database
from shared.database.migrations import migrate
from sqlalchemy import select
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn

MANAGER = f"manager@{DOMAIN}"
LIMITS = sessions.Limits(timedelta(hours=1), timedelta(hours=12))


def try_to_sign_in(browser: TestClient, email: str, password: str, address: str = "/sign-in") -> object:
    token = re.search(r'name="_csrf" value="([^"]+)"', browser.get(address).text)
    assert token
    return browser.post(address, data={"_csrf": token[1], "email": email, "password": password})


def test_with_the_right_password_one_is_in_and_comes_to_where_one_wanted(browser: TestClient) -> None:
    sent_away = browser.get("/account/tokens?x=1")
    assert sent_away.headers["location"] == "/sign-in?after=%2Faccount%2Ftokens%3Fx%3D1"
    answer = try_to_sign_in(browser, "Manager@Hertfordshire.example ", PASSWORD, sent_away.headers["location"])
    assert (answer.status_code, answer.headers["location"]) == (303, "/account/tokens?x=1")  # type: ignore[attr-defined]
    cookie = answer.headers["set-cookie"]  # type: ignore[attr-defined]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Morgan Ellis" in browser.get("/account/sessions").text


@pytest.mark.parametrize("after", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_signing_in_leads_nowhere_else(browser: TestClient, after: str) -> None:
    answer = try_to_sign_in(browser, MANAGER, PASSWORD, f"/sign-in?after={after}")
    assert answer.headers["location"] == "/"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("email", "password"), [(MANAGER, "wrong"), ("nobody@hertfordshire.example", PASSWORD)])
def test_a_wrong_try_does_not_say_what_was_wrong(browser: TestClient, email: str, password: str) -> None:
    page = try_to_sign_in(browser, email, password)
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert "The e-mail address or the password is not right" in page.text  # type: ignore[attr-defined]
    assert password not in page.text  # type: ignore[attr-defined]
    assert "session" not in browser.cookies


def test_too_many_wrong_tries_have_to_wait(browser: TestClient) -> None:
    answers = [try_to_sign_in(browser, MANAGER, "wrong").status_code for _ in range(7)]  # type: ignore[attr-defined]
    assert answers[-1] == 429
    assert try_to_sign_in(browser, MANAGER, PASSWORD).status_code == 429  # type: ignore[attr-defined]


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Counter[str], threading.Event]]:
    """How many passwords were checked, and the most at once; each check ends when the event is set."""
    counted, go, lock = Counter[str](), threading.Event(), threading.Lock()

    def slowly(password: str, kept: str | None) -> bool:
        with lock:
            counted["now"] += 1
            counted["all"] += 1
            counted["most"] = max(counted["most"], counted["now"])
        go.wait(30)
        with lock:
            counted["now"] -= 1
        return False

    monkeypatch.setattr(secrets, "_fits", slowly)
    yield counted, go
    go.set()


@asynccontextmanager
async def many(gate: Gate, place: Callable[[int], str]) -> AsyncIterator[tuple[httpx2.AsyncClient, Future[list[int]]]]:
    """Sixty wrong sign-ins at once."""
    app = app_of(gate)

    async def wrong(number: int) -> int:
        transport = httpx2.ASGITransport(app=app, client=(place(number), 1))
        async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as client:
            client.cookies.set("signing-in", "ours")
            sent = {"_csrf": "ours", "email": f"somebody{number}@{DOMAIN}", "password": "wrong"}
            return (await client.post("/sign-in", data=sent)).status_code

    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield client, asyncio.gather(*map(wrong, range(60)))


async def test_what_is_under_way_counts_before_it_is_checked(
    gate: Gate, checked: tuple[Counter[str], threading.Event]
) -> None:
    counted, go = checked
    async with many(gate, lambda _: "192.0.2.1") as (_, answers):
        await eventually(lambda: counted["now"] == AT_ONCE)
        go.set()
        assert Counter(await answers) == {422: 10, 429: 50}
    assert counted["all"] == gate.settings.sign_ins_per_minute


async def test_sixty_wrong_sign_ins_from_everywhere_keep_nobody_from_a_page(
    gate: Gate, checked: tuple[Counter[str], threading.Event]
) -> None:
    counted, go = checked
    async with many(gate, lambda number: f"192.0.2.{number}") as (client, answers):
        await eventually(lambda: counted["now"] == AT_ONCE)
        async with asyncio.timeout(5):
            assert (await client.get("/healthz")).json()["services"] == {"gateway": "ready"}
        go.set()
        assert Counter(await answers) == {422: MOST, 429: 60 - MOST}
    assert counted["most"] == AT_ONCE


def test_signing_in_needs_a_form_of_ours(browser: TestClient) -> None:
    assert browser.post("/sign-in", data={"email": MANAGER, "password": PASSWORD}).status_code == 403


def test_signing_out_ends_the_session_on_the_server(browser: TestClient, sign_in: SignIn) -> None:
    csrf = sign_in("manager")
    kept = browser.cookies["session"]
    assert browser.post("/sign-out", data={"_csrf": csrf}).headers["location"] == "/sign-in"
    browser.cookies.set("session", kept)
    assert browser.get("/account/sessions").status_code == 303


def test_another_session_can_be_ended_from_this_one(browser: TestClient, sign_in: SignIn, gate: Gate) -> None:
    sign_in("manager")
    other = browser.cookies["session"]
    browser.cookies.clear()
    csrf = sign_in("manager")
    page = browser.get("/account/sessions").text
    place = re.search(r"/account/sessions/([0-9a-f]{32})/end", page)
    assert place
    browser.post(f"/account/sessions/{place[1]}/end", data={"_csrf": csrf})
    mine = browser.cookies["session"]
    browser.cookies.set("session", other)
    assert browser.get("/account/sessions").status_code == 303
    browser.cookies.set("session", mine)
    assert browser.get("/account/sessions").status_code == 200


def test_nobody_ends_the_session_of_another(browser: TestClient, sign_in: SignIn, gate: Gate) -> None:
    sign_in("manager")
    with gate.database.read() as tx:
        place = tx.execute(select(SESSIONS.c.id)).scalar_one()
    victim = browser.cookies["session"]
    browser.cookies.clear()
    csrf = sign_in("board")
    browser.post(f"/account/sessions/{place}/end", data={"_csrf": csrf})
    browser.cookies.set("session", victim)
    assert browser.get("/account/sessions").status_code == 200


@pytest.fixture
def database(database_url: str) -> Database:
    """On SQLite and on PostgreSQL."""
    migrate(database_url, "gateway")
    return Database(database_url)


@pytest.mark.servers
def test_sessions_end_by_idleness_age_or_with_the_account(database: Database) -> None:
    at = now()
    with database.begin() as tx:
        (account, *_) = demonstration_accounts(tx)
        secret = sessions.begin(tx, account, at=at, place="here", device="test")

    def found(later: timedelta) -> sessions.Session | None:
        with database.read() as tx:
            return sessions.find(tx, secret, at=at + later, limits=LIMITS)

    assert found(timedelta(minutes=59)) is not None
    assert found(timedelta(minutes=61)) is None
    session = found(timedelta())
    assert session is not None
    assert not sessions.is_due(session, at + timedelta(seconds=59))
    for hours in range(1, 12):
        with database.begin() as tx:
            sessions.seen(tx, session, at + timedelta(hours=hours))
    assert found(timedelta(hours=11, minutes=59)) is not None
    assert found(timedelta(hours=12, minutes=1)) is None
    with database.begin() as tx:
        assert tx.execute(select(SESSIONS.c.secret_hash)).scalar_one() != secret
        tx.execute(ACCOUNTS.update().values(active=False))
    assert found(timedelta(minutes=1)) is None
    database.close()


@pytest.mark.servers
def test_a_token_acts_for_its_person_until_it_ends(database: Database) -> None:
    at = now()
    with database.begin() as tx:
        (account, *_) = demonstration_accounts(tx)
        secret = tokens.make(tx, account.id, name="a program", scopes=["read"], at=at, lasts=timedelta(days=30))
        found = tokens.find(tx, secret, at=at)
        assert found is not None
        assert found[0] == account
        assert found[1].scopes == {"read"}
        assert tokens.find(tx, secret + "x", at=at) is None
        assert tokens.find(tx, secret, at=at + timedelta(days=31)) is None
        assert tx.execute(select(TOKENS.c.secret_hash)).scalar_one() not in secret
        tokens.end(tx, found[1].id, account.id, at)
        assert tokens.find(tx, secret, at=at) is None
    database.close()


@pytest.mark.servers
def test_the_demonstrations_people_are_made_once_one_for_each_role(database: Database) -> None:
    with database.begin() as tx:
        first = demonstration_accounts(tx)
        again = demonstration_accounts(tx)
        assert first == again
        assert len(accounts.everybody(tx)) == len(PEOPLE)
    assert asyncio.run(accounts.with_password(database, MANAGER, PASSWORD)) == first[0]
    assert asyncio.run(accounts.with_password(database, MANAGER, PASSWORD + "x")) is None
    database.close()
