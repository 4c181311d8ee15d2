"""Is a review under the day rate paid as agreed, from the first claim to a credit note, and never more than that?"""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date

import pytest
from gateway.identity.demonstration import DOMAIN, account_id
from playwright.sync_api import Browser, Page, expect

from tests.browser.going import csv_of, day, go, hours, menu, press, refuses, shows, shows_not, write
from tests.browser.looking import signed_in
from tests.journeys import furniture
from tests.journeys.whole import Whole, whole_system

TODAY = date(2026, 11, 3)
OCTOBER = date(2026, 10, 19)
FAMILY = "The family lives in Leeds and cannot travel."


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """A review in Watford goes ahead; Priya Chandra is on the list and signs in; £30,000.00 is allocated."""
    with whole_system(tmp_path_factory.mktemp("money"), TODAY) as running:
        chair_id = furniture.listed_chair(running, "Priya Chandra", ("Mental health",))
        account = account_id(f"panel.chair@{DOMAIN}")
        running.person("manager").do("chairs", "link-account", chair_id=chair_id, account_id=account)
        furniture.budget(running, 2026, "30000.00")
        furniture.review(running, "Watford", date(2026, 10, 5), panel_chair="panel.chair")
        yield running


@pytest.mark.browser
@pytest.mark.rule("Y-01", "Y-03", "Y-04", "Y-05", "Y-07", "Y-08", "Y-09", "Y-11")
def test_a_review_by_the_day_is_paid_to_the_penny_and_never_beyond_what_was_agreed(
    system: Whole, browser: Browser
) -> None:
    with ExitStack() as desks:
        people = ("manager", "panel.chair", "support", "finance")
        manager, chair, support, finance = (desks.enter_context(signed_in(browser, system.url, who)) for who in people)
        commission(manager)
        claim_with_travel(chair)
        check_the_first(support)
        approve_the_first(manager)
        enter_too_much(support)
        ask_for_a_day(chair)
        grant_a_day(manager)
        check_the_second(support)
        approve_the_second(finance)
        list_for_finance(finance)
        pay(finance)
        credit(support)
        approve_the_credit(finance)
        see_what_is_left(chair)


def commission(page: Page) -> None:
    menu(page, "My work")
    go(page, "Commission a chair for")
    page.get_by_label("Mental health").check()
    press(page, "Show the candidates")
    press(page, "Commission Priya Chandra")
    page.get_by_label("Why Priya Chandra?").fill("Covers what the review needs.")
    day(page, "When are they commissioned?", date(2026, 10, 6))
    page.get_by_label("Day rate").check()
    page.get_by_label("How many working days are estimated?").fill("9")
    page.get_by_label("I am assured that Priya Chandra is independent").check()
    press(page, "Continue")
    press(page, "Commission Priya Chandra")
    refuses(page, "Estimate 10 to 25 working days.")
    expect(page.get_by_label("Why Priya Chandra?")).to_have_value("Covers what the review needs.")
    page.get_by_label("How many working days are estimated?").fill("20")
    press(page, "Continue")
    press(page, "Commission Priya Chandra")
    shows(page, "Priya Chandra is commissioned.", "Day rate, £400.00 for 7.4 hours, 20 days estimated")
    shows(page, "£10,000.00 ceiling £0.00 invoiced and approved £0.00 paid £10,000.00 left of the ceiling")


def claim_with_travel(page: Page) -> None:
    """15.25 hours: day by day it would be a penny more."""
    menu(page, "My record")
    shows(page, "Day rate", "Left of the ceiling £10,000.00")
    shows_not(page, "Ask for more for a complex review")
    go(page, "Enter an invoice")
    write(page, The_number_on_the_invoice="PC-1", Fees="824.33")
    day(page, "The date on the invoice", date(2026, 11, 1))
    hours(page, (OCTOBER, "7.5", "Reading the chronologies"), (date(2026, 10, 20), "7.75", "Visit to the family"))
    page.get_by_label("Travel (optional)").fill("86.40")
    press(page, "Enter the invoice")
    refuses(page, "Travel is paid in exceptional circumstances only. Give the reason.")
    expect(page.get_by_label("The number on the invoice")).to_have_value("PC-1")
    expect(page.get_by_label("Travel (optional)")).to_have_value("86.40")
    second = page.get_by_role("group", name="Day of work 2", exact=True)
    expect(second.get_by_label("What was done?")).to_have_value("Visit to the family")
    page.get_by_label("Which exceptional circumstances? (optional)").fill(FAMILY)
    press(page, "Enter the invoice")
    refuses(page, "15.25 hours come to £824.32.")
    write(page, Fees="824.32")
    press(page, "Enter the invoice")
    shows(page, "The invoice is entered.", "Invoice PC-1 £910.72, dated 1 November 2026 Entered")
    shows(page, "Left of the ceiling £10,000.00")


