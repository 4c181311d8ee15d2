"""What has happened to the money of one case's commission. Names and fields are stored for ever."""

from datetime import date
from decimal import Decimal

from shared.contracts.chairs.values import Milestone, Worked
from shared.message import Event, Id, PersonalText


class _OfCase(Event):
    case_id: Id


class ComplexityRequested(_OfCase):
    """The chair asks for more than the fixed fee."""

    amount: Decimal
    reason: PersonalText
    asked_by: str
    asked_on: date


class ComplexityGranted(_OfCase):
    number: int
    amount: Decimal
    reason: PersonalText
    decided_by: str
    decided_on: date


class ComplexityRefused(_OfCase):
    reason: PersonalText
    decided_by: str
    decided_on: date


class MoreDaysRequested(_OfCase):
    days: int
    reason: PersonalText
    asked_by: str
    asked_on: date


class MoreDaysGranted(_OfCase):
    number: int
    days: int
    amount: Decimal
    reason: PersonalText
    decided_by: str
    decided_on: date


class MoreDaysRefused(_OfCase):
    reason: PersonalText
    decided_by: str
    decided_on: date


class MilestoneReached(_OfCase):
    """A part of the fixed fee became payable."""

    milestone: Milestone
    reached_on: date


class LateInvoiceAllowed(_OfCase):
    """After the case closed, so much of what was freed is committed again."""

    number: int
    """Of the appointment."""
    up_to: Decimal
    reason: PersonalText
    allowed_by: str
    allowed_on: date
    overspend: Decimal = Decimal("0.00")
    """By how much the year's budget is overspent."""


class InvoiceEntered(_OfCase):
    """An invoice was received."""

    invoice_id: Id
    appointment: int
    payee_id: str
    payee: str
    number: str
    amount: Decimal
    travel: Decimal
    travel_reason: PersonalText | None = None
    worked: tuple[Worked, ...] = ()
    dated_on: date
    received_on: date
    year: int
    """The financial year of its date."""
    entered_by: str


class InvoiceQueried(_OfCase):
    """It is over what may be paid, or claims a day that was claimed before; somebody decides first."""

    invoice_id: Id
    query: str


class InvoiceChecked(_OfCase):
    invoice_id: Id
    checked_by: str
    checked_on: date


class InvoiceApproved(_OfCase):
    """Another person than who entered it approved it."""

    invoice_id: Id
    number: str
    total: Decimal
    approved_by: str
    approved_on: date


class InvoiceRefused(_OfCase):
    invoice_id: Id
    reason: PersonalText
    refused_by: str
    refused_on: date


class InvoiceWithdrawn(_OfCase):
    """It was entered by mistake; its number is free again."""

    invoice_id: Id
    reason: PersonalText
    withdrawn_by: str
    withdrawn_on: date


class InvoiceSent(_OfCase):
    """It went to finance for payment."""

    invoice_id: Id
    sent_on: date


class InvoicePaid(_OfCase):
    invoice_id: Id
    number: str
    amount: Decimal
    """What was paid: the invoice less what was credited before."""
    paid_on: date


class CreditNoteEntered(_OfCase):
    """The chair credits an invoice, in whole or in part."""

    credit_id: Id
    invoice_id: Id
    payee_id: str
    payee: str
    number: str
    amount: Decimal
    dated_on: date
    year: int
    """The financial year of the invoice that it credits."""
    reason: PersonalText
    entered_by: str
    entered_on: date


class CreditNoteApproved(_OfCase):
    credit_id: Id
    invoice_id: Id
    amount: Decimal
    approved_by: str
    approved_on: date


class CreditNoteRefused(_OfCase):
    credit_id: Id
    reason: PersonalText
    refused_by: str
    refused_on: date


type PaymentEvent = (
    ComplexityRequested
    | ComplexityGranted
    | ComplexityRefused
    | MoreDaysRequested
    | MoreDaysGranted
    | MoreDaysRefused
    | MilestoneReached
    | LateInvoiceAllowed
    | InvoiceEntered
    | InvoiceQueried
    | InvoiceChecked
    | InvoiceApproved
    | InvoiceRefused
    | InvoiceWithdrawn
    | InvoiceSent
    | InvoicePaid
    | CreditNoteEntered
    | CreditNoteApproved
    | CreditNoteRefused
)
