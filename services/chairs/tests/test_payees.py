"""Up to which amount is each paid: the chair, another writer, and one who was replaced?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from chairs.domain import events as e
from chairs.domain.commands import CompleteCommission
from chairs.domain.county.budget import YearTotals
from shared.contracts.chairs import commands as c
from shared.contracts.chairs.values import FeeScheme
from shared.testing.spec import MANAGER, OFFICER, OPCC_FINANCE, SYSTEM, TODAY, some_id

from . import story
from .story import CASE_ID, DANA, WATFORD, approved, at_draft, at_outcome, checked, commissioned, hours, invoice, of

TWO = {"writer_name": "Gil Moss", "writer_fee": story.pounds(1500)}
two = story.new.given(commissioned(**TWO, ceiling=story.pounds(9500)))
two_by_day = story.new.given(
    commissioned(**TWO, scheme=FeeScheme.DAY_RATE, days_estimated=20, ceiling=story.pounds(11_500))
)


def ended(due: str, freed: str) -> e.AppointmentEnded:
    return e.AppointmentEnded(
        case_id=CASE_ID,
        number=1,
        chair_id=DANA,
        chair_name="Dana Reed",
        reason="Illness",
        ended_on=TODAY,
        due_in_all=Decimal(due),
        freed=Decimal(freed),
        handover=(),
    )


# Two people


@pytest.mark.rule("Y-01", "Y-02", "Y-09")
def test_the_chair_is_not_paid_from_what_was_agreed_with_the_writer() -> None:
    payable = two.given(at_draft, at_outcome)
    payable.when(invoice(amount=8000), by=OFFICER).then_kinds(e.InvoiceEntered)
    payable.when(invoice(amount="8000.01"), by=OFFICER).refused("the chair's fee, £8,000.00, by £0.01", field="amount")
    ask = c.RequestComplexity(case_id=CASE_ID, amount=story.pounds(2000), reason="Three deaths")
    more = payable.when(ask, by=OFFICER).and_then
    more = more.when(
        c.DecideComplexity(case_id=CASE_ID, granted=True, reason="Agreed"), by=MANAGER, found=story.found()
    ).and_then
    more.when(invoice(amount=10_000), by=OFFICER).then_kinds(e.InvoiceEntered)
    more.when(invoice(amount="10000.01"), by=OFFICER).refused("the chair's fee, £10,000.00, by £0.01")


@pytest.mark.rule("H-07", "Y-09")
def test_a_writer_is_not_paid_from_the_chair_s_fee() -> None:
    payable = two.given(at_draft, at_outcome)
    payable.when(invoice(amount=1500, from_writer=True), by=OFFICER).then_kinds(e.InvoiceEntered)
    over = invoice(amount="1500.01", from_writer=True)
    payable.when(over, by=OFFICER).refused("what was agreed with the writer, £1,500.00, by £0.01", field="amount")
    two_by_day.when(over, by=OFFICER).refused("what was agreed with the writer, £1,500.00, by £0.01")


@pytest.mark.rule("Y-03")
def test_more_than_25_days_are_asked_for_whatever_was_agreed_with_the_writer() -> None:
    two_by_day.when(invoice(**hours("185")), by=OFFICER).then_kinds(e.InvoiceEntered)
    over = two_by_day.when(invoice(**hours("185.5")), by=OFFICER).then_kinds(e.InvoiceEntered, e.InvoiceQueried)
    over.and_then.when(of(c.CheckInvoice), by=OFFICER).refused("the chair's fee, £10,000.00, by £27.03")


@pytest.mark.rule("Y-09")
def test_at_the_agreed_draft_half_of_each_one_s_part_is_payable() -> None:
    draft = two.given(at_draft)
    for whom, half in ((False, 4000), (True, 750)):
        for amount, payable in ((Decimal(half), True), (half + Decimal("0.01"), False)):
            entered = draft.when(invoice(amount=str(amount), from_writer=whom), by=OFFICER).and_then.given(checked())
            outcome = entered.when(of(c.ApproveInvoice), by=MANAGER)
            if payable:
                outcome.then_kinds(e.InvoiceApproved)
            else:
                outcome.refused(f"£{half:,}.00 is payable so far")


# One who was replaced


@pytest.mark.rule("H-08", "Y-11", "Y-04")
def test_after_a_settlement_travel_is_within_what_was_settled_too() -> None:
    after = story.by_day.given(ended("3000.00", "7000.00"))
    trip: dict[str, Any] = {"travel": story.pounds("0.01"), "travel_reason": "The family lives in Leeds"}
    claim = hours("55.5", chair_id=DANA)
    after.when(invoice(**claim), by=OFFICER).then_kinds(e.InvoiceEntered)
    after.when(invoice(**claim, **trip), by=OFFICER).refused("what was settled, £3,000.00, by £0.01", field="amount")


@pytest.mark.rule("H-08", "Y-11")
def test_what_was_entered_before_the_settlement_is_held_against_it() -> None:
    trip: dict[str, Any] = {"travel": story.pounds(100), "travel_reason": "The family lives in Leeds"}
    entered = story.by_day.when(invoice(**hours("55.5"), **trip), by=OFFICER).and_then.given(checked())
    end = c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=story.pounds(3000))
    short = entered.when(end, by=WATFORD).and_then
    short.when(of(c.ApproveInvoice), by=MANAGER).refused("what was settled, £3,000.00, by £100.00")
    enough = entered.when(end.model_copy(update={"due_in_all": story.pounds(3100)}), by=WATFORD).and_then
    paid = enough.when(of(c.ApproveInvoice), by=OPCC_FINANCE).then_kinds(e.InvoiceApproved).and_then.state
    assert paid.invoiced(paid.appointments[0]) == paid.limit(paid.appointments[0]) == 3100


@pytest.mark.rule("Y-11")
def test_travel_that_was_approved_before_the_settlement_is_part_of_it() -> None:
    trip: dict[str, Any] = {"travel": story.pounds(100), "travel_reason": "The family lives in Leeds"}
    before = story.by_day.when(invoice(**hours("7.4"), **trip), by=OFFICER).and_then.given(
        checked(), approved(total=500)
    )
    end = c.EndAppointment(case_id=CASE_ID, reason="Illness", ended_on=TODAY, due_in_all=story.pounds(900))
    after = before.when(end, by=WATFORD).and_then
    again = invoice("2", **hours("7.4", chair_id=DANA, since=story.COMMISSIONED))
    last = after.when(again, by=OFFICER).then_kinds(e.InvoiceEntered).and_then.given(checked("2"))
    last.when(of(c.ApproveInvoice, "2"), by=MANAGER).then_kinds(e.InvoiceApproved)
    further = invoice("3", **hours("0.25", chair_id=DANA), invoice_id=some_id("a third"))
    last.when(further, by=OFFICER).refused("by £13.51")


# The case closes


@pytest.mark.rule("Y-03", "Y-09")
def test_a_claim_that_waits_for_more_days_does_not_raise_the_ceiling_when_the_case_closes() -> None:
    queried = story.by_day.when(invoice(**hours("185.5")), by=OFFICER).then_kinds(e.InvoiceEntered, e.InvoiceQueried)
    done = CompleteCommission(case_id=CASE_ID, completed_on=TODAY)
    closed = queried.and_then.when(done, by=SYSTEM).then(
        e.CommissionCompleted(case_id=CASE_ID, number=1, completed_on=TODAY, freed=story.pounds(0))
    )
    closed.and_then.when(of(c.CheckInvoice), by=OFFICER).refused("£10,000.00, by £27.03")


# More than was agreed, and the year's budget


@pytest.mark.rule("Y-06", "Y-08", "Y-02")
def test_more_money_that_the_year_does_not_cover_needs_a_budget_holder_s_approval() -> None:
    ask = c.RequestComplexity(case_id=CASE_ID, amount=story.pounds(2000), reason="Three deaths")
    asked = story.fixed.when(ask, by=OFFICER).and_then
    grant = c.DecideComplexity(case_id=CASE_ID, granted=True, reason="Agreed")
    enough = story.found(years={2026: YearTotals(story.pounds(10_000), committed=story.pounds(8000))})
    asked.when(grant, by=MANAGER, found=enough).then_kinds(e.ComplexityGranted)
    short = story.found(years={2026: YearTotals(story.pounds("9999.99"), committed=story.pounds(8000))})
    asked.when(grant, by=MANAGER, found=short).refused("approve overspending by £0.01", field="granted")
    no = grant.model_copy(update={"granted": False})
    asked.when(no, by=MANAGER, found=short).then_kinds(e.ComplexityRefused)
    approve = c.ApproveOverspend(case_id=CASE_ID, up_to=story.pounds("0.01"), reason="Urgent")
    asked.when(approve, by=OFFICER).refused("You asked for this, so another person")
    approved = asked.when(approve, by=OPCC_FINANCE).then_kinds(e.OverspendApproved).and_then
    approved.when(grant, by=OPCC_FINANCE, found=short).refused("You approved the overspend")
    granted = approved.when(grant, by=MANAGER, found=short).then_kinds(e.ComplexityGranted).and_then
    assert granted.state.overspend is None
    granted.when(approve, by=OPCC_FINANCE).refused("has a chair already")


@pytest.mark.rule("Y-06")
def test_more_for_a_commission_of_an_earlier_year_is_held_against_the_year_that_runs_too() -> None:
    """What is committed late is brought forward: the running year has to have room for it."""
    ask = c.RequestComplexity(case_id=CASE_ID, amount=story.pounds(2000), reason="Three deaths")
    earlier = commissioned(commissioned_on=date(2024, 6, 1), year=2024)
    asked = story.new.given(earlier).when(ask, by=OFFICER).and_then
    grant = c.DecideComplexity(case_id=CASE_ID, granted=True, reason="Agreed")
    room = YearTotals(story.pounds(20_000), committed=story.pounds(8000))
    runs = YearTotals(story.pounds(10_000), committed=story.pounds(2000), brought_forward=story.pounds(6000))
    both = story.found(years={2024: room, 2026: runs})
    asked.when(grant, by=MANAGER, found=both).then_kinds(e.ComplexityGranted)
    a_penny_less = replace(runs, brought_forward=story.pounds("6000.01"))
    short = story.found(years={2024: room, 2026: a_penny_less})
    asked.when(grant, by=MANAGER, found=short).refused("approve overspending by £0.01", field="granted")
    unknown = story.found(years={2024: room})
    asked.when(grant, by=MANAGER, found=unknown).refused("No budget is recorded for 2026 to 2027")


@pytest.mark.rule("Y-06", "Y-03")
def test_more_days_that_the_year_does_not_cover_need_a_budget_holder_s_approval() -> None:
    ask = c.RequestMoreDays(case_id=CASE_ID, days=2, reason="Many agencies")
    asked = story.by_day.when(ask, by=OFFICER).and_then
    short = story.found(years={2026: YearTotals(story.pounds(10_000), committed=story.pounds(10_000))})
    grant = c.DecideMoreDays(case_id=CASE_ID, granted=True, reason="Agreed")
    asked.when(grant, by=MANAGER, found=short).refused("approve overspending by £800.00", field="granted")
