"""The gateway as it is started: settings, health, headers, errors."""

import json
import logging
import socket
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import structlog
from gateway import pages
from gateway.app import app_of, gateway
from gateway.gate import Gate
from gateway.identity.demonstration import DOMAIN, PASSWORD
from gateway.settings import GatewaySettings
from gateway.web.routes import route
from gateway.web.visit import Visit
from shared.actor import EVERYBODY
from shared.contracts.cases.queries import CaseList
from shared.database.migrations import migrate
from shared.network.client import Away
from shared.settings import SettingsWrong, read_settings
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.standing_in import StandIn


@pytest.fixture
def logging_put_back() -> Iterator[None]:
    """A start takes the process's log over."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, sys.excepthook, threading.excepthook, sys.unraisablehook)
    yield
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers, root.level, sys.excepthook, threading.excepthook, sys.unraisablehook = before


@pytest.fixture
def one_service() -> Iterator[tuple[str, list[int]]]:
    """A service's readiness page, and the status it gives."""
    status = [503]

    class Ready(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status[0])
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Ready)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/ready", status
    server.shutdown()
    server.server_close()
    thread.join()


def test_health_gathers_what_the_services_say(gate: Gate, one_service: tuple[str, list[int]]) -> None:
    url, status = one_service
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        urls = {"cases": url, "chairs": f"http://127.0.0.1:{nobody.getsockname()[1]}/ready"}
        settings = gate.settings.model_dump() | {"services_ready_urls": urls}
        gate.settings = GatewaySettings.model_validate(settings)
        with TestClient(app_of(gate)) as client:
            answer = client.get("/healthz")
            assert answer.status_code == 503
            assert answer.json()["services"] == {"cases": "not ready", "chairs": "not reached", "gateway": "ready"}
            gate.settings = GatewaySettings.model_validate(settings | {"services_ready_urls": {"cases": url}})
            status[0] = 200
            answer = client.get("/healthz")
            assert (answer.status_code, answer.json()["ready"]) == (200, True)


@pytest.mark.servers
@pytest.mark.usefixtures("logging_put_back")
def test_it_starts_from_its_settings_alone(tmp_path: Path, nats_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'gateway.db'}"
    migrate(url, "gateway")
    for name, value in {
        "ENVIRONMENT": "test",
        "DATABASE_URL": url,
        "NATS_URL": nats_url,
        "PUBLIC_URL": "http://127.0.0.1:8000",
        "TODAY": "2026-11-03",
        "SERVICES_READY_URLS": json.dumps({}),
    }.items():
        monkeypatch.setenv(name, value)
    with TestClient(gateway(), base_url="http://127.0.0.1:8000") as client:
        assert client.get("/healthz").status_code == 200
        assert client.get("/sign-in").status_code == 200


def test_without_the_message_server_it_is_not_ready(gate: Gate, services: StandIn) -> None:
    services.connected = False
    with TestClient(app_of(gate)) as client:
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["services"] == {"gateway": "the message server is not reached"}


def test_behind_https_the_cookie_is_kept_to_this_host(gate: Gate) -> None:
    given = gate.settings.model_dump() | {"public_url": "https://reviews.example.gov.uk"}
    gate.settings = GatewaySettings.model_validate(given)
    with TestClient(app_of(gate), base_url="https://reviews.example.gov.uk", follow_redirects=False) as client:
        page = client.get("/sign-in")
        token = page.text.split('name="_csrf" value="')[1].split('"')[0]
        data = {"_csrf": token, "email": f"manager@{DOMAIN}", "password": PASSWORD}
        answer = client.post("/sign-in", data=data, headers={"Origin": "https://reviews.example.gov.uk"})
        assert answer.status_code == 303
        cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("__Host-session="))
        assert "Secure" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
        assert "strict-transport-security" in answer.headers
        assert client.get("/account/sessions").status_code == 200


@pytest.mark.parametrize("url", ["http://reviews.example.gov.uk", "nonsense"])
def test_what_would_not_be_safe_is_said_at_the_start(url: str) -> None:
    with pytest.raises(SettingsWrong, match="PUBLIC_URL"):
        read_settings(GatewaySettings, database_url="sqlite:///x.db", nats_url="nats://x", public_url=url)


def test_every_answer_has_the_headers_and_a_nonce_of_its_own(browser: TestClient) -> None:
    first, second = browser.get("/sign-in"), browser.get("/sign-in")
    policy = first.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert policy != second.headers["content-security-policy"]
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert first.text.count(f'nonce="{nonce}"') == first.text.count("<script") == 2
    assert first.headers["cache-control"] == "no-store"
    assert first.headers["x-content-type-options"] == "nosniff"
    for address in ("/nowhere", "/static/theme.css", "/api/v1/cases/case-list", "/healthz"):
        assert "content-security-policy" in browser.get(address).headers


def test_no_template_has_a_script_or_a_style_that_the_policy_would_refuse() -> None:
    for template in (Path(pages.__file__).parents[1] / "templates").rglob("*.html"):
        text = template.read_text()
        assert " style=" not in text, template
        assert "<style" not in text, template
        assert " onclick=" not in text, template
        assert text.count("<script") == text.count("<script nonce=") + text.count('<script type="module" nonce='), (
            template
        )


def test_the_vendored_assets_hold_no_font_crown_or_crest() -> None:
    vendor = Path(pages.__file__).parents[1] / "static/vendor"
    for asset in vendor.glob("govuk*.css"):
        text = asset.read_text().split("*/", 1)[1]
        for mark in ("GDS Transport", "/assets/", "crest"):
            assert mark not in text
    assert (vendor / "LICENCE-govuk-frontend.txt").is_file()


def test_a_service_that_is_away_is_said_plainly(browser: TestClient, sign_in: SignIn, services: StandIn) -> None:
    services.answers[CaseList] = Away("cases")
    sign_in("manager")
    answer = browser.get("/cases")
    assert answer.status_code == 503
    assert "Please try again" in answer.text
    assert int(answer.headers["retry-after"]) > 0


def test_a_mistake_of_ours_is_a_page_with_a_reference_and_nothing_else(gate: Gate) -> None:
    async def fail(visit: Visit) -> object:
        name = "Somebody Personal"
        raise RuntimeError(name)

    app = app_of(gate)
    app.router.routes[0:0] = route("/fails", fail, may=None)  # type: ignore[arg-type]
    with TestClient(app) as client:
        answer = client.get("/fails")
    assert answer.status_code == 500
    assert "give this reference" in answer.text
    assert "Somebody Personal" not in answer.text
    assert "content-security-policy" in answer.headers


def test_a_page_that_says_nothing_of_who_may_come_can_not_be_made() -> None:
    from gateway.web.routes import page

    with pytest.raises(TypeError, match="say who may open it"):
        page("/anything", "public/help.html")
    (made,) = page("/anything", "public/help.html", may=EVERYBODY)
    assert made.may == EVERYBODY
