"""What may be invoiced, by whom is it approved, and what is never paid?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from chairs.domain import events as e
from chairs.domain.county.fees import SLIDES, claim
from chairs.domain.found import CommissionFound
from chairs.domain.money.numbers import as_number
from chairs.policy import may_act_on_commission
from shared.actor import Role
from shared.contracts.chairs import commands as c
from shared.contracts.chairs.values import FeeScheme, InvoiceState, Milestone
from shared.testing.spec import MANAGER, OFFICER, OPCC_FINANCE, PANEL_CHAIR, SYSTEM, TODAY, some_id, somebody

from . import story
from .story import (
    CASE_ID,
    DANA,
    approved,
    at_draft,
    at_outcome,
    by_day,
    checked,
    commissioned,
    fixed,
    found,
    hours,
    invoice,
    of,
    payable,
    person,
    pounds,
    received_invoice,
)

RATES = story.data("payments")


# Amounts


@pytest.mark.rule("Y-03", "Y-07")
@pytest.mark.parametrize("row", [row for row in RATES if row["scheme"] == "DAY_RATE"], ids=lambda row: row["why"])
def test_hours_come_to_pounds_half_up(row: dict[str, str]) -> None:
    assert claim(Decimal(row["hours"]), SLIDES) == Decimal(row["amount_gbp"])


@pytest.mark.rule("Y-03")
def test_hours_are_rounded_once_over_the_claim_s_total() -> None:
    two = hours("0.25")["hours"] * 2
    by_day.when(invoice(hours=two, amount="27.03"), by=OFFICER).then_kinds(e.InvoiceEntered)
    wrong = invoice(hours=two, amount="27.02")
    by_day.when(wrong, by=OFFICER).refused("0.50 hours come to £27.03", field="amount")


@pytest.mark.rule("Y-03")
def test_few_hours_are_payable_as_they_are_and_too_many_raise_a_query() -> None:
    by_day.when(invoice(**hours("7.4")), by=OFFICER).then_kinds(e.InvoiceEntered)
    by_day.when(invoice(**hours("185")), by=OFFICER).then_kinds(e.InvoiceEntered)
    over = by_day.when(invoice(**hours("185.5")), by=OFFICER).then_kinds(e.InvoiceEntered, e.InvoiceQueried)
    over.and_then.when(of(c.CheckInvoice), by=OFFICER).refused("£10,000.00, by £27.03")


@pytest.mark.rule("Y-03", "Y-08")
def test_more_days_are_approved_by_another_person_and_then_payable() -> None:
    over = by_day.when(invoice(**hours("185.5")), by=OFFICER).and_then
    ask = c.RequestMoreDays(case_id=CASE_ID, days=1, reason="Many agencies")
    asked = over.when(ask, by=OFFICER).then_kinds(e.MoreDaysRequested).twice_changes_nothing().and_then
    decide = c.DecideMoreDays(case_id=CASE_ID, granted=True, reason="Agreed")
    asked.when(decide, by=OFFICER).refused("You asked for this, so another person")
    granted = (
        asked.when(decide, by=MANAGER, found=found()).then_kinds(e.MoreDaysGranted).twice_changes_nothing().and_then
    )
    assert granted.state.present is not None
    assert granted.state.present.ceiling == 10_400
    ready = granted.when(of(c.CheckInvoice), by=OFFICER).then_kinds(e.InvoiceChecked).and_then
    ready.when(of(c.ApproveInvoice), by=MANAGER).then_kinds(e.InvoiceApproved)
    no = c.DecideMoreDays(case_id=CASE_ID, granted=False, reason="Too much")
    asked.when(no, by=MANAGER).then_kinds(e.MoreDaysRefused).and_then.when(decide, by=MANAGER).refused("already")
    fixed.when(ask, by=OFFICER).refused("day rate alone")


@pytest.mark.rule("Y-01", "Y-09")
@pytest.mark.parametrize(("amount", "passes"), [("8000.00", True), ("8000.01", False)])
def test_a_fixed_fee_is_never_passed_by_a_penny(amount: str, passes: bool) -> None:
    outcome = payable.when(invoice(amount=amount), by=OFFICER)
    if passes:
        outcome.then_kinds(e.InvoiceEntered)
    else:
        outcome.refused("£8,000.00, by £0.01", field="amount")


@pytest.mark.rule("Y-02", "Y-08")
def test_more_for_complexity_is_asked_once_and_decided_by_another_person() -> None:
    ask = c.RequestComplexity(case_id=CASE_ID, amount=pounds(2000), reason="Three deaths")
    over = ask.model_copy(update={"amount": pounds("2000.01")})
    payable.when(over, by=OFFICER).refused("Up to £2,000.00", field="amount")
    asked = payable.when(ask, by=OFFICER).then_kinds(e.ComplexityRequested).twice_changes_nothing().and_then
    decide = c.DecideComplexity(case_id=CASE_ID, granted=True, reason="Agreed")
    asked.when(decide, by=OFFICER).refused("You asked for this")
    granted = asked.when(decide, by=MANAGER, found=found()).then_kinds(e.ComplexityGranted).and_then
    granted.when(invoice(amount="10000.00"), by=OFFICER).then_kinds(e.InvoiceEntered)
    granted.when(invoice(amount="10000.01"), by=OFFICER).refused("£10,000.00, by £0.01")
    granted.when(ask.model_copy(update={"amount": pounds(1)}), by=OFFICER).refused("it can be asked for once")
    no = asked.when(decide.model_copy(update={"granted": False}), by=MANAGER).then_kinds(e.ComplexityRefused)
    no.and_then.when(ask.model_copy(update={"amount": pounds(1)}), by=OFFICER).refused("once")
    by_day.when(ask, by=OFFICER).refused("fixed fee alone")


@pytest.mark.rule("Y-04")
def test_travel_is_never_paid_under_a_fixed_fee_and_exceptionally_by_the_day() -> None:
    payable.when(invoice(travel=pounds(1)), by=OFFICER).refused("Travel is included", field="travel")
    trip = hours("7.4") | {"travel": pounds(80)}
    by_day.when(invoice(**trip), by=OFFICER).refused("Give the reason", field="travel_reason")
    far = by_day.when(invoice(**trip, travel_reason="The family lives in Leeds"), by=OFFICER).and_then
    state = far.given(checked(), approved(total=480)).state
    assert state.limit(state.appointments[0]) == 10_080
    assert state.payable(state.appointments[0]) == 10_000


# The way of an invoice


@pytest.mark.rule("Y-05", "Y-08")
def test_entered_checked_approved_sent_paid() -> None:
    entered = payable.when(invoice(), by=OFFICER).then_kinds(e.InvoiceEntered).twice_changes_nothing().and_then
    entered.when(of(c.ApproveInvoice), by=MANAGER).refused("Check this invoice")
    ready = entered.when(of(c.CheckInvoice), by=OFFICER).then_kinds(e.InvoiceChecked).twice_changes_nothing().and_then
    ready.when(of(c.SendForPayment, sent_on=TODAY), by=OFFICER).refused("Only an approved invoice")
    ready.when(of(c.ApproveInvoice), by=OFFICER).refused("You entered this invoice, so another person")
    passed = ready.when(of(c.ApproveInvoice), by=MANAGER).then(approved()).twice_changes_nothing().and_then
    passed.when(of(c.RecordPayment, paid_on=TODAY), by=OPCC_FINANCE).refused("sent for payment before")
    sent = passed.when(of(c.SendForPayment, sent_on=TODAY), by=OFFICER).twice_changes_nothing().and_then
    early = of(c.RecordPayment, paid_on=TODAY - story.DAY)
    sent.when(early, by=OPCC_FINANCE).refused("before its approval", field="paid_on")
    paid = sent.when(of(c.RecordPayment, paid_on=TODAY), by=OPCC_FINANCE).then(
        e.InvoicePaid(case_id=CASE_ID, invoice_id=some_id("invoice 1"), number="1", amount=pounds(4000), paid_on=TODAY)
    )
    paid.twice_changes_nothing()


@pytest.mark.rule("Y-08")
def test_a_payee_does_not_approve_their_own_invoice_under_any_account() -> None:
    ready = payable.given(received_invoice(), checked())
    linked = found(person(account_id="opcc_finance"))
    ready.when(of(c.ApproveInvoice), by=OPCC_FINANCE, found=linked).refused("You are the one to be paid")
    under_own_id = OPCC_FINANCE.model_copy(update={"id": DANA})
    ready.when(of(c.ApproveInvoice), by=under_own_id).refused("You are the one to be paid")


@pytest.mark.rule("Y-05")
def test_a_number_is_used_once_and_a_withdrawn_one_is_free() -> None:
    one = payable.given(received_invoice("INV-7", 1000))
    again = invoice("inv 7", 1000, invoice_id=some_id("again"))
    one.when(again, by=OFFICER).refused("sent number inv 7 already", field="number")
    refused = one.when(of(c.RefuseInvoice, "INV-7", reason="Not ours"), by=MANAGER).and_then
    refused.when(again, by=OFFICER).refused("sent number inv 7 already")
    withdrawn = one.when(of(c.WithdrawInvoice, "INV-7", reason="Typing error"), by=OFFICER).and_then
    withdrawn.when(again, by=OFFICER).then_kinds(e.InvoiceEntered)
    elsewhere = CommissionFound(taken=frozenset({(DANA, as_number("Inv7"))}))
    payable.when(again, by=OFFICER, found=elsewhere).refused("sent number inv 7 already")


@pytest.mark.rule("Y-05")
@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("INV-007", "inv 007", True),
        ("INV-007", "Inv007", True),
        ("2026/3", "2026-3", True),
        ("1-11", "11-1", False),
        ("2026/1/1", "2026/11", False),
        ("7", "007", False),
        ("#", "##", False),
        ("#", " # ", True),
    ],
)
def test_two_ways_of_writing_one_number_are_one_and_two_numbers_are_two(one: str, other: str, same: bool) -> None:
    assert (as_number(one) == as_number(other)) is same
    first = payable.when(invoice(one, 10, invoice_id=some_id("one")), by=OFFICER).and_then
    second = first.when(invoice(other, 10, invoice_id=some_id("other")), by=OFFICER)
    assert bool(second.refusal) is same


@pytest.mark.rule("Y-05")
@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        ({"received_on": TODAY + story.DAY}, "received_on"),
        ({"dated_on": date(2026, 10, 3)}, "received_on"),
        ({"dated_on": date(2026, 5, 31)}, "dated_on"),
        ({"from_writer": True}, "from_writer"),
        ({"chair_id": story.EVE}, "chair_id"),
        ({"amount": pounds(0)}, "amount"),
        (hours("7.4"), "hours"),
    ],
)
def test_an_invoice_is_compared_with_the_commission(chosen: dict[str, object], field: str) -> None:
    refusal = payable.when(invoice().model_copy(update=chosen), by=OFFICER).refusal
    assert refusal is not None
    assert refusal.field == field


@pytest.mark.rule("Y-05", "G-03")
def test_a_chair_enters_invoices_of_their_own_review_alone() -> None:
    linked = found(person(account_id=PANEL_CHAIR.id))

    behind = replace(payable, permit=may_act_on_commission)
    for by in (PANEL_CHAIR, OFFICER):
        assert behind.when(invoice(), by=by, found=linked).events
    behind.when(invoice(), by=somebody(Role.PANEL_CHAIR, id="another"), found=linked).forbidden("chair of this review")


@pytest.mark.rule("Y-09")
def test_half_is_payable_at_the_agreed_draft_and_half_at_the_outcome() -> None:
    half = fixed.given(received_invoice("1", 4000), checked("1"))
    half.when(of(c.ApproveInvoice), by=MANAGER).refused("£0.00 is payable so far")
    half.given(at_draft).when(of(c.ApproveInvoice), by=MANAGER).then_kinds(e.InvoiceApproved)
    penny = fixed.given(at_draft, received_invoice("1", "4000.01"), checked("1"))
    penny.when(of(c.ApproveInvoice), by=MANAGER).refused("£4,000.00 is payable so far")
    penny.given(at_outcome).when(of(c.ApproveInvoice), by=MANAGER).then_kinds(e.InvoiceApproved)


@pytest.mark.rule("Y-09")
def test_a_milestone_is_reached_once_and_by_the_day_there_is_none() -> None:
    reach = c.ReachMilestone(case_id=CASE_ID, milestone=Milestone.AGREED_DRAFT, reached_on=date(2026, 9, 1))
    fixed.when(reach, by=SYSTEM).then(at_draft).twice_changes_nothing()
    by_day.when(reach, by=SYSTEM).nothing()


@pytest.mark.rule("Y-09")
def test_a_milestone_that_somebody_records_was_reached() -> None:
    reach = c.ReachMilestone(case_id=CASE_ID, milestone=Milestone.OUTCOME, reached_on=TODAY + story.DAY)
    fixed.when(reach, by=OFFICER).refused("in the future", field="reached_on")
    early = reach.model_copy(update={"reached_on": story.COMMISSIONED - story.DAY})
    fixed.when(early, by=OFFICER).refused("before the commission", field="reached_on")
    fixed.when(early, by=SYSTEM).nothing()
    on_the_day = reach.model_copy(update={"reached_on": story.COMMISSIONED})
    fixed.when(on_the_day, by=SYSTEM).then_kinds(e.MilestoneReached)


@pytest.mark.rule("Y-09")
def test_the_two_schemes_meet_at_ten_thousand_pounds() -> None:
    most = SLIDES.fixed + SLIDES.complexity
    assert most == SLIDES.days_high * SLIDES.day_rate == 10_000


@pytest.mark.rule("H-07", "Y-06")
def test_a_writer_sends_invoices_of_their_own() -> None:
    two = story.new.given(commissioned(writer_name="Gil Moss", ceiling=pounds(9500)), at_draft, at_outcome)
    (event,) = two.when(invoice(amount=1500, from_writer=True), by=OFFICER).events
    assert isinstance(event, e.InvoiceEntered)
    assert (event.payee, event.payee_id) == ("Gil Moss", "writer gilmoss")
    two.given(received_invoice("1", 1500)).when(invoice("1b", 1, from_writer=True), by=OFFICER).then_kinds(
        e.InvoiceEntered
    )


@pytest.mark.rule("H-08", "Y-11")
def test_after_a_replacement_what_was_settled_is_still_paid_and_no_more() -> None:
    ended = fixed.given(
        e.AppointmentEnded(
            case_id=CASE_ID,
            number=1,
            chair_id=DANA,
            chair_name="Dana Reed",
            reason="Illness",
            ended_on=date(2026, 9, 1),
            due_in_all=pounds(3000),
            freed=pounds(5000),
            handover=(),
        )
    )
    ended.when(invoice(amount=3000), by=OFFICER).refused("no chair now")
    theirs = invoice(amount=3000, chair_id=DANA)
    due = ended.when(theirs, by=OFFICER).then_kinds(e.InvoiceEntered).and_then.given(checked())
    due.when(of(c.ApproveInvoice), by=MANAGER).then_kinds(e.InvoiceApproved)
    ended.when(invoice(amount="3000.01", chair_id=DANA), by=OFFICER).refused("£3,000.00, by £0.01")


# Credit notes


def credit(amount: str | int = 500, number: str = "C1") -> c.EnterCreditNote:
    return of(
        c.EnterCreditNote,
        credit_id=some_id(number),
        number=number,
        amount=pounds(amount),
        dated_on=date(2026, 10, 5),
        reason="Too many hours",
    )


@pytest.mark.rule("Y-11", "Y-08")
def test_a_credit_note_is_approved_by_another_person_and_lowers_what_is_paid() -> None:
    owed = payable.given(received_invoice(), checked(), approved())
    noted = owed.when(credit(), by=OFFICER).then_kinds(e.CreditNoteEntered).twice_changes_nothing().and_then
    settle = c.ApproveCreditNote(case_id=CASE_ID, credit_id=some_id("C1"))
    noted.when(settle, by=OFFICER).refused("You entered this credit note")
    credited = noted.when(settle, by=MANAGER).then_kinds(e.CreditNoteApproved).twice_changes_nothing().and_then
    sent = credited.when(of(c.SendForPayment, sent_on=TODAY)).and_then
    (paid,) = sent.when(of(c.RecordPayment, paid_on=TODAY)).events
    assert isinstance(paid, e.InvoicePaid)
    assert paid.amount == 3500
    refuse = c.RefuseCreditNote(case_id=CASE_ID, credit_id=some_id("C1"), reason="A mistake")
    noted.when(refuse, by=MANAGER).then_kinds(e.CreditNoteRefused).twice_changes_nothing()
    credited.when(refuse, by=MANAGER).refused("is approved")


@pytest.mark.rule("Y-11")
def test_a_credit_note_is_at_most_what_is_left_of_an_approved_invoice() -> None:
    owed = payable.given(received_invoice(), checked(), approved())
    owed.when(credit("4000.01"), by=OFFICER).refused("Up to £4,000.00", field="amount")
    some = owed.when(credit("3000", "C1"), by=OFFICER).and_then
    some.when(credit("1000.01", "C2"), by=OFFICER).refused("Up to £1,000.00")
    some.when(credit("10", "c-1"), by=OFFICER).refused("number c-1 already", field="number")
    payable.given(received_invoice()).when(credit(), by=OFFICER).refused("Only an approved one")
    whole = owed.when(credit(4000), by=OFFICER).and_then
    gone = whole.when(c.ApproveCreditNote(case_id=CASE_ID, credit_id=some_id("C1")), by=MANAGER).and_then
    sent = gone.when(of(c.SendForPayment, sent_on=TODAY)).and_then
    sent.when(of(c.RecordPayment, paid_on=TODAY)).refused("credited in full")


@pytest.mark.rule("Y-11", "Y-09")
def test_a_credit_takes_back_travel_first_so_that_fees_never_pass_their_ceiling() -> None:
    day = story.new.given(commissioned(scheme=FeeScheme.DAY_RATE, days_estimated=25, ceiling=pounds(10_000)))
    full = hours("185") | {"travel": pounds(100), "travel_reason": "Leeds"}
    paid = day.when(invoice(**full), by=OFFICER).and_then.given(checked(), approved(total=10_100))
    credited = paid.when(credit(100), by=OFFICER).and_then
    credited = credited.when(c.ApproveCreditNote(case_id=CASE_ID, credit_id=some_id("C1")), by=MANAGER).and_then
    more = credited.when(invoice("2", **hours("0.25")), by=OFFICER)
    more.then_kinds(e.InvoiceEntered, e.InvoiceQueried)


def test_unknown_invoices_and_states_are_said_in_words() -> None:
    payable.when(of(c.CheckInvoice), by=OFFICER).refused("There is no such invoice")
    gone = payable.given(received_invoice(), checked(), approved())
    gone.when(of(c.RefuseInvoice, reason="Late"), by=MANAGER).refused(f"is {InvoiceState.APPROVED}")
