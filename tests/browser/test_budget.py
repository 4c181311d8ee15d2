"""Does a year that runs short say so in time, does somebody agree to it, and where do March and April count?"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date

import pytest
from gateway.identity.demonstration import DOMAIN, account_id
from playwright.sync_api import Browser, Page, expect

from tests.browser.going import day, go, hours, menu, press, refuses, shows, shows_not, write
from tests.browser.looking import signed_in
from tests.journeys import furniture
from tests.journeys.whole import Whole, whole_system

TODAY = date(2027, 3, 30)
DECIDED = date(2027, 3, 20)
MARCH, APRIL = date(2027, 3, 31), date(2027, 4, 1)


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """Two days before the year ends, one review goes ahead in Watford and one in Stevenage."""
    with whole_system(tmp_path_factory.mktemp("budget"), TODAY) as running:
        chair_id = furniture.listed_chair(running, "Priya Chandra", ("Mental health",))
        account = account_id(f"panel.chair@{DOMAIN}")
        running.person("manager").do("chairs", "link-account", chair_id=chair_id, account_id=account)
        furniture.review(running, "Watford", DECIDED, panel_chair="panel.chair")
        furniture.review(running, "Stevenage", DECIDED)
        yield running


@pytest.mark.browser
@pytest.mark.rule("Y-06", "Y-08", "Y-10", "Y-01")
def test_a_year_that_runs_short_says_so_and_the_next_one_bears_its_own_part(system: Whole, browser: Browser) -> None:
    with ExitStack() as desks:
        people = ("manager", "finance", "watford.chair", "stevenage.chair", "panel.chair", "support")
        manager, finance, watford, stevenage, chair, support = (
            desks.enter_context(signed_in(browser, system.url, who)) for who in people
        )
        share_the_cost(manager)
        allocate(finance)
        commission_by_the_day(watford)
        commission_too_much(stevenage)
        approve_overspending(finance)
        commission_as_approved(stevenage)
        system.move_to(MARCH)
        the_last_day_of_the_year(finance)
        system.move_to(APRIL)
        claim_for_both_years(chair)
        check(support)
        approve(finance)
        the_first_day_of_the_next(finance)


def share_the_cost(page: Page) -> None:
    menu(page, "Chairs")
    go(page, "Fees and rules")
    page.get_by_role("link", name=re.compile("^Change.*Who pays$")).click()
    page.get_by_label("Which part of the cost, in per cent?").fill("50")
    page.get_by_label("Up to which amount?").fill("3,000")
    page.get_by_label("Who pays the rest, in equal parts?").fill("County Council\nIntegrated Care Board")
    day(page, "From which day does it hold?", date(2026, 4, 1))
    press(page, "Save")
    shows(page, "50 per cent, up to £3,000.00, the rest in equal parts: County Council, Integrated Care Board")


def allocate(page: Page) -> None:
    menu(page, "Budget")
    shows(page, "No budget is recorded for this year yet.", "Expected for open reviews without a chair −£16,000.00")
    go(page, "Allocate the budget of this year")
    page.get_by_label("Which amount does the funder give for chairs?").fill("12,000")
    press(page, "Save the budget")
    shows(page, "The budget is saved.", "£12,000.00 allocated £0.00 committed £12,000.00 remaining")
    shows(page, "The year may run short: £4,000.00 would be missing if all came to pass.")


def begin(page: Page) -> None:
    menu(page, "My work")
    go(page, "Commission a chair for")
    press(page, "Commission Priya Chandra")
    page.get_by_label("Why Priya Chandra?").fill("Covers what the review needs.")
    day(page, "When are they commissioned?", TODAY)
    page.get_by_label("I am assured that Priya Chandra is independent").check()


def commission_by_the_day(page: Page) -> None:
    begin(page)
    shows_not(page, "the budget holder has to approve overspending")
    page.get_by_label("Day rate").check()
    page.get_by_label("How many working days are estimated?").fill("10")
    press(page, "Continue")
    press(page, "Commission Priya Chandra")
    shows(page, "£10,000.00 ceiling", "Office of the Police and Crime Commissioner, the rest: County Council")
    menu(page, "Budget")
    shows(page, "£12,000.00 allocated £10,000.00 committed £2,000.00 remaining")
    shows(page, "The year may run short: £6,000.00 would be missing if all came to pass.")


def commission_too_much(page: Page) -> None:
    begin(page)
    shows(page, "The budget of 2026 to 2027 has £2,000.00 left.", "the budget holder has to approve overspending first")
    press(page, "Continue")
    press(page, "Commission Priya Chandra")
    refuses(page, "this commits £8,000.00. Ask the budget holder to approve overspending by £6,000.00 first.")
    expect(page.get_by_label("Why Priya Chandra?")).to_have_value("Covers what the review needs.")


def approve_overspending(page: Page) -> None:
    menu(page, "Budget")
    page.get_by_role("region", name="Open reviews without a chair").get_by_role("link").click()
    go(page, "Approve overspending the year’s budget")
    shows(page, "The budget of 2026 to 2027 has £2,000.00 left.", "£8,000.00 under the fixed fee")
    page.get_by_label("By up to which amount may it be overspent?").fill("6,000")
    press(page, "Continue")
    refuses(page, "reason")
    expect(page.get_by_label("By up to which amount may it be overspent?")).to_have_value("6,000")
    page.get_by_label("Why?").fill("The review cannot wait until April.")
    press(page, "Continue")
    press(page, "Approve")
    shows(page, "Overspending by up to £6,000.00 is approved by Fola Nash.")


def commission_as_approved(page: Page) -> None:
    begin(page)
    shows(page, "Overspending by up to £6,000.00 is approved")
    page.get_by_label("The year’s budget is overspent by this commission, as was approved").check()
    press(page, "Continue")
    press(page, "Commission Priya Chandra")
    shows(page, "Priya Chandra is commissioned.", "£8,000.00 ceiling")
    shows(page, "Overspending the year's budget by up to £6,000.00 was approved: The review cannot wait until April.")


def the_last_day_of_the_year(page: Page) -> None:
    menu(page, "Budget")
    shows(page, "Budget of 2026 to 2027", "The year runs short: £6,000.00 more is committed than allocated.")
    shows(page, "£12,000.00 allocated £18,000.00 committed −£6,000.00 remaining", "Forecast, if all of that")
    shows(page, "Office of the Police and Crime Commissioner £6,000.00 County Council £6,000.00")
    shows(page, "Integrated Care Board £6,000.00 Together £18,000.00")


def claim_for_both_years(page: Page) -> None:
    menu(page, "My record")
    page.get_by_role("link", name=re.compile("^Enter an invoice.*Watford$")).click()
    write(page, The_number_on_the_invoice="PC-10", Fees="600")
    day(page, "The date on the invoice", APRIL)
    hours(page, (MARCH, "7.4", "Interviews"), (APRIL, "3.7", "Writing"))
    press(page, "Enter the invoice")
    shows(page, "Invoice PC-10 £600.00, dated 1 April 2027 Entered")


def check(page: Page) -> None:
    menu(page, "My work")
    go(page, "Check invoice PC-10")
    go(page, "Check it against the commission")
    press(page, "It was checked")
    shows(page, "Work counts in the financial year of its day.")
    shows(page, "2026 to 2027 £400.00 2027 to 2028 £200.00 Together £600.00")


def approve(page: Page) -> None:
    menu(page, "My work")
    go(page, "Approve invoice PC-10")
    go(page, "Approve it")
    press(page, "Approve")
    shows(page, "The invoice is approved.", "Left of the ceiling £9,400.00")


def the_first_day_of_the_next(page: Page) -> None:
    menu(page, "Budget")
    shows(page, "Budget of 2027 to 2028", "No budget is recorded for this year yet, and £200.00 is committed already.")
    shows(page, "Committed to reviews £200.00 Of that, invoiced and approved £200.00 Of that, paid £0.00")
    shows(page, "Not invoiced yet, of commissions of earlier years −£17,400.00", "−£17,600.00")
    shows(page, "County Council £100.00 Integrated Care Board £100.00 Together £200.00")
    go(page, "2026 to 2027")
    shows(page, "Committed to reviews £17,800.00 Of that, invoiced and approved £400.00 Of that, paid £0.00")
    shows(page, "The year runs short: £5,800.00 more is committed than allocated.")
    shows(page, "County Council £5,900.00 Integrated Care Board £5,900.00 Together £17,800.00")
