"""Every page of dispatches, plans and the tracker: it opens, it is fit for everybody, and shows no identifier."""

import re

import pytest
from starlette.testclient import TestClient

from services.gateway.tests.conftest import SignIn
from services.gateway.tests.pages.answers import CASE, DISPATCH
from services.gateway.tests.pages.forms import on_the_page
from services.gateway.tests.pages.scripted import scripted
from services.gateway.tests.standing_in import StandIn

PLAN, ACTION, SENT = f"/cases/{CASE}/plan", f"/cases/{CASE}/plan/actions/3", f"/dispatches/{DISPATCH}"
PAGES = {
    "manager": (
        "/dispatches",
        "/dispatches/tasks",
        "/dispatches/approval",
        "/dispatches/approval/change",
        "/recipients",
        "/recipients/set",
        "/recipients/set?recipient=CSP+Chair&csp=Watford",
        "/recipients/decline?recipient=Coroner",
        SENT,
        f"{SENT}/approve",
        f"{SENT}/uncertain",
        f"{SENT}/retry",
        f"{SENT}/cancel",
        f"{SENT}/by-hand",
        f"{SENT}/acknowledgement",
        f"{SENT}/correction",
        f"/cases/{CASE}/dispatches",
        PLAN,
        f"{PLAN}/load",
        f"{PLAN}/add",
        f"{PLAN}/agree",
        f"{PLAN}/assurance",
        f"{PLAN}/successor",
        f"{PLAN}/actions",
        f"{PLAN}/recommendations/2/classify",
        f"{PLAN}/recommendations/2/actions/add",
        f"{PLAN}/escalations/1/close",
        ACTION,
        f"{ACTION}/assign",
        f"{ACTION}/progress",
        f"{ACTION}/complete",
        f"{ACTION}/close",
        f"{ACTION}/reopen",
        f"{ACTION}/rating",
        f"{ACTION}/rating/restore",
        f"{ACTION}/escalate",
        f"{ACTION}/impact",
        f"/cases/{CASE}/quarterly-update",
        "/actions",
        "/actions/to-do",
        "/tracker",
        "/tracker/figures",
        "/reports",
        "/reports/2026-Q4",
        "/reports/2026-Q4/present",
        "/reports/2026-Q4/ask",
    ),
    "watford.chair": (f"{ACTION}/assure", "/dispatches", PLAN, "/tracker", "/reports/2026-Q4"),
    "police": ("/actions", "/actions/to-do", ACTION, f"{ACTION}/progress"),
    "board": ("/tracker/figures", "/reports", "/reports/2026-Q4"),
    "auditor": ("/dispatches", SENT, "/recipients", "/tracker"),
    "administrator": ("/recipients", "/recipients/set"),
}


@pytest.mark.parametrize(("who", "address"), [(who, address) for who, pages in PAGES.items() for address in pages])
def test_it_opens_and_names_things_in_words(
    browser: TestClient, services: StandIn, sign_in: SignIn, who: str, address: str
) -> None:
    scripted(services)
    sign_in(who)
    shown = browser.get(address)
    said = on_the_page(shown)
    assert shown.status_code == 200
    assert not re.search(r"\b[0-9a-f]{32}\b", said), "an identifier is shown"
    assert not re.search(r"\bNone\b(?! yet)", said), "a value is missing its words"
    assert "_" not in said, "a machine's name is shown"
    assert shown.text.count("<h1") == 1
