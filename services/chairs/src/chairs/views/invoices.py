"""Which invoices and credit notes are there, and how far has each come?"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from shared.contracts.chairs.values import InvoiceKind, InvoiceState
from shared.money import NOTHING
from shared.record import Recorded
from shared.view import Key, Row, View, WideView
from sqlalchemy import Connection, and_, insert, select

from chairs.domain import events as e
from chairs.domain.county.export import Waiting
from chairs.domain.county.fees import hours_of, sum_of
from chairs.domain.money.numbers import as_number, plain
from chairs.views.commissions import commission_of
from chairs.views.tables import cases_known, exported, invoices


def key(recorded: Recorded[Any]) -> Key:
    event = recorded.message
    return (getattr(event, "credit_id", None) or event.invoice_id,)


def apply(row: Row | None, recorded: Recorded[Any]) -> Row | None:
    event = recorded.message
    match event:
        case e.InvoiceEntered():
            return {
                **_new(event),
                "invoice_id": event.invoice_id,
                "kind": InvoiceKind.INVOICE.value,
                "of_invoice": None,
                "payee": event.payee,
                "travel": event.travel,
                "hours": hours_of(event.worked) if event.worked else None,
                "received_on": event.received_on,
                "year": event.year,
            }
        case e.CreditNoteEntered():
            return {
                **_new(event),
                "invoice_id": event.credit_id,
                "kind": InvoiceKind.CREDIT_NOTE.value,
                "of_invoice": event.invoice_id,
                "payee": event.payee,
                "travel": NOTHING,
                "hours": None,
                "received_on": event.entered_on,
                "year": event.year,
            }
        case _:
            return row and {**row, **_change(event)}


def _new(event: e.InvoiceEntered | e.CreditNoteEntered) -> dict[str, Any]:
    return {
        "case_id": event.case_id,
        "payee_id": event.payee_id,
        "number": event.number,
        "plain_number": plain(event.number),
        "amount": event.amount,
        "dated_on": event.dated_on,
        "state": InvoiceState.ENTERED.value,
        "query": None,
        "entered_by": event.entered_by,
        "approved_by": None,
        "approved_on": None,
        "sent_on": None,
        "paid_on": None,
    }


def _change(event: Any) -> dict[str, Any]:
    match event:
        case e.InvoiceQueried():
            return {"state": InvoiceState.QUERIED.value, "query": event.query}
        case e.InvoiceChecked():
            return {"state": InvoiceState.CHECKED.value}  # a question stays, for whoever approves it
        case e.InvoiceApproved() | e.CreditNoteApproved():
            approved = {"approved_by": event.approved_by, "approved_on": event.approved_on}
            return {"state": InvoiceState.APPROVED.value} | approved
        case e.InvoiceRefused() | e.CreditNoteRefused():
            return {"state": InvoiceState.REFUSED.value}
        case e.InvoiceWithdrawn():
            return {"state": InvoiceState.WITHDRAWN.value}
        case e.InvoiceSent():
            return {"state": InvoiceState.SENT.value, "sent_on": event.sent_on}
        case e.InvoicePaid():
            return {"state": InvoiceState.PAID.value, "paid_on": event.paid_on}
        case _:
            return {}


INVOICES = View(
    invoices,
    (
        e.InvoiceEntered,
        e.InvoiceQueried,
        e.InvoiceChecked,
        e.InvoiceApproved,
        e.InvoiceRefused,
        e.InvoiceWithdrawn,
        e.InvoiceSent,
        e.InvoicePaid,
        e.CreditNoteEntered,
        e.CreditNoteApproved,
        e.CreditNoteRefused,
    ),
    key,
    apply,
)


def project_exported(tx: Connection, recorded: Sequence[Recorded[Any]]) -> None:
    rows = [
        {"invoice_id": line.invoice_id, "export_id": each.stream.removeprefix("export-")}
        for each in recorded
        if isinstance(each.message, e.InvoicesExported)
        for line in each.message.lines
    ]
    if rows:
        tx.execute(insert(exported), rows)


EXPORTED = WideView(exported, (e.InvoicesExported,), project_exported)


def taken(tx: Connection, number: str) -> frozenset[tuple[str, str]]:
    """Who sent this number already, on any case. A withdrawn one is free again."""
    c = invoices.c
    used = and_(c.plain_number == plain(number), c.state != InvoiceState.WITHDRAWN.value)
    found = tx.execute(select(c.payee_id, c.number).where(used))
    return frozenset((payee_id, as_number(theirs)) for payee_id, theirs in found)


def id_used(tx: Connection, invoice_id: str) -> bool:
    """Whether an invoice or a credit note of any case stands under this reference."""
    return tx.scalar(select(invoices.c.case_id).where(invoices.c.invoice_id == invoice_id)) is not None


def waiting_for_export(tx: Connection) -> tuple[Waiting, ...]:
    """Approved and in no list yet, oldest approval first. What was sent by hand needs no list."""
    c, credited, listed = invoices.c, invoices.alias("credited"), exported.alias("listed")
    query = (
        select(invoices, cases_known.c.reference)
        .add_columns(credited.c.state.label("state_of_credited"), listed.c.invoice_id.label("listed"))
        .join(exported, exported.c.invoice_id == c.invoice_id, isouter=True)
        .join(cases_known, cases_known.c.case_id == c.case_id, isouter=True)
        .join(credited, credited.c.invoice_id == c.of_invoice, isouter=True)
        .join(listed, listed.c.invoice_id == c.of_invoice, isouter=True)
        .where(c.state == InvoiceState.APPROVED.value, exported.c.invoice_id.is_(None))
        .order_by(c.approved_on, c.invoice_id)
    )
    waiting = tx.execute(query).mappings().fetchall()
    by_hand = _by_hand(tx, waiting)
    return tuple(_waiting(row) for row in waiting if row["invoice_id"] not in by_hand)


_BY_HAND = {InvoiceState.SENT.value, InvoiceState.PAID.value}


def _by_hand(tx: Connection, waiting: Sequence[Any]) -> set[str]:
    """Credits on what went by hand were taken off by hand too, but for those that came after it was paid."""
    off: set[str] = set()
    left: dict[str, Decimal] = {}
    for row in reversed(waiting):
        credited = row["of_invoice"]
        if credited is None or row["listed"] is not None or row["state_of_credited"] not in _BY_HAND:
            continue
        over = left.get(credited, _paid_too_much(tx, row["case_id"], credited))
        if row["amount"] > over:
            off.add(row["invoice_id"])
        else:
            over -= row["amount"]
        left[credited] = over
    return off


def _paid_too_much(tx: Connection, case_id: str, invoice_id: str) -> Decimal:
    """What was paid beyond what is owed now, less what a list says of it already."""
    invoice = commission_of(tx, case_id).invoice(invoice_id)
    if invoice is None or not invoice.paid:
        return NOTHING
    c = invoices.c
    told = select(c.amount).join(exported, exported.c.invoice_id == c.invoice_id).where(c.of_invoice == invoice_id)
    owed = invoice.total - invoice.credited
    return (invoice.total if invoice.paid_amount is None else invoice.paid_amount) - owed - sum_of(tx.scalars(told))


def _waiting(row: Any) -> Waiting:
    kind = InvoiceKind(row["kind"])
    total = row["amount"] + row["travel"]
    return Waiting(
        invoice_id=row["invoice_id"],
        case_id=row["case_id"],
        reference=row["reference"] or "",
        payee=row["payee"],
        number=row["number"],
        kind=kind,
        amount=-total if kind is InvoiceKind.CREDIT_NOTE else total,
        dated_on=row["dated_on"],
        approved_on=row["approved_on"],
    )
