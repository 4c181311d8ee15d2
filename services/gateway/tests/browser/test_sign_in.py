"""A person signs in with the keyboard, makes a mistake, and is led to it."""

import pytest
from playwright.sync_api import Page, expect

from services.gateway.tests.browser.conftest import sign_in
from services.gateway.tests.browser.looking import check

pytestmark = pytest.mark.browser


def test_signing_in_and_out(page: Page) -> None:
    page.goto("/")
    expect(page).to_have_title("Sign in – Domestic Homicide Reviews – Hertfordshire County Council")
    check(page)
    sign_in(page, "administrator")
    expect(page.get_by_text("Signed in as")).to_contain_text("Adam Stone")
    for address in ("/account/sessions", "/account/tokens", "/api/v1/docs", "/help", "/accessibility", "/nowhere"):
        page.goto(address)
        check(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_mistake_takes_the_focus_and_leads_to_its_field(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill("manager@hertfordshire.example")
    page.keyboard.press("Enter")
    expect(page).to_have_title("Error: Sign in – Domestic Homicide Reviews – Hertfordshire County Council")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_label("E-mail address")).to_have_value("manager@hertfordshire.example")
    check(page)
    page.get_by_role("link", name="Enter your password").click()
    expect(page.get_by_label("Password")).to_be_focused()


def test_the_first_press_of_tab_offers_to_skip_to_the_content(page: Page) -> None:
    page.goto("/sign-in")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()


def test_all_of_it_works_without_javascript(chromium, address: str) -> None:  # type: ignore[no-untyped-def]
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "manager")
    page.goto("/account/tokens")
    page.get_by_label("What is it for?").fill("a test")
    page.get_by_label("Look things up", exact=True).check()
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_text("it will not be shown again")).to_be_visible()
    context.close()
