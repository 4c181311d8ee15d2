"""What must be so of every page, whoever looks at it, and however small their screen is?"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

from deploy.browser import chromium
from gateway.identity.demonstration import DOMAIN, PASSWORD
from playwright.sync_api import Browser, Page, expect, sync_playwright

SMALLEST = 320
expect.set_options(timeout=30_000)  # a busy machine is no fault of a page
IDS = re.compile(r"[0-9a-f]{32}|20\d\d-Q[1-4]|(?<=/)20\d\d(?=/|$)|(?<=/)\d+(?=/|$)")


@contextmanager
def opened_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium()), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@contextmanager
def signed_in(browser: Browser, url: str, who: str, *, script: bool = True, width: int = 1280) -> Iterator[Page]:
    context = browser.new_context(base_url=url, viewport={"width": width, "height": 900}, java_script_enabled=script)
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(f"{who}@{DOMAIN}")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    yield page
    context.close()


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def barriers(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA."""
    page.evaluate(_axe())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", tags)
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found["violations"]
        for node in one["nodes"]
        if not (one["id"] == "aria-allowed-attr" and "govuk-radios__input" in node["html"])
        # GOV.UK Frontend says aria-expanded on a radio that opens a question; a known and documented choice of theirs
    ]


def overflow(page: Page) -> int:
    """How many pixels a small screen would have to scroll sideways."""
    page.set_viewport_size({"width": SMALLEST, "height": 700})
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return max(0, wide - SMALLEST)


def pattern(path: str) -> str:
    """The kind of page an address leads to: the same for every case."""
    return IDS.sub("…", path.split("?")[0].split("#")[0])


def words_of_machines(text: str) -> list[str]:
    """What no person should be shown: ids, names with underscores, values as Python writes them."""
    return re.findall(r"\b[0-9a-f]{32}\b|\b[a-z]+_[a-z_]+\b|<[a-z]+ object|\bbuilt-in\b", text)
