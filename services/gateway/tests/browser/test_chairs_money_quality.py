"""The pages of chairs, money and quality are fit for everybody; a chair is chosen and commissioned in a browser."""

import pytest
from playwright.sync_api import Page, expect
from shared.contracts.chairs.commands import CommissionChair
from shared.contracts.chairs.queries import CandidatesForCase, CommissionOfCase

from services.gateway.tests.browser.conftest import sign_in
from services.gateway.tests.browser.looking import check
from services.gateway.tests.pages_chairs import answers
from services.gateway.tests.pages_chairs.answers import CASE, CHAIR, EXPORT, INVOICE
from services.gateway.tests.pages_chairs.scripted import scripted
from services.gateway.tests.standing_in import StandIn

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _answers(services: StandIn) -> None:
    scripted(services)
    pending = answers.appointed(complexity=answers.ASKED, conflict="Works for the police.")
    services.answers[CommissionOfCase] = answers.commission(present=pending, earlier=(answers.ENDED,))


@pytest.mark.parametrize(
    "where",
    [
        "/chairs",
        "/chairs/matrix",
        "/chairs/work",
        "/chairs/apply",
        "/chairs/settings",
        "/chairs/settings/fees",
        f"/chairs/{CHAIR}",
        f"/chairs/{CHAIR}/kpis",
        f"/cases/{CASE}/chair",
        f"/cases/{CASE}/chair/choose?specialisms=Mental+health&specialisms=Police",
        f"/cases/{CASE}/chair/commission/{CHAIR}?specialisms=Police",
        f"/cases/{CASE}/evaluation",
        f"/cases/{CASE}/evaluation/enter",
        f"/cases/{CASE}/invoices/{INVOICE}",
        "/invoices",
        "/invoices/exports",
        f"/invoices/exports/{EXPORT}",
        "/budget",
        "/work",
    ],
)
def test_nothing_overflows_and_axe_finds_nothing(page: Page, where: str) -> None:
    sign_in(page, "manager")
    page.goto(where)
    check(page)


def test_a_chair_is_chosen_for_what_the_review_needs_and_commissioned(page: Page, services: StandIn) -> None:
    services.answers[CommissionOfCase] = answers.commission(present=None)
    sign_in(page, "watford.chair")
    page.goto(f"/cases/{CASE}/chair")
    page.get_by_role("button", name="Choose a chair").click()
    page.get_by_label("Police").check()
    page.get_by_role("button", name="Show the candidates").click()
    assert [one.specialisms for one, _ in services.asked if isinstance(one, CandidatesForCase)][-1] == ("Police",)
    page.get_by_role("button", name="Commission Deepak Rana").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    check(page)
    page.get_by_label("Why Deepak Rana?").fill("Covers what the review needs.")
    page.get_by_label("Day rate").check()
    page.get_by_label("How many working days are estimated?").fill("15")
    page.get_by_label("I am assured that Deepak Rana is independent").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Commission Deepak Rana").click()
    expect(page.get_by_text("Deepak Rana is commissioned.")).to_be_visible()
    command = services.sent[-1].command
    assert isinstance(command, CommissionChair)
    assert command.days_estimated == 15
