"""What happens with an invoice that comes after the case closed, when the money was freed?"""

from decimal import Decimal

import pytest
from chairs.domain import events as e
from chairs.domain.commands import CompleteCommission
from chairs.domain.county.budget import YearTotals
from chairs.domain.money.ledger import ledger
from shared.contracts.cases import facts as cases
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.testing.spec import MANAGER, OFFICER, OPCC_FINANCE, SYSTEM, TODAY, some_id

from . import story
from .running import Office, answered, of_case
from .story import CASE_ID, PLENTY, WATFORD, approved, checked, found, payable, pounds, received_invoice

closing = CompleteCommission(case_id=CASE_ID, completed_on=TODAY)
half = payable.given(received_invoice(), checked(), approved())
closed = half.when(closing, by=SYSTEM).and_then
allow = c.AllowLateInvoice(case_id=CASE_ID, up_to=pounds(3000), reason="The chair was ill")
late = story.invoice("2", 3000)
BUDGET = found(years={2026: PLENTY})


@pytest.mark.rule("Y-06", "Y-09")
def test_after_the_case_closed_an_invoice_is_refused_with_what_to_do() -> None:
    refused = closed.when(late, by=OFFICER)
    refused.refused("The case was closed on 3 November 2026, and what was not invoiced by", field="amount")
    refused.refused("Ask the budget holder to allow a late invoice of up to £3,000.00 first")


@pytest.mark.rule("Y-06", "Y-09")
def test_a_late_invoice_is_allowed_up_to_what_was_freed_and_no_penny_more() -> None:
    closed.when(allow, by=MANAGER, found=BUDGET).then(
        e.LateInvoiceAllowed(
            case_id=CASE_ID,
            number=1,
            up_to=pounds(3000),
            reason="The chair was ill",
            allowed_by=MANAGER.id,
            allowed_on=TODAY,
        )
    )
    again = closed.when(allow, by=MANAGER, found=BUDGET).and_then
    again.when(story.invoice("2", "3000.01"), by=OFFICER).refused("by £0.01")
    entered = again.when(late, by=OFFICER).then_kinds(e.InvoiceEntered).and_then
    entered.when(story.of(c.CheckInvoice, "2"), by=OFFICER).then_kinds(e.InvoiceChecked)
    more = allow.model_copy(update={"up_to": pounds("1000.01")})
    again.when(more, by=MANAGER, found=BUDGET).refused("£1,000.00 was freed", field="up_to")
    rest = again.when(allow.model_copy(update={"up_to": pounds(1000)}), by=MANAGER, found=BUDGET).and_then
    rest.when(allow, by=MANAGER, found=BUDGET).refused("nothing more to allow")


@pytest.mark.rule("Y-06")
def test_a_closed_review_frees_no_more_than_its_ceiling_whatever_was_over_it() -> None:
    """£15,000 was entered under a ceiling of £10,000, the last of it queried; all of it turns out to be a mistake."""
    over = story.by_day.given(
        received_invoice("1", 10_000),
        received_invoice("2", 5_000),
        e.InvoiceQueried(case_id=CASE_ID, invoice_id=some_id("invoice 2"), query="Over the ceiling"),
    )
    at_the_end = over.when(closing, by=SYSTEM)
    (done,) = at_the_end.events
    assert isinstance(done, e.CommissionCompleted)
    assert done.freed == 0
    one_less = at_the_end.and_then.when(story.of(c.WithdrawInvoice, "1", reason="Wrong"), by=OFFICER).and_then
    none_left = one_less.when(story.of(c.RefuseInvoice, "2", reason="Wrong"), by=OFFICER).and_then
    for spec, freed in ((at_the_end.and_then, 0), (one_less, 5_000), (none_left, 10_000)):
        (appointment,) = spec.state.appointments
        assert spec.state.freed(appointment) == freed
        assert spec.state.limit(appointment) == 10_000 - freed
        assert ledger(spec.state)[2026].committed == 10_000 - freed


