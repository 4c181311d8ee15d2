"""How does a person take an invoice or a credit note on: check, approve, refuse, send, pay, take back (Y-05, Y-08)?"""

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
from shared.message import Command

from gateway.forms.field import Field
from gateway.forms.filling import today
from gateway.forms.flow import Form, form_page
from gateway.pages.money.invoice import about, in_full
from gateway.web.visit import Visit

_INVOICE = "/cases/{case_id}/invoices/{invoice_id}"
_CREDIT = "/cases/{case_id}/credit-notes/{credit_id}"
_WHY = Field("reason", "Why?", "textarea", called="the reason")


def _and(more: str) -> Any:
    return lambda record: f"{about(record)}\n\n{more}"


def _form(command: type[Command], title: str, *fields: Field, submit: str, said: str, **more: Any) -> Form:
    return Form(
        command=command,
        title=title,
        fields=fields,
        submit=submit,
        said=said,
        **{"done": _INVOICE, "asks": InvoiceDetail, "intro": about, **more},
    )


_COMPARED = "The scheme, the ceiling and the number are compared with the commission. Please read the invoice too."
CHECK = _form(
    CheckInvoice,
    "Check against the commission",
    intro=lambda record: f"{in_full(record)}\n\n{_COMPARED}",
    submit="It was checked",
    said="The invoice is checked. Another person than who entered it approves it.",
)
APPROVE = _form(
    ApproveInvoice,
    "Approve the invoice",
    intro=in_full,
    submit="Approve",
    said="The invoice is approved.",
)
REFUSE = _form(RefuseInvoice, "Refuse the invoice", _WHY, submit="Refuse", said="The invoice is refused.")
WITHDRAW = _form(
    WithdrawInvoice,
    "Take the invoice back",
    _WHY,
    intro=_and("Use this where it was entered by mistake. Its number can be used again."),
    submit="Take it back",
    said="The invoice is taken back.",
)
SEND = _form(
    SendForPayment,
    "Send for payment",
    Field("sent_on", "When was it sent to the finance team?", called="the day it was sent"),
    start=today("sent_on"),
    submit="Save",
    said="It is recorded that the invoice was sent for payment.",
)
PAID = _form(
    RecordPayment,
    "Record the payment",
    Field("paid_on", "When was it paid?", called="the day of the payment"),
    start=today("paid_on"),
    submit="Save",
    said="The payment is recorded.",
)


def _left(record: InvoiceRecord) -> dict[str, Any]:
    return {"amount": record.row.total - record.row.credited}


CREDIT = _form(
    EnterCreditNote,
    "Enter a credit note",
    Field("number", "The number on the credit note", called="the number", width="20"),
    Field("amount", "Which amount is credited?", called="the amount"),
    Field("dated_on", "The date on the credit note", called="the date on it"),
    _WHY,
    intro=_and("It takes effect when another person approves it."),
    start=lambda _, record: _left(record),
    submit="Enter the credit note",
    done="/cases/{case_id}/invoices/{credit_id}",
    back=_INVOICE,
    said="The credit note is entered. Another person approves it.",
)


def _credit(visit: Visit) -> InvoiceDetail:
    return InvoiceDetail(case_id=visit.path["case_id"], invoice_id=visit.path["credit_id"])


_OF_CREDIT = {"asks": _credit, "done": "/cases/{case_id}/invoices/{credit_id}"}
CREDIT_APPROVED = _form(
    ApproveCreditNote,
    "Approve the credit note",
    submit="Approve",
    said="The credit note is approved.",
    **_OF_CREDIT,
)
CREDIT_REFUSED = _form(
    RefuseCreditNote,
    "Refuse the credit note",
    _WHY,
    submit="Refuse",
    said="The credit note is refused.",
    **_OF_CREDIT,
)

ROUTES = [
    *form_page(f"{_INVOICE}/check", CHECK),
    *form_page(f"{_INVOICE}/approve", APPROVE),
    *form_page(f"{_INVOICE}/refuse", REFUSE),
    *form_page(f"{_INVOICE}/withdraw", WITHDRAW),
    *form_page(f"{_INVOICE}/send", SEND),
    *form_page(f"{_INVOICE}/paid", PAID),
    *form_page(f"{_INVOICE}/credit", CREDIT),
    *form_page(f"{_CREDIT}/approve", CREDIT_APPROVED),
    *form_page(f"{_CREDIT}/refuse", CREDIT_REFUSED),
]
