"""Does a claim hold more hours than a day, or a day that was claimed before? Is one reference one invoice?"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from chairs.domain import events as e
from shared.contracts.chairs import commands as c
from shared.contracts.chairs.values import Worked
from shared.testing.spec import MANAGER, OFFICER, TODAY, some_id

from . import story
from .story import CASE_ID, approved, by_day, checked, hours, invoice, of, payable, pounds, received_invoice

FIRST = date(2026, 7, 1)


def on_one_day(*parts: str) -> dict[str, Any]:
    worked = tuple(Worked(day=FIRST, hours=Decimal(part), what="Reading") for part in parts)
    return hours(str(sum(Decimal(part) for part in parts))) | {"hours": worked}


@pytest.mark.rule("Y-03")
def test_a_day_has_twenty_four_hours() -> None:
    by_day.when(invoice(**on_one_day("24")), by=OFFICER).then_kinds(e.InvoiceEntered)
    told = "24.25 hours are claimed for 1 July 2026. A day has 24. Check the days and hours"
    by_day.when(invoice(**on_one_day("24", "0.25")), by=OFFICER).refused(told, field="hours")


@pytest.mark.rule("Y-03", "Y-05")
def test_a_day_that_was_claimed_before_is_asked_about_and_can_be_other_work() -> None:
    first = by_day.when(invoice(**on_one_day("7.4")), by=OFFICER).and_then
    second = first.when(invoice("2", **on_one_day("4")), by=OFFICER).then_kinds(e.InvoiceEntered, e.InvoiceQueried)
    query = second.events[1]
    assert isinstance(query, e.InvoiceQueried)
    assert query.query == (
        "1 July 2026 was claimed before, with invoice 1. "
        "Check that this is other work of the same day before it is approved."
    )
    looked_at = second.and_then.when(of(c.CheckInvoice, "2"), by=OFFICER).then_kinds(e.InvoiceChecked).and_then
    looked_at.when(of(c.ApproveInvoice, "2"), by=MANAGER).then_kinds(e.InvoiceApproved)
    full = invoice("2", **on_one_day("16.75"))
    first.when(full, by=OFFICER).refused("24.15 hours are claimed for 1 July 2026, with invoice 1", field="hours")
    first.when(invoice("2", **hours("8", since=date(2026, 7, 2))), by=OFFICER).then_kinds(e.InvoiceEntered)


@pytest.mark.rule("Y-05")
def test_a_day_of_an_invoice_that_was_taken_back_is_free_again() -> None:
    first = by_day.when(invoice(**on_one_day("20")), by=OFFICER).and_then
    back = first.when(of(c.WithdrawInvoice, reason="Entered twice"), by=OFFICER).and_then
    back.when(invoice("2", **on_one_day("20")), by=OFFICER).then_kinds(e.InvoiceEntered)


@pytest.mark.rule("Y-05")
def test_many_days_that_were_claimed_before_are_told_in_short() -> None:
    first = by_day.when(invoice(**hours("40")), by=OFFICER).and_then
    again = first.when(invoice("2", **hours("40")), by=OFFICER).events[1]
    assert isinstance(again, e.InvoiceQueried)
    assert again.query.startswith("1 July 2026, 2 July 2026, 3 July 2026 and 2 more days were claimed before")


@pytest.mark.rule("Y-05")
@pytest.mark.parametrize(
    "other",
    [
        {"number": "2"},
        {"amount": pounds("3999.99")},
        {"dated_on": date(2026, 9, 30)},
        {"received_on": TODAY},
        {"from_writer": True},
    ],
    ids=str,
)
def test_one_reference_is_one_invoice_and_other_content_is_not_taken_for_it(other: dict[str, Any]) -> None:
    entered = payable.when(invoice(), by=OFFICER).twice_changes_nothing().and_then
    entered.when(invoice().model_copy(update=other), by=OFFICER).refused("Please enter it again")


@pytest.mark.rule("Y-03", "Y-05")
def test_other_hours_under_one_reference_are_refused_too() -> None:
    entered = by_day.when(invoice(**hours("7.4")), by=OFFICER).twice_changes_nothing().and_then
    elsewhere = invoice(**hours("7.4", since=date(2026, 7, 2)))
    entered.when(elsewhere, by=OFFICER).refused("used already, for another invoice")


@pytest.mark.rule("Y-11", "Y-05")
def test_one_reference_is_one_credit_note() -> None:
    credit = c.EnterCreditNote(
        case_id=CASE_ID,
        invoice_id=some_id("invoice 1"),
        credit_id=some_id("C1"),
        number="C1",
        amount=pounds(100),
        dated_on=TODAY,
        reason="Too much",
    )
    noted = payable.given(received_invoice(), checked(), approved()).when(credit, by=OFFICER).twice_changes_nothing()
    more = credit.model_copy(update={"amount": pounds(200)})
    noted.and_then.when(more, by=OFFICER).refused("used already, for another invoice or credit note")


def test_a_claim_in_the_stories_is_within_its_days() -> None:
    assert all(each.hours <= 8 for each in story.hours("185.5")["hours"])
