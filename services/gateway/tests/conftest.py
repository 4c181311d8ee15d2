"""The gateway on a stand-in for the services, and people who are signed in to it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from gateway.app import app_of
from gateway.gate import Gate
from gateway.identity import sessions
from gateway.identity.accounts import by_email
from gateway.identity.demonstration import DOMAIN, demonstration_accounts
from gateway.identity.signing_in import limits, now
from gateway.identity.throttle import Throttle
from gateway.settings import GatewaySettings
from shared.clock import Clock, Fixed
from shared.database.engine import Database
from shared.database.migrations import migrate
from starlette.testclient import TestClient

from services.gateway.tests.standing_in import StandIn

TODAY = date(2026, 11, 3)


@pytest.fixture
def services() -> StandIn:
    return StandIn()


@pytest.fixture(scope="session")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the people of the demonstration, for each test to copy."""
    path = tmp_path_factory.mktemp("gateway") / "peopled.db"
    migrate(f"sqlite:///{path}", "gateway")
    database = Database(f"sqlite:///{path}")
    with database.begin() as tx:
        demonstration_accounts(tx)
    database.close()
    return path


@pytest.fixture
def gate(tmp_path: Path, peopled: Path, services: StandIn) -> Iterator[Gate]:
    url = f"sqlite:///{shutil.copy(peopled, tmp_path / 'gateway.db')}"
    database = Database(url)
    settings = GatewaySettings(
        environment="test",
        database_url=url,
        nats_url="nats://none",
        public_url="http://testserver",
    )
    yield Gate(settings, database, Clock(Fixed(TODAY)), services, Throttle(settings.sign_ins_per_minute))
    database.close()


@pytest.fixture
def browser(gate: Gate) -> Iterator[TestClient]:
    """Nobody is signed in."""
    with TestClient(app_of(gate), follow_redirects=False) as client:
        yield client


type SignIn = Callable[[str], str]


@pytest.fixture
def sign_in(gate: Gate, browser: TestClient) -> SignIn:
    """`sign_in("manager")` signs the browser in as manager@hertfordshire.example, and gives its CSRF token."""

    def sign(who: str) -> str:
        with gate.database.begin() as tx:
            account = by_email(tx, f"{who}@{DOMAIN}")
            assert account is not None, f"there is no {who}"
            secret = sessions.begin(tx, account, at=now(), place="testclient", device="test")
        with gate.database.read() as tx:
            session = sessions.find(tx, secret, at=now(), limits=limits(gate.settings))
        assert session is not None
        browser.cookies.set("session", secret)
        return session.csrf

    return sign
