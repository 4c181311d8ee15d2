"""How is each fact about the money of a commission told, in a sentence?"""

from typing import assert_never

from shared.calendar import in_words
from shared.money import in_words as pounds

from chairs.domain import events as e
from chairs.domain.events import PaymentEvent
from chairs.timeline.sentences import counted, said


def told_of_payment(event: PaymentEvent) -> str:
    match event:
        case e.ComplexityRequested():
            return f"The chair asked for {pounds(event.amount)} more, for a complex review."
        case e.ComplexityGranted():
            return f"{pounds(event.amount)} more was granted for a complex review."
        case e.ComplexityRefused():
            return "More for a complex review was not granted."
        case e.MoreDaysRequested():
            return f"The chair asked for {counted(event.days, 'more working day')}."
        case e.MoreDaysGranted():
            return f"{counted(event.days, 'more working day')} granted, up to {pounds(event.amount)}."
        case e.MoreDaysRefused():
            return "More working days were not granted."
        case e.MilestoneReached():
            return f"A part of the fee is payable: {event.milestone}, {in_words(event.reached_on)}."
        case e.LateInvoiceAllowed():
            return f"A late invoice of up to {pounds(event.up_to)} was allowed: {said(event.reason)}"
        case e.InvoiceEntered():
            return f"Invoice {event.number} of {event.payee} for {pounds(event.amount + event.travel)} was received."
        case e.InvoiceQueried():
            return f"The invoice waits for a decision. {said(event.query)}"
        case e.InvoiceChecked():
            return "The invoice was checked against the commission."
        case e.InvoiceApproved():
            return f"Invoice {event.number} for {pounds(event.total)} was approved."
        case e.InvoiceRefused():
            return "The invoice was refused."
        case e.InvoiceWithdrawn():
            return "The invoice was withdrawn; it had been entered by mistake."
        case e.InvoiceSent():
            return f"The invoice was sent for payment on {in_words(event.sent_on)}."
        case e.InvoicePaid():
            return f"Invoice {event.number} was paid, {pounds(event.amount)}, on {in_words(event.paid_on)}."
        case e.CreditNoteEntered():
            return f"Credit note {event.number} of {event.payee} for {pounds(event.amount)} was received."
        case e.CreditNoteApproved():
            return f"The credit note for {pounds(event.amount)} was approved."
        case e.CreditNoteRefused():
            return "The credit note was refused."
        case _:
            assert_never(event)
