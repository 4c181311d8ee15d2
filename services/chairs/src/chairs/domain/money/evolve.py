"""How do the facts about money move a commission?"""

from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from shared.contracts.chairs.values import InvoiceState

from chairs.domain.county.fees import hours_of
from chairs.domain.county.years import parts_of
from chairs.domain.events import (
    ComplexityGranted,
    ComplexityRefused,
    ComplexityRequested,
    CreditNoteApproved,
    CreditNoteEntered,
    CreditNoteRefused,
    InvoiceApproved,
    InvoiceChecked,
    InvoiceEntered,
    InvoicePaid,
    InvoiceQueried,
    InvoiceRefused,
    InvoiceSent,
    InvoiceWithdrawn,
    LateInvoiceAllowed,
    MilestoneReached,
    MoreDaysGranted,
    MoreDaysRefused,
    MoreDaysRequested,
    PaymentEvent,
)
from chairs.domain.invoice import Credit, Invoice
from chairs.domain.money.days import days_of
from chairs.domain.state import Commission, Request, changed


def evolve(state: Commission, event: PaymentEvent) -> Commission:
    match event:
        case ComplexityRequested():
            return replace(state, complexity=Request(event.asked_by, event.asked_on, amount=event.amount))
        case ComplexityGranted():
            return replace(_raised(state, event), complexity=_decided(state.complexity, granted=True))
        case ComplexityRefused():
            return replace(state, complexity=_decided(state.complexity, granted=False), overspend=None)
        case MoreDaysRequested():
            return replace(state, more_days=Request(event.asked_by, event.asked_on, days=event.days))
        case MoreDaysGranted():
            return replace(_raised(state, event), more_days=_decided(state.more_days, granted=True))
        case MoreDaysRefused():
            return replace(state, more_days=_decided(state.more_days, granted=False), overspend=None)
        case MilestoneReached():
            present = state.present
            if present is None:
                return state
            return changed(state, present.number, milestones=(*present.milestones, event.milestone))
        case LateInvoiceAllowed():
            return _allowed(state, event.number, event.up_to)
        case InvoiceEntered():
            return replace(state, invoices=(*state.invoices, _entered(event, late=state.completed_on is not None)))
        case InvoiceQueried():
            return _invoice(state, event.invoice_id, state=InvoiceState.QUERIED)
        case InvoiceChecked():
            return _invoice(state, event.invoice_id, state=InvoiceState.CHECKED)
        case InvoiceApproved():
            return _invoice(state, event.invoice_id, state=InvoiceState.APPROVED, approved_on=event.approved_on)
        case InvoiceRefused():
            return _invoice(state, event.invoice_id, state=InvoiceState.REFUSED)
        case InvoiceWithdrawn():
            return _invoice(state, event.invoice_id, state=InvoiceState.WITHDRAWN)
        case InvoiceSent():
            return _invoice(state, event.invoice_id, state=InvoiceState.SENT)
        case InvoicePaid():
            return _invoice(state, event.invoice_id, state=InvoiceState.PAID, paid_amount=event.amount)
        case CreditNoteEntered():
            credit = Credit(
                event.credit_id, event.invoice_id, event.payee_id, event.number, event.amount, event.entered_by
            )
            before = state.invoice(event.invoice_id)
            return _invoice(state, event.invoice_id, credits=(*(before.credits if before else ()), credit))
        case CreditNoteApproved():
            return _credit(state, event.credit_id, InvoiceState.APPROVED)
        case CreditNoteRefused():
            return _credit(state, event.credit_id, InvoiceState.REFUSED)
        case _:
            assert_never(event)


def _entered(event: InvoiceEntered, *, late: bool) -> Invoice:
    return Invoice(
        invoice_id=event.invoice_id,
        appointment=event.appointment,
        payee_id=event.payee_id,
        payee=event.payee,
        number=event.number,
        amount=event.amount,
        travel=event.travel,
        hours=hours_of(event.worked),
        dated_on=event.dated_on,
        year=event.year,
        parts=parts_of(event.worked, event.amount, event.travel, event.year),
        days=days_of(event.worked),
        received_on=event.received_on,
        late=late,
        entered_by=event.entered_by,
    )


def _raised(state: Commission, event: ComplexityGranted | MoreDaysGranted) -> Commission:
    """The ceiling of the appointment, by what was granted: committed even where the case closed meanwhile."""
    ceiling = next((each.ceiling for each in state.appointments if each.number == event.number), 0)
    raised = changed(replace(state, overspend=None), event.number, ceiling=ceiling + event.amount)
    return _allowed(raised, event.number, event.amount) if state.completed_on is not None else raised


def _allowed(state: Commission, number: int, amount: Decimal) -> Commission:
    before = next((each.allowed_late for each in state.appointments if each.number == number), ())
    return changed(state, number, allowed_late=(*before, amount))


def _decided(request: Request | None, *, granted: bool) -> Request | None:
    return replace(request, granted=granted) if request else None


def _invoice(state: Commission, invoice_id: str, /, **changes: object) -> Commission:
    return replace(
        state,
        invoices=tuple(
            replace(each, **changes) if each.invoice_id == invoice_id else each  # type: ignore[arg-type]
            for each in state.invoices
        ),
    )


def _credit(state: Commission, credit_id: str, now: InvoiceState) -> Commission:
    credit = state.credit(credit_id)
    invoice = state.invoice(credit.invoice_id) if credit else None
    if invoice is None:
        return state
    settled = (replace(each, state=now) if each.credit_id == credit_id else each for each in invoice.credits)
    return _invoice(state, invoice.invoice_id, credits=tuple(settled))
