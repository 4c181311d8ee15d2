"""The pages of dispatches, plans and the tracker are fit for everybody; a file is chosen, mended and loaded."""

import pytest
from playwright.sync_api import Page, expect

from services.gateway.tests.browser.conftest import sign_in
from services.gateway.tests.browser.looking import check
from services.gateway.tests.pages.answers import CASE, DISPATCH
from services.gateway.tests.pages.scripted import scripted
from services.gateway.tests.standing_in import StandIn

PLAN = f"/cases/{CASE}/plan"

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def answers(services: StandIn) -> None:
    scripted(services)


@pytest.mark.parametrize(
    "where",
    [
        "/dispatches",
        "/dispatches/tasks",
        f"/dispatches/{DISPATCH}",
        f"/dispatches/{DISPATCH}/by-hand",
        "/recipients",
        "/recipients/set",
        PLAN,
        f"{PLAN}/actions/3",
        f"{PLAN}/actions/3/assign",
        "/actions",
        "/tracker",
        "/tracker/figures",
        "/reports/2026-Q4",
    ],
)
def test_nothing_overflows_and_axe_finds_nothing(page: Page, where: str) -> None:
    sign_in(page, "manager")
    page.goto(where)
    check(page)


def test_a_file_of_recommendations_is_chosen_mended_and_loaded(page: Page, services: StandIn) -> None:
    sign_in(page, "manager")
    page.goto(f"{PLAN}/load")
    broken = {"name": "plan.csv", "mimeType": "text/csv", "buffer": b"Number,Recommendation\nR1,\n"}
    page.get_by_label("A CSV file").set_input_files(broken)  # type: ignore[arg-type]
    page.get_by_role("button", name="Continue").click()
    problem = page.get_by_role("link", name="Row 2, Recommendation: There is no recommendation in this row")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    check(page)
    problem.click()
    expect(page.locator("#file")).to_be_focused()
    page.get_by_label("Or paste the rows here").fill("Number,Recommendation\nR1,Train all practices\n")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("1 recommendation can be loaded.")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Load 1 recommendation").click()
    expect(page.get_by_text("The recommendations are in the plan.")).to_be_visible()
    assert [type(one.command).__name__ for one in services.sent] == ["LoadRecommendations"]
