"""What does a credit note do? It takes an approved invoice back once another person agrees (Y-11)."""

from shared.contracts.chairs.commands import ApproveCreditNote, EnterCreditNote, RefuseCreditNote
from shared.contracts.chairs.values import InvoiceState
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused
from shared.money import in_words

from chairs.domain.county.fees import sum_of
from chairs.domain.events import CreditNoteApproved, CreditNoteEntered, CreditNoteRefused, PaymentEvent
from chairs.domain.found import CommissionFound
from chairs.domain.invoice import OWED
from chairs.domain.money.invoicing import must_be_new, not_a_duplicate
from chairs.domain.rules import another_person
from chairs.domain.state import Commission


def enter(command: EnterCreditNote, state: Commission, context: Context[CommissionFound]) -> list[PaymentEvent]:
    before = state.credit(command.credit_id)
    asked = (command.invoice_id, command.number, command.amount)
    if before is not None and asked == (before.invoice_id, before.number, before.amount):
        return []
    must_be_new(state, context, command.credit_id)
    invoice = state.invoice(command.invoice_id)
    if invoice is None:
        raise Refused("There is no such invoice on this review. Choose one of its invoices.")
    if invoice.state not in OWED:
        raise Refused(
            f"Invoice {invoice.number} is {invoice.state}. Only an approved one can be credited. "
            "Refuse one that is not approved yet, or take it back."
        )
    not_a_duplicate(state, context, invoice.payee_id, invoice.payee, command.number)
    not_in_future(command.dated_on, context.today, field="dated_on")
    not_before(command.dated_on, invoice.dated_on, "the invoice", field="dated_on")
    open_credits = sum_of(
        each.amount
        for each in state.credits
        if each.invoice_id == command.invoice_id and each.state is InvoiceState.ENTERED
    )
    left = invoice.total - invoice.credited - open_credits
    if not 0 < command.amount <= left:
        raise Refused(
            f"Up to {in_words(left)} of this invoice can be credited. Enter that amount or less.", field="amount"
        )
    return [
        CreditNoteEntered(
            case_id=command.case_id,
            credit_id=command.credit_id,
            invoice_id=command.invoice_id,
            payee_id=invoice.payee_id,
            payee=invoice.payee,
            number=command.number,
            amount=command.amount,
            dated_on=command.dated_on,
            year=invoice.year,
            reason=command.reason,
            entered_by=context.actor.id,
            entered_on=context.today,
        )
    ]


def settle(
    command: ApproveCreditNote | RefuseCreditNote, state: Commission, context: Context[CommissionFound]
) -> list[PaymentEvent]:
    credit = state.credit(command.credit_id)
    if credit is None:
        raise Refused("There is no such credit note on this review. Choose one that is listed there.")
    approving = isinstance(command, ApproveCreditNote)
    if credit.state is (InvoiceState.APPROVED if approving else InvoiceState.REFUSED):
        return []
    if credit.state is not InvoiceState.ENTERED:
        raise Refused(
            f"Credit note {credit.number} is {credit.state}, so it is decided. Enter another one if more is to change."
        )
    if isinstance(command, RefuseCreditNote):
        return [
            CreditNoteRefused(
                case_id=command.case_id,
                credit_id=command.credit_id,
                reason=command.reason,
                refused_by=context.actor.id,
                refused_on=context.today,
            )
        ]
    another_person(context.actor.id, credit.entered_by, what="entered this credit note")
    return [
        CreditNoteApproved(
            case_id=command.case_id,
            credit_id=command.credit_id,
            invoice_id=credit.invoice_id,
            amount=credit.amount,
            approved_by=context.actor.id,
            approved_on=context.today,
        )
    ]