@pytest.mark.rule("Y-06")
def test_what_was_allowed_late_is_used_once_even_if_its_invoice_is_withdrawn() -> None:
    allowed = closed.when(allow, by=MANAGER, found=BUDGET).and_then
    entered = allowed.when(late, by=OFFICER).and_then
    withdrawn = entered.when(story.of(c.WithdrawInvoice, "2", reason="Wrong"), by=OFFICER).and_then
    freed = [spec.state.freed(spec.state.appointments[0]) for spec in (closed, allowed, entered, withdrawn)]
    assert freed == [4_000, 1_000, 1_000, 4_000]
    withdrawn.when(story.invoice("3", 3000), by=OFFICER).refused("up to £3,000.00 first")
    partly = allowed.when(story.invoice("2", "2999.99"), by=OFFICER).and_then
    assert partly.state.freed(partly.state.appointments[0]) == 1_000
    partly.when(story.invoice("3", "0.01"), by=OFFICER).then_kinds(e.InvoiceEntered)


@pytest.mark.rule("Y-06", "Y-11")
def test_a_credit_note_on_a_closed_review_frees_what_it_takes_back() -> None:
    credit = c.EnterCreditNote(
        case_id=CASE_ID,
        invoice_id=some_id("invoice 1"),
        credit_id=some_id("C1"),
        number="C1",
        amount=pounds("0.01"),
        dated_on=TODAY,
        reason="Too much",
    )
    entered = closed.when(credit, by=OFFICER).and_then
    settled = entered.when(c.ApproveCreditNote(case_id=CASE_ID, credit_id=credit.credit_id), by=MANAGER).and_then
    freed = [spec.state.freed(spec.state.appointments[0]) for spec in (closed, entered, settled)]
    assert freed == [4_000, 4_000, pounds("4000.01")]


@pytest.mark.rule("Y-02", "Y-06")
def test_what_is_granted_after_the_case_closed_is_committed() -> None:
    asked = payable.when(
        c.RequestComplexity(case_id=CASE_ID, amount=pounds(2000), reason="Three deaths"), by=OFFICER
    ).and_then
    ended = asked.when(closing, by=SYSTEM).and_then
    granting = c.DecideComplexity(case_id=CASE_ID, granted=True, reason="Agreed")
    granted = ended.when(granting, by=MANAGER, found=BUDGET).and_then
    assert [spec.state.limit(spec.state.appointments[0]) for spec in (ended, granted)] == [0, 2_000]
    granted.when(story.invoice("2", "2000.01"), by=OFFICER).refused("by £0.01")
    granted.when(story.invoice("2", 2000), by=OFFICER).then_kinds(e.InvoiceEntered)


@pytest.mark.rule("Y-06")
def test_nothing_is_allowed_late_while_the_case_is_open() -> None:
    half.when(allow, by=MANAGER, found=BUDGET).refused("Enter the invoice as usual")
    story.new.when(allow, by=MANAGER, found=BUDGET).refused("no chair")


@pytest.mark.rule("Y-06")
def test_the_budget_of_the_year_in_which_it_comes_is_looked_at() -> None:
    short = found(years={2026: YearTotals(allocated=pounds(10_000), committed=pounds(8000))})
    closed.when(allow, by=OPCC_FINANCE, found=short).refused(
        "has £2,000.00 left, and this commits £3,000.00. Confirm that it is overspent by £1,000.00",
        field="accept_overspend",
    )
    accepting = allow.model_copy(update={"accept_overspend": True})
    (event,) = closed.when(accepting, by=OPCC_FINANCE, found=short).events
    assert isinstance(event, e.LateInvoiceAllowed)
    assert event.overspend == 1000


@pytest.mark.rule("Y-06", "Y-05")
async def test_what_is_allowed_late_is_committed_again_and_can_be_paid(office: Office) -> None:
    await office.open_case()
    await office.list_chair()
    await office.done(c.AllocateBudget(year=2026, amount=Decimal(40_000)))
    await office.done(story.commission(), by=WATFORD)
    await office.hear(answered(), of_case(cases.CaseClosed, closed_on=TODAY))
    assert (await office.ask(ask.BudgetOfYear())).committed == 0
    commission = await office.ask(ask.CommissionOfCase(case_id=CASE_ID))
    assert commission.present is not None
    assert (commission.closed_on, commission.present.freed) == (TODAY, Decimal(8000))
    await office.done(allow, by=OPCC_FINANCE)
    assert (await office.ask(ask.BudgetOfYear())).committed == 3000
    await office.pay(story.invoice("2", 3000))
    year = await office.ask(ask.BudgetOfYear())
    assert (year.committed, year.invoiced, year.paid) == (Decimal(3000),) * 3