def check_the_first(page: Page) -> None:
    menu(page, "My work")
    go(page, "Check invoice PC-1 of Priya Chandra, £910.72")
    shows(page, "Fees £824.32 Travel £86.40 Total £910.72", "19 October 2026 7.5 Reading the chronologies")
    page.get_by_text("Why travel is paid").click()
    shows(page, FAMILY, "Payable of it now £10,000.00 Left when this is approved £9,175.68")
    go(page, "Check it against the commission")
    press(page, "It was checked")
    shows(page, "The invoice is checked.", "It waits for approval by another person than who entered it.")


def approve_the_first(page: Page) -> None:
    """Travel that is approved comes on top of the ceiling; what is left of it does not change."""
    menu(page, "My work")
    go(page, "Approve invoice PC-1")
    go(page, "Approve it")
    press(page, "Approve")
    shows(page, "The invoice is approved.", "Approved by another person 3 November 2026, by Morgan Ellis")
    shows(page, "Ceiling of the commission £10,086.40 Invoiced and approved £910.72 Left of the ceiling £9,175.68")


def enter_too_much(page: Page) -> None:
    """170 hours more make 185.25 of the 185 that are 25 days: £13.51 too much."""
    menu(page, "Invoices")
    page.get_by_role("row", name="Invoice PC-1").get_by_role("link").last.click()
    shows(page, "£10,086.40 ceiling £910.72 invoiced and approved £0.00 paid £9,175.68 left of the ceiling")
    go(page, "Enter an invoice")
    shows(page, "of the ceiling of £10,086.40, £9,175.68 is left")
    write(page, The_number_on_the_invoice=" pc 1", Fees="9,189.19")
    day(page, "The date on the invoice", date(2026, 11, 2))
    hours(page, *((date(2026, 10, 21 + at), "17", "The rest of the review") for at in range(10)))
    press(page, "Enter the invoice")
    refuses(page, "Priya Chandra sent number pc 1 already. Please check, and ask for a new one.")
    expect(page.get_by_label("Fees", exact=True)).to_have_value("9,189.19")
    expect(page.get_by_label("What was done?").last).to_have_value("The rest of the review")
    write(page, The_number_on_the_invoice="PC-2")
    press(page, "Enter the invoice")
    shows(page, "Invoice PC-2 Queried", "This brings the claims £13.51 over the £10,000.00 that is approved.")
    shows(page, "Payable of it now £9,175.68 Over the ceiling if it were approved −£13.51")
    go(page, "Check it against the commission")
    press(page, "It was checked")
    refuses(page, "This would pass the ceiling of the commission, £10,000.00, by £13.51.")


def ask_for_a_day(page: Page) -> None:
    menu(page, "My record")
    shows(page, "Invoice PC-2 £9,189.19, dated 2 November 2026. This brings the claims £13.51 over", "Queried")
    go(page, "Ask for more working days")
    page.get_by_label("How many days more?").fill("1")
    page.get_by_label("Why?").fill("A third agency was found late.")
    press(page, "Ask for it")
    shows(page, "It is asked for. Another person decides.")


def grant_a_day(page: Page) -> None:
    menu(page, "My work")
    go(page, "Decide on more working days")
    shows(page, "More working days Waiting for a decision", "Asked for 1 day", "Asked by Priya Chandra")
    go(page, "Decide on this request")
    page.get_by_label("Approve it").check()
    page.get_by_label("Why?").fill("It was needed.")
    press(page, "Record the decision")
    shows(page, "£10,486.40 ceiling £910.72 invoiced and approved £0.00 paid £9,575.68 left of the ceiling")


def check_the_second(page: Page) -> None:
    """Who entered it checks it, and is not offered to approve it."""
    menu(page, "My work")
    go(page, "Decide the query on invoice PC-2")
    shows(page, "Left when this is approved £386.49")
    go(page, "Check it against the commission")
    press(page, "It was checked")
    shows(page, "You entered it, so another person approves it.")
    expect(page.get_by_role("link", name="Approve it")).to_have_count(0)
    menu(page, "My work")
    shows(page, "Approve invoice PC-2 of Priya Chandra, £9,189.19", "Waiting for another person")


