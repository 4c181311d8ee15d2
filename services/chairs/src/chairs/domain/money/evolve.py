"""How do the facts about money move a commission?"""

from dataclasses import replace
from typing import assert_never

from shared.contracts.chairs.values import InvoiceState

from chairs.domain.county.fees import hours_of, sum_of
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
            freed = next((each.freed for each in state.appointments if each.number == event.number), event.up_to)
            return changed(state, event.number, freed=freed - event.up_to)
        case InvoiceEntered():
            return replace(state, invoices=(*state.invoices, _entered(event)))
        case InvoiceQueried():
            return _invoice(state, event.invoice_id, state=InvoiceState.QUERIED)
        case InvoiceChecked():
            return _invoice(state, event.invoice_id, state=InvoiceState.CHECKED)
        case InvoiceApproved():
            return _invoice(state, event.invoice_id, state=InvoiceState.APPROVED, approved_on=event.approved_on)
        case InvoiceRefused():
            return _freed_again(state, _invoice(state, event.invoice_id, state=InvoiceState.REFUSED), event.invoice_id)
        case InvoiceWithdrawn():
            after = _invoice(state, event.invoice_id, state=InvoiceState.WITHDRAWN)
            return _freed_again(state, after, event.invoice_id)
        case InvoiceSent():
            return _invoice(state, event.invoice_id, state=InvoiceState.SENT)
        case InvoicePaid():
            return _invoice(state, event.invoice_id, state=InvoiceState.PAID, paid=True, paid_amount=event.amount)
        case CreditNoteEntered():
            credit = Credit(
                event.credit_id, event.invoice_id, event.payee_id, event.number, event.amount, event.entered_by
            )
            return replace(state, credits=(*state.credits, credit))
        case CreditNoteApproved():
            settled = _credit(state, event.credit_id, InvoiceState.APPROVED)
            invoice = state.invoice(event.invoice_id)
            credited = (invoice.credited if invoice else 0) + event.amount
            after = _invoice(settled, event.invoice_id, credited=credited)
            return _freed_again(state, after, event.invoice_id)
        case CreditNoteRefused():
            return _credit(state, event.credit_id, InvoiceState.REFUSED)
        case _:
            assert_never(event)


def _freed_again(before: Commission, after: Commission, invoice_id: str) -> Commission:
    """Once the case is closed, what an invoice does not take any more nobody else will (Y-06)."""
    invoice = after.invoice(invoice_id)
    appointment = after.appointments[invoice.appointment - 1] if invoice else None
    if appointment is None or after.completed_on is None or appointment.settled is not None:
        return after
    reserved = [sum_of(each.fees_net for each in state.live_of(appointment)) for state in (before, after)]
    return changed(after, appointment.number, freed=appointment.freed + reserved[0] - reserved[1])


def _entered(event: InvoiceEntered) -> Invoice:
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
        entered_by=event.entered_by,
    )


def _raised(state: Commission, event: ComplexityGranted | MoreDaysGranted) -> Commission:
    """The ceiling of the appointment, by what was granted."""
    ceiling = next((each.ceiling for each in state.appointments if each.number == event.number), 0)
    return changed(replace(state, overspend=None), event.number, ceiling=ceiling + event.amount)


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
    return replace(
        state,
        credits=tuple(replace(each, state=now) if each.credit_id == credit_id else each for each in state.credits),
    )
