"""How does an invoice get paid? Checked, approved by another person, sent, paid; credits; more money on request (Y)."""

from typing import assert_never

from shared.actor import Role
from shared.contracts.chairs.commands import (
    AllowLateInvoice,
    ApproveCreditNote,
    ApproveInvoice,
    CheckInvoice,
    DecideComplexity,
    DecideMoreDays,
    EnterCreditNote,
    EnterInvoice,
    ReachMilestone,
    RecordPayment,
    RefuseCreditNote,
    RefuseInvoice,
    RequestComplexity,
    RequestMoreDays,
    SendForPayment,
    WithdrawInvoice,
)
from shared.contracts.chairs.values import FeeScheme, InvoiceState
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused
from shared.money import in_words

from chairs.domain.events import (
    InvoiceApproved,
    InvoiceChecked,
    InvoicePaid,
    InvoiceRefused,
    InvoiceSent,
    InvoiceWithdrawn,
    MilestoneReached,
    PaymentEvent,
)
from chairs.domain.found import CommissionFound
from chairs.domain.invoice import OWED, Invoice
from chairs.domain.money import bounds, crediting, requesting
from chairs.domain.money import late_invoices as lateness
from chairs.domain.money.invoicing import entered
from chairs.domain.rules import another_person
from chairs.domain.state import Appointment, Commission

type PaymentCommand = (
    RequestComplexity
    | DecideComplexity
    | RequestMoreDays
    | DecideMoreDays
    | ReachMilestone
    | AllowLateInvoice
    | EnterInvoice
    | CheckInvoice
    | ApproveInvoice
    | RefuseInvoice
    | WithdrawInvoice
    | SendForPayment
    | RecordPayment
    | EnterCreditNote
    | ApproveCreditNote
    | RefuseCreditNote
)

UNDECIDED = frozenset({InvoiceState.ENTERED, InvoiceState.QUERIED, InvoiceState.CHECKED})


def decide(command: PaymentCommand, state: Commission, context: Context[CommissionFound]) -> list[PaymentEvent]:
    match command:
        case RequestComplexity():
            return requesting.request_complexity(command, state, context)
        case DecideComplexity():
            return requesting.decide_complexity(command, state, context)
        case RequestMoreDays():
            return requesting.request_more_days(command, state, context)
        case DecideMoreDays():
            return requesting.decide_more_days(command, state, context)
        case ReachMilestone():
            return _reach(command, state, context)
        case AllowLateInvoice():
            return lateness.allow(command, state, context)
        case EnterInvoice():
            return entered(command, state, context)
        case CheckInvoice():
            return _check(command, state, context)
        case ApproveInvoice():
            return _approve(command, state, context)
        case RefuseInvoice() | WithdrawInvoice():
            return _turn_down(command, state, context)
        case SendForPayment():
            return _send(command, state, context)
        case RecordPayment():
            return _pay(command, state, context)
        case EnterCreditNote():
            return crediting.enter(command, state, context)
        case ApproveCreditNote() | RefuseCreditNote():
            return crediting.settle(command, state, context)
        case _:
            assert_never(command)


def _reach(command: ReachMilestone, state: Commission, context: Context[CommissionFound]) -> list[PaymentEvent]:
    present = state.present
    if present is None or present.scheme is FeeScheme.DAY_RATE or command.milestone in present.milestones:
        return []
    if context.actor.holds(Role.SERVICE):  # the steps of the case are as they were told
        if command.reached_on < present.commissioned_on:
            return []  # it was reached by whoever chaired the review before
    else:
        not_in_future(command.reached_on, context.today, field="reached_on")
        not_before(command.reached_on, present.commissioned_on, "the commission", field="reached_on")
    return [MilestoneReached(case_id=command.case_id, milestone=command.milestone, reached_on=command.reached_on)]


def _check(command: CheckInvoice, state: Commission, context: Context[CommissionFound]) -> list[PaymentEvent]:
    invoice, appointment = _invoice(state, command.invoice_id)
    if invoice.state is InvoiceState.CHECKED or invoice.state in OWED:
        return []
    _must_be(invoice, UNDECIDED)
    _within_ceiling(state, appointment, invoice)
    return [
        InvoiceChecked(
            case_id=command.case_id,
            invoice_id=command.invoice_id,
            checked_by=context.actor.id,
            checked_on=context.today,
        )
    ]