def approve_the_second(page: Page) -> None:
    menu(page, "My work")
    go(page, "Approve invoice PC-2")
    go(page, "Approve it")
    press(page, "Approve")
    shows(page, "Ceiling of the commission £10,486.40 Invoiced and approved £10,099.91 Left of the ceiling £386.49")


def list_for_finance(page: Page) -> None:
    menu(page, "Invoices")
    go(page, "Lists for finance")
    shows(page, "2 approved invoices and credit notes, £10,099.91 together, wait to be listed.")
    press(page, "Make a list")
    press(page, "Make the list")
    shows(page, "Control total £10,099.91, 2 lines", "Exported again Never")
    name, lines = csv_of(page, "Download as CSV")
    assert name.startswith("invoices-2026-11-03-")
    assert "again" not in name
    assert lines[0] == ["Review", "Paid to", "Number", "Kind", "Amount", "Dated", "Approved on"]
    assert sorted(line[1:] for line in lines[1:-1]) == [
        ["Priya Chandra", "PC-1", "invoice", "910.72", "2026-11-01", "2026-11-03"],
        ["Priya Chandra", "PC-2", "invoice", "9189.19", "2026-11-02", "2026-11-03"],
    ]
    assert lines[-1] == ["Control total", "", "", "2 lines", "10099.91", "", ""]
    go(page, "Export the list again")
    page.get_by_label("Why is it needed again?").fill("The first file did not arrive.")
    press(page, "Export again")
    shows(page, "Exported again once")
    name, again = csv_of(page, "Download as CSV")
    assert name.endswith("-again-1.csv")
    assert again[:-1] == lines[:-1]
    assert again[-1][0] == "Control total, exported again once"
    go_back_to_lists(page)
    shows(page, "Every approved invoice and credit note is in a list.", "Exported again once")


def go_back_to_lists(page: Page) -> None:
    menu(page, "Invoices")
    go(page, "Lists for finance")


def pay(page: Page) -> None:
    for invoice in ("PC-1", "PC-2"):
        menu(page, "My work")
        go(page, f"Pay invoice {invoice}")
        shows(page, "Sent for payment 3 November 2026 Done")
        go(page, "Record that it was paid")
        press(page, "Save")
        shows(page, "The payment is recorded.")
    menu(page, "Budget")
    shows(page, "£30,000.00 allocated £10,486.40 committed £19,513.60 remaining", "£10,099.91 paid")


def credit(page: Page) -> None:
    menu(page, "Invoices")
    go(page, "Invoice PC-2")
    go(page, "Enter a credit note")
    write(page, The_number_on_the_credit_note="PC-C1")
    page.get_by_label("Which amount is credited?").fill("9,189.20")
    day(page, "The date on the credit note", TODAY)
    page.get_by_label("Why?").fill("Three and a half hours less.")
    press(page, "Enter the credit note")
    refuses(page, "Up to £9,189.19 of this invoice can be credited.")
    page.get_by_label("Which amount is credited?").fill("189.19")
    press(page, "Enter the credit note")
    shows(page, "Credit note PC-C1 Entered", "Credited −£189.19", "You entered it, so another person approves it.")
    shows(page, "Invoiced and approved £10,099.91 Left of the ceiling £386.49")


def approve_the_credit(page: Page) -> None:
    menu(page, "My work")
    go(page, "Approve credit note PC-C1 of Priya Chandra, −£189.19")
    go(page, "Approve it")
    press(page, "Approve")
    shows(page, "Invoiced and approved £9,910.72 Left of the ceiling £575.68")
    menu(page, "Invoices")
    shows(page, "Credit note PC-C1", "−£189.19")
    go_back_to_lists(page)
    shows(page, "1 approved invoice or credit note, −£189.19 together, waits to be listed.")


def see_what_is_left(page: Page) -> None:
    menu(page, "My record")
    shows(page, "Ceiling of the commission £10,486.40 Invoiced and approved £9,910.72 Of that, paid £9,910.72")
    shows(page, "Left of the ceiling £575.68", "Credit note PC-C1 −£189.19, dated 3 November 2026", "Approved")
