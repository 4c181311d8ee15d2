"""What does this invoice say, how far is it, and what can this person do with it now (Y-05, Y-08, Y-11)?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.chairs import commands as c
from shared.contracts.chairs.answers import InvoiceRecord
from shared.contracts.chairs.queries import InvoiceDetail
from shared.contracts.chairs.values import InvoiceKind, InvoiceState

from gateway.components import sentence, words
from gateway.pages.cases.parts import sub_navigation
from gateway.pages.dispatches.parts import named
from gateway.pages.doings import Doing, allowed
from gateway.pages.money.parts import name_of, year_in_words
from gateway.routes import page
from gateway.visit import Visit

_UNDECIDED = frozenset({InvoiceState.ENTERED, InvoiceState.QUERIED, InvoiceState.CHECKED})
_UNCHECKED = _UNDECIDED - {InvoiceState.CHECKED}
_OWED = frozenset({InvoiceState.APPROVED, InvoiceState.SENT, InvoiceState.PAID})


def _is(*states: InvoiceState) -> Any:
    return lambda record: record.row.state in states


_APPROVE: Doing[InvoiceRecord] = Doing(c.ApproveInvoice, "Approve it", "approve", _is(InvoiceState.CHECKED))
_APPROVE_CREDIT: Doing[InvoiceRecord] = Doing(c.ApproveCreditNote, "Approve it", "approve", _is(InvoiceState.ENTERED))
"""By another person than who entered it (Y-08)."""

_OF_INVOICE: tuple[Doing[InvoiceRecord], ...] = (
    Doing(c.CheckInvoice, "Check it against the commission", "check", _is(*_UNCHECKED)),
    Doing(c.SendForPayment, "Send it for payment", "send", _is(InvoiceState.APPROVED)),
    Doing(c.RecordPayment, "Record that it was paid", "paid", _is(InvoiceState.SENT)),
    Doing(c.RefuseInvoice, "Refuse it", "refuse", _is(*_UNDECIDED)),
    Doing(c.WithdrawInvoice, "Take it back: it was entered by mistake", "withdraw", _is(*_UNDECIDED)),
    Doing(c.EnterCreditNote, "Enter a credit note", "credit", _is(*_OWED)),
)
_OF_CREDIT: tuple[Doing[InvoiceRecord], ...] = (
    Doing(c.RefuseCreditNote, "Refuse it", "refuse", _is(InvoiceState.ENTERED)),
)


def _page(visit: Visit, record: InvoiceRecord) -> Mapping[str, Any]:
    row = record.row
    credit = row.kind is InvoiceKind.CREDIT_NOTE
    below = f"/cases/{row.case_id}/{'credit-notes' if credit else 'invoices'}/{row.invoice_id}"
    approving = allowed(visit, [_APPROVE_CREDIT if credit else _APPROVE], record, below)
    own = row.entered_by == visit.actor.id
    by = named(visit, [row.entered_by, row.approved_by])
    return {
        "row": row,
        "title": name_of(row),
        "parts_of_case": sub_navigation(visit),
        "waits_for": record.waits_for,
        "own": own and bool(approving),
        "doings": [
            *(() if own else approving),
            *allowed(visit, _OF_CREDIT if credit else _OF_INVOICE, record, below),
        ],
        "pairs": _says(record, credit=credit),
        "way": _way(record, by, credit=credit),
        "worked": [(one.day, f"{one.hours.normalize():f}", one.what) for one in record.worked],
        "reason": record.reason,
        "travel_reason": record.travel_reason,
        "invoice": f"/cases/{row.case_id}/invoices/{row.of_invoice}" if row.of_invoice else "",
    }


def _says(record: InvoiceRecord, *, credit: bool) -> list[tuple[str, Any]]:
    row = record.row
    pairs: list[tuple[str, Any]] = [("From", row.payee), ("Number", row.number), ("Dated", row.dated_on)]
    if credit:
        return [*pairs, ("Amount credited", row.amount)]
    pairs.append(("Fees", row.amount))
    if row.hours is not None:
        pairs.append(("Hours", f"{row.hours.normalize():f}"))
    if row.travel:
        pairs.append(("Travel", row.travel))
    pairs.append(("Total", row.total))
    if row.credited:
        pairs += [("Credited", row.credited), ("To be paid", row.total - row.credited)]
    return [*pairs, ("Counts in the budget of", year_in_words(row.year))]


def _way(record: InvoiceRecord, by: Mapping[str, str], *, credit: bool) -> list[dict[str, str]]:
    """The steps of its way, each with how far it is."""
    row = record.row
    steps: list[tuple[str, str, bool]] = [
        ("Received and entered", f"{words(row.received_on)}, entered by {by[row.entered_by]}", True)
    ]
    if not credit:
        checked = row.state in _OWED or row.state is InvoiceState.CHECKED
        steps.append(("Checked against the commission", row.query or "", checked))
    approved = f"{words(row.approved_on)}, by {by.get(row.approved_by or '', words(None))}" if row.approved_on else ""
    steps.append(("Approved by another person", approved, row.approved_on is not None))
    if not credit:
        steps.append(("Sent for payment", words(row.sent_on) if row.sent_on else "", row.sent_on is not None))
        steps.append(("Paid", words(row.paid_on) if row.paid_on else "", row.paid_on is not None))
    ended = row.state in (InvoiceState.REFUSED, InvoiceState.WITHDRAWN)
    left = "Not applicable" if ended else "Not yet"
    return [{"name": name, "hint": hint, "state": "Done" if done else left} for name, hint, done in steps]


def about(record: InvoiceRecord) -> str:
    """`Invoice DR-014 of Deepak Rana, £4,000.00, for DHR-2026-001.`"""
    row = record.row
    return f"{sentence(row.kind)} {row.number} of {row.payee}, {words(row.total)}, for {row.reference}."


ROUTES = page("/cases/{case_id}/invoices/{invoice_id}", "money/invoice.html", InvoiceDetail, prepare=_page)
