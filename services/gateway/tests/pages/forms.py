"""How does a test fill in a form as a browser does: open it, keep its hidden values, type, post?"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

import httpx2
from starlette.testclient import TestClient

type Typed = Mapping[str, str | Sequence[str]]


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def post(browser: TestClient, at: str, csrf: str, **typed: str | Sequence[str]) -> httpx2.Response:
    """The form is opened first, so that one which cannot be opened is not posted."""
    shown = browser.get(at)
    assert shown.status_code == 200, shown.text
    found = re.search(r'name="_id" value="([0-9a-f]{32})"', shown.text)
    assert found is not None
    given = {"_csrf": csrf, "_id": found[1], "_do": "continue", **typed}
    return browser.post(at, data=given)


def on_the_page(response: httpx2.Response) -> str:
    """The words of a page, as they follow on each other."""
    assert response.status_code in (200, 422, 503), response.text
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", response.text, flags=re.S)
    text = re.sub(r"<[^>]+>", " ", body)
    for entity, letter in (("&#39;", "'"), ("&amp;", "&"), ("&#34;", '"'), ("&#10;", "\n")):
        text = text.replace(entity, letter)
    return re.sub(r"\s+", " ", text).replace(" .", ".").replace(" ,", ",")