def _approve(command: ApproveInvoice, state: Commission, context: Context[CommissionFound]) -> list[PaymentEvent]:
    invoice, appointment = _invoice(state, command.invoice_id)
    if invoice.state in OWED:
        return []
    _must_be(invoice, UNDECIDED)
    nobody_approves_their_own(invoice, appointment, context)
    if invoice.state is not InvoiceState.CHECKED:
        raise Refused("Check this invoice against the commission first.")
    _within_ceiling(state, appointment, invoice)
    payable = bounds.payable(state, appointment, invoice.payee_id)
    approved = bounds.fees_of(appointment, invoice.payee_id, state.approved_of(appointment))
    if approved + invoice.amount > payable:
        raise Refused(
            f"{in_words(payable)} is payable so far, and {in_words(approved)} of it was approved. "
            "The next part is payable when its milestone is reached. "
            "Record that on the page of the review’s chair, if it is."
        )
    return [
        InvoiceApproved(
            case_id=command.case_id,
            invoice_id=command.invoice_id,
            number=invoice.number,
            total=invoice.total,
            approved_by=context.actor.id,
            approved_on=context.today,
        )
    ]


def nobody_approves_their_own(invoice: Invoice, appointment: Appointment, context: Context[CommissionFound]) -> None:
    """Neither who entered it, nor who is to be paid (Y-08)."""
    another_person(context.actor.id, invoice.entered_by, what="entered this invoice")
    found = context.found
    paid = {appointment.chair_id, appointment.writer_id, invoice.payee_id}
    accounts = {each.account_id for each in found.people.values() if each.chair_id in paid}
    another_person(context.actor.id, *accounts, *paid, what="are the one to be paid")


def _within_ceiling(state: Commission, appointment: Appointment, invoice: Invoice) -> None:
    approved = state.approved_of(appointment)
    bound = bounds.tightest(state, appointment, invoice.payee_id, invoice.amount, invoice.travel, approved)
    if bound.over > 0:
        raise Refused(f"{bound.passed} {_AS_IT_IS}")


def _turn_down(
    command: RefuseInvoice | WithdrawInvoice, state: Commission, context: Context[CommissionFound]
) -> list[PaymentEvent]:
    invoice, _ = _invoice(state, command.invoice_id)
    refusing = isinstance(command, RefuseInvoice)
    if invoice.state is (InvoiceState.REFUSED if refusing else InvoiceState.WITHDRAWN):
        return []
    _must_be(invoice, UNDECIDED)
    by, today = context.actor.id, context.today
    ids = {"case_id": command.case_id, "invoice_id": command.invoice_id}
    if refusing:
        return [InvoiceRefused(**ids, reason=command.reason, refused_by=by, refused_on=today)]
    return [InvoiceWithdrawn(**ids, reason=command.reason, withdrawn_by=by, withdrawn_on=today)]


def _send(command: SendForPayment, state: Commission, context: Context[CommissionFound]) -> list[PaymentEvent]:
    invoice, _ = _invoice(state, command.invoice_id)
    if invoice.state in {InvoiceState.SENT, InvoiceState.PAID}:
        return []
    if invoice.state is not InvoiceState.APPROVED or invoice.approved_on is None:
        raise Refused("Only an approved invoice is sent for payment. Ask another person to approve it first.")
    not_in_future(command.sent_on, context.today, field="sent_on")
    not_before(command.sent_on, invoice.approved_on, "its approval", field="sent_on")
    return [InvoiceSent(case_id=command.case_id, invoice_id=command.invoice_id, sent_on=command.sent_on)]


def _pay(command: RecordPayment, state: Commission, context: Context[CommissionFound]) -> list[PaymentEvent]:
    invoice, _ = _invoice(state, command.invoice_id)
    if invoice.state is InvoiceState.PAID:
        return []
    if invoice.state is not InvoiceState.SENT or invoice.approved_on is None:
        raise Refused("An invoice is approved and sent for payment before it is paid. Record that first.")
    not_in_future(command.paid_on, context.today, field="paid_on")
    not_before(command.paid_on, invoice.approved_on, "its approval", field="paid_on")
    amount = invoice.total - invoice.credited
    if amount <= 0:
        raise Refused("This invoice was credited in full, so nothing is to be paid.")
    return [
        InvoicePaid(
            case_id=command.case_id,
            invoice_id=command.invoice_id,
            number=invoice.number,
            amount=amount,
            paid_on=command.paid_on,
        )
    ]


def _invoice(state: Commission, invoice_id: str) -> tuple[Invoice, Appointment]:
    invoice = state.invoice(invoice_id)
    if invoice is None:
        raise Refused("There is no such invoice on this review. Choose one of its invoices.")
    return invoice, state.appointments[invoice.appointment - 1]


def _must_be(invoice: Invoice, states: frozenset[InvoiceState]) -> None:
    if invoice.state not in states:
        after = _NEXT.get(invoice.state, "")
        raise Refused(f"Invoice {invoice.number} is {invoice.state}, so this cannot be done any more.{after}")


_AS_IT_IS = "Refuse it, or take it back and enter it as it should be."
_NEXT = {
    InvoiceState.APPROVED: " A credit note can take it back.",
    InvoiceState.SENT: " A credit note can take it back.",
    InvoiceState.PAID: " A credit note can take it back.",
    InvoiceState.REFUSED: " Ask for a new invoice with a number of its own.",
    InvoiceState.WITHDRAWN: " Enter it again if it stands after all.",
}
