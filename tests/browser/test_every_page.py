"""Can every page of the demonstration county be opened, read on a small screen, and used without barriers?"""

from collections import deque

import pytest
from playwright.sync_api import Browser

from tests.browser.looking import barriers, overflow, pattern, signed_in, words_of_machines
from tests.journeys.whole import Whole

FOR_PROGRAMS = {"/api/v1/docs"}

looked_at: set[str] = set()
"""Kinds of pages that were looked at closely; for the next person the same kind is only opened."""


@pytest.mark.browser
@pytest.mark.rule("G-03")
@pytest.mark.parametrize(
    ("who", "at_least"),
    [("manager", 60), ("watford.chair", 30), ("panel.chair", 10), ("finance", 5), ("board", 3), ("police", 5)],
)
def test_every_page_that_somebody_can_reach(county: Whole, browser: Browser, who: str, at_least: int) -> None:
    """From the menu on, along every link, one page of each kind."""
    seen: set[str] = set()
    troubles: list[str] = []
    came_from: dict[str, str] = {}
    with signed_in(browser, county.url, who) as page:
        waiting = deque(["/"])
        while waiting:
            path = waiting.popleft()
            kind = pattern(path)
            if kind in seen:
                continue
            seen.add(kind)
            answer = page.request.get(path)
            if answer.status >= 400:
                troubles.append(f"{path}: {answer.status}, on the way from {came_from.get(path, 'the menu')}")
                continue
            if "text/html" not in answer.headers.get("content-type", ""):
                continue
            page.goto(path, wait_until="domcontentloaded")
            if kind not in looked_at:
                looked_at.add(kind)
                troubles += [f"{kind}: {barrier}" for barrier in barriers(page)]
                troubles += [f"{kind}: overflows by {wide} pixels" for wide in [overflow(page)] if wide]
            shown = page.locator("main").inner_text()
            if kind not in FOR_PROGRAMS:
                troubles += [f"{kind}: shows {word}" for word in words_of_machines(shown)]
            if page.locator("h1").count() != 1:
                troubles.append(f"{kind}: has {page.locator('h1').count()} main headings")
            links = page.eval_on_selector_all("a[href^='/']", "all => all.map(a => a.getAttribute('href'))")
            for link in links:
                if pattern(link) not in seen:
                    came_from.setdefault(link, path)
                    waiting.append(link)
    assert not troubles, "\n".join(troubles)
    assert len(seen) >= at_least, sorted(seen)
