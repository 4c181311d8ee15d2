"""How does a person take an invoice or a credit note on: check, approve, refuse, send, pay, take back (Y-05, Y-08)?"""

from collections.abc import Callable
from typing import Any

from shared.contracts.chairs.answers import InvoiceRecord
from shared.contracts.chairs.commands import (
    ApproveCreditNote,
    ApproveInvoice,
    CheckInvoice,
    EnterCreditNote,
    RecordPayment,
    RefuseCreditNote,
    RefuseInvoice,
    SendForPayment,
    WithdrawInvoice,
)
from shared.contracts.chairs.queries import InvoiceDetail
from shared.contracts.chairs.values import InvoiceState
from shared.message import Command

from gateway.forms.field import Field
from gateway.forms.filling import today
from gateway.forms.form import Form
from gateway.pages.deeds import Deed, deed, routes_of
from gateway.pages.money.parts import OWED, UNCHECKED, UNDECIDED, about, in_full, is_at
from gateway.web.visit import Visit

_INVOICE = "/cases/{case_id}/invoices/{invoice_id}"
_CREDIT = "/cases/{case_id}/credit-notes/{credit_id}"
_WHY = Field("reason", "the reason", ask="Why?")


def _and(more: str) -> Any:
    return lambda record: f"{about(record)}\n\n{more}"


def _form(
    at: str,
    command: type[Command],
    title: str,
    *fields: Field,
    submit: str,
    said: str,
    text: str = "",
    when: Callable[[InvoiceRecord], bool],
    **more: Any,
) -> Deed:
    form = Form(
        command=command,
        title=title,
        fields=fields,
        submit=submit,
        said=said,
        **{"done": _INVOICE, "asks": InvoiceDetail, "intro": about, **more},
    )
    return deed(at, form, text=text, when=when)


_COMPARED = "The scheme, the ceiling and the number are compared with the commission. Please read the invoice too."
CHECK = _form(
    f"{_INVOICE}/check",
    CheckInvoice,
    "Check against the commission",
    intro=lambda record: f"{in_full(record)}\n\n{_COMPARED}",
    submit="It was checked",
    text="Check it against the commission",
    when=is_at(*UNCHECKED),
    said="The invoice is checked. Somebody other than the person who entered it approves it.",
)
APPROVE = _form(
    f"{_INVOICE}/approve",
    ApproveInvoice,
    "Approve the invoice",
    intro=in_full,
    submit="Approve",
    text="Approve it",
    when=is_at(InvoiceState.CHECKED),
    said="The invoice is approved.",
)
REFUSE = _form(
    f"{_INVOICE}/refuse",
    RefuseInvoice,
    "Refuse the invoice",
    _WHY,
    submit="Refuse",
    text="Refuse it",
    when=is_at(*UNDECIDED),
    said="The invoice is refused.",
)
WITHDRAW = _form(
    f"{_INVOICE}/withdraw",
    WithdrawInvoice,
    "Take the invoice back",
    _WHY,
    intro=_and("Use this where it was entered by mistake. Its number can be used again."),
    submit="Take it back",
    text="Take it back: it was entered by mistake",
    when=is_at(*UNDECIDED),
    said="The invoice is taken back.",
)
SEND = _form(
    f"{_INVOICE}/send",
    SendForPayment,
    "Send for payment",
    Field("sent_on", "the day it was sent", ask="When was it sent to the finance team?"),
    start=today("sent_on"),
    submit="Save",
    text="Send it for payment",
    when=is_at(InvoiceState.APPROVED),
    said="It is recorded that the invoice was sent for payment.",
)
PAID = _form(
    f"{_INVOICE}/paid",
    RecordPayment,
    "Record the payment",
    Field("paid_on", "the day of the payment", ask="When was it paid?"),
    start=today("paid_on"),
    submit="Save",
    text="Record that it was paid",
    when=is_at(InvoiceState.SENT),
    said="The payment is recorded.",
)


def _left(record: InvoiceRecord) -> dict[str, Any]:
    return {"amount": record.row.total - record.row.credited}


CREDIT = _form(
    f"{_INVOICE}/credit",
    EnterCreditNote,
    "Enter a credit note",
    Field("number", "the number", ask="The number on the credit note", width="20"),
    Field("amount", "the amount", ask="Which amount is credited?"),
    Field("dated_on", "the date on it", ask="The date on the credit note"),
    _WHY,
    intro=_and("It takes effect when another person approves it."),
    start=lambda _, record: _left(record),
    submit="Enter the credit note",
    done="/cases/{case_id}/invoices/{credit_id}",
    back=_INVOICE,
    when=is_at(*OWED),
    said="The credit note is entered. Another person approves it.",
)


def _credit(visit: Visit) -> InvoiceDetail:
    return InvoiceDetail(case_id=visit.path["case_id"], invoice_id=visit.path["credit_id"])


_OF_CREDIT = {"asks": _credit, "done": "/cases/{case_id}/invoices/{credit_id}"}
CREDIT_APPROVED = _form(
    f"{_CREDIT}/approve",
    ApproveCreditNote,
    "Approve the credit note",
    submit="Approve",
    text="Approve it",
    when=is_at(InvoiceState.ENTERED),
    said="The credit note is approved.",
    **_OF_CREDIT,
)
CREDIT_REFUSED = _form(
    f"{_CREDIT}/refuse",
    RefuseCreditNote,
    "Refuse the credit note",
    _WHY,
    submit="Refuse",
    text="Refuse it",
    when=is_at(InvoiceState.ENTERED),
    said="The credit note is refused.",
    **_OF_CREDIT,
)

ON_INVOICE = (CHECK, SEND, PAID, REFUSE, WITHDRAW, CREDIT)
ON_CREDIT = (CREDIT_REFUSED,)
ROUTES = routes_of(*ON_INVOICE, *ON_CREDIT, APPROVE, CREDIT_APPROVED)
