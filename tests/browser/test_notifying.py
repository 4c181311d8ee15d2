"""Can a death be notified and decided on with the pages alone, without JavaScript, and is nothing typed ever lost?"""

from collections.abc import Iterator
from datetime import date

import pytest
from deploy.waiting import wait_until
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import signed_in
from tests.journeys import furniture
from tests.journeys.whole import PATIENCE, Whole, whole_system

BEGIN = date(2026, 3, 2)
SUMMARY = "Police were called to the address & found that she had died.\nA second line, kept as typed."


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with whole_system(tmp_path_factory.mktemp("pages"), BEGIN) as running:
        furniture.recipients(running)
        yield running


def fill_date(page: Page, key: str, day: date) -> None:
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"[name='{key}-{part}']").fill(str(value))


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).last.click()


@pytest.mark.browser
@pytest.mark.rule("N-01", "N-02", "N-04", "N-05", "N-10", "D-06", "X-01")
def test_from_a_notification_to_a_decision(system: Whole, browser: Browser) -> None:
    case = notify(system, browser)
    system.move_to(date(2026, 3, 20))
    decide(system, browser, case)
    with signed_in(browser, system.url, "manager", script=False) as page:

        def sent() -> bool:
            page.goto(case)
            return "Coroner's notification to the Coroner: sent" in page.locator("main").inner_text()

        wait_until(sent, timeout=PATIENCE)
        told = page.locator("main").inner_text()
        for sentence in (
            "The CSP Chair decided on 20 March 2026 to proceed with a review.",
            "Part 1 of the notification form to the CSP Chair: sent",
            "Decision, with Parts 1 and 2 of the notification form to the Home Office: sent",
        ):
            assert sentence in told
        assert "Asha" not in told


def notify(system: Whole, browser: Browser) -> str:
    """The address of the case."""
    with signed_in(browser, system.url, "police", script=False) as page:
        page.goto("/cases/notify")
        page.get_by_label("Which agency notifies?").fill("Hertfordshire Constabulary")
        fill_date(page, "attention_date", date(2026, 3, 12))
        page.get_by_label("Summary of the circumstances").fill(SUMMARY)
        press(page, "Continue")

        expect(page).to_have_title("Error: Notify a death – Domestic Homicide Reviews – Hertfordshire County Council")
        summary = page.locator(".govuk-error-summary")
        expect(summary).to_be_visible()
        assert summary.locator("a").count() >= 4
        expect(page.get_by_label("Which agency notifies?")).to_have_value("Hertfordshire Constabulary")
        expect(page.get_by_label("Summary of the circumstances")).to_have_value(SUMMARY)

        page.locator("[name='csp']").select_option("Watford")
        page.locator("[name='category'][value='intimate partner homicide']").check()
        page.locator("[name='deceased-0-name']").fill("Asha Example")
        fill_date(page, "deceased-0-date_of_birth", date(1985, 6, 15))
        fill_date(page, "deceased-0-date_of_death", date(2026, 3, 1))
        page.locator("[name='deceased-0-sex']").select_option("female")
        page.locator("[name='deceased-0-relationship']").select_option("former partner")
        press(page, "Add a child")
        expect(page.locator("[name='deceased-0-name']")).to_have_value("Asha Example")
        page.locator("[name='children-0-supported'][value='yes']").check()
        page.get_by_label("Address", exact=True).fill("1 Example Street, Watford")
        press(page, "Continue")

        expect(page.locator("h1")).to_contain_text("Check")
        press(page, "Notify this death")

        # The service refuses what the form could not know: nothing typed is lost, the field is named.
        expect(page.locator(".govuk-error-summary")).to_contain_text("in the future")
        expect(page.locator("[name='deceased-0-name']")).to_have_value("Asha Example")
        fill_date(page, "attention_date", date(2026, 3, 2))
        press(page, "Continue")
        press(page, "Notify this death")
        expect(page.locator(".govuk-panel__title")).to_contain_text("The death is notified")
    with signed_in(browser, system.url, "watford.chair", script=False) as page:
        page.goto("/cases")
        link = page.locator("table a").first.get_attribute("href")
        assert link is not None
        page.goto(link)
        expect(page.locator(".app-clock__face")).to_have_text("Day 0 of 28")
        return link


def decide(system: Whole, browser: Browser, case: str) -> None:
    with signed_in(browser, system.url, "support", script=False) as page:
        page.goto(f"{case}/agencies")
        fill_date(page, "meeting_on", date(2026, 3, 19))
        press(page, "Save the invitations")
        expect(page.locator(".govuk-notification-banner")).to_contain_text("The invitations are recorded.")
        page.goto(f"{case}/decide")
        expect(page.locator("h1")).not_to_contain_text("Record the decision")
    with signed_in(browser, system.url, "watford.chair", script=False) as page:
        page.goto(f"{case}/criteria")
        page.locator("[name='criterion']").first.check()
        page.get_by_label("Which facts meet it?").fill("A former partner was arrested.")
        press(page, "Save the assessment")

        page.goto(f"{case}/preliminary-meeting")
        fill_date(page, "held_on", date(2026, 3, 19))
        for box in page.locator("textarea[name$='-contact']").all():
            box.fill("None known.")
        press(page, "Save the meeting")
        expect(page.locator(".govuk-notification-banner")).to_contain_text("recorded")

        page.goto(f"{case}/decide")
        page.locator("[name='proceed'][value='yes']").check()
        page.get_by_label("Why?").fill("The criteria are met.")
        fill_date(page, "decided_on", date(2026, 3, 20))
        press(page, "Continue")
        press(page, "Record the decision")
        expect(page.locator(".govuk-notification-banner")).to_contain_text("The decision is recorded.")
