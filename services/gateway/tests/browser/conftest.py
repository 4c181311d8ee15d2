"""A real browser on a real server of the gateway, with the stand-in for the services behind it."""

import threading
from collections.abc import Iterator

import pytest
import uvicorn
from deploy.waiting import free_port, wait_until
from gateway.app import app_of
from gateway.gate import Gate
from gateway.identity.demonstration import DOMAIN, PASSWORD
from playwright.sync_api import Browser, Page

from tests.browser.looking import opened_browser


@pytest.fixture(scope="module")  # its loop would be in the way of asynchronous tests of other modules
def chromium() -> Iterator[Browser]:
    with opened_browser() as opened:
        yield opened


@pytest.fixture
def address(gate: Gate) -> Iterator[str]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    gate.settings = gate.settings.model_copy(update={"public_url": type(gate.settings.public_url)(url)})
    server = uvicorn.Server(
        uvicorn.Config(app_of(gate), port=port, log_level="warning", log_config=None, lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_until(lambda: server.started, what="the gateway to answer")
    yield url
    server.should_exit = True
    thread.join()


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    refused = [text for text in problems if "Content Security Policy" in text or "Uncaught" in text]
    assert refused == [], "the browser refused a script or a style of ours"


def sign_in(page: Page, who: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(f"{who}@{DOMAIN}")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
