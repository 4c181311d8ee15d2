"""Which invoices are there, what does each say, and what was exported? (Y-05, Y-11)"""

from typing import Any

from shared.calendar import civil_date
from shared.contracts.chairs.answers import (
    Export,
    ExportedLine,
    ExportRow,
    Exports,
    InvoiceRecord,
    InvoiceRow,
)
from shared.contracts.chairs.queries import ExportDetail, ExportList, InvoiceDetail, InvoiceList
from shared.contracts.chairs.values import InvoiceKind, InvoiceState
from shared.money import NOTHING
from shared.question import Page
from shared.reader import Reader
from shared.service import NotFound
from sqlalchemy import Select, func, select

from chairs.domain import events as e
from chairs.domain.county.fees import sum_of
from chairs.domain.money import bounds
from chairs.domain.state import Commission
from chairs.policy import must_see
from chairs.views.cases_known import known_case
from chairs.views.commissions import commission_of
from chairs.views.invoices import waiting_for_export
from chairs.views.tables import cases_known, exported, exports, invoices

WAITS = {
    InvoiceState.ENTERED: "the check against the commission",
    InvoiceState.QUERIED: "the question about it to be settled",
    InvoiceState.CHECKED: "approval by another person than who entered it",
    InvoiceState.APPROVED: "the finance team to be told",
    InvoiceState.SENT: "payment",
}
CREDIT_WAITS = {InvoiceState.ENTERED: "approval by another person than who entered it"}


def rows(*where: Any) -> Select[Any]:
    """Invoices with the case's reference, what was credited, and whether they are in a list for finance."""
    credit = invoices.alias("credit")
    credited = (
        select(func.sum(credit.c.amount))
        .where(credit.c.of_invoice == invoices.c.invoice_id, credit.c.state == InvoiceState.APPROVED.value)
        .scalar_subquery()
    )
    return (
        select(
            invoices,
            cases_known.c.reference,
            credited.label("credited"),
            exported.c.export_id,
        )
        .join(cases_known, cases_known.c.case_id == invoices.c.case_id, isouter=True)
        .join(exported, exported.c.invoice_id == invoices.c.invoice_id, isouter=True)
        .where(*where)
    )


def invoice_list(reader: Reader, question: InvoiceList) -> Page[InvoiceRow]:
    c = invoices.c
    asked = {c.state: question.state, c.case_id: question.case_id, c.year: question.year, c.payee_id: question.chair_id}
    where = [column == value for column, value in asked.items() if value is not None]
    if question.payee is not None:
        where.append(c.payee.icontains(question.payee, autoescape=True))
    if question.reference is not None:
        known = cases_known.c.reference.icontains(question.reference, autoescape=True)
        where.append(c.case_id.in_(select(cases_known.c.case_id).where(known)))
    total = reader.tx.scalar(select(func.count()).select_from(invoices).where(*where)) or 0
    query = rows(*where).order_by(c.received_on.desc(), c.invoice_id)
    query = query.limit(question.size).offset((question.page - 1) * question.size)
    found = tuple(row_of(row) for row in reader.tx.execute(query).mappings())
    return Page[InvoiceRow](rows=found, total=total, page=question.page, size=question.size)


def row_of(row: Any) -> InvoiceRow:
    return InvoiceRow(
        invoice_id=row["invoice_id"],
        case_id=row["case_id"],
        reference=row["reference"] or "",
        kind=InvoiceKind(row["kind"]),
        of_invoice=row["of_invoice"],
        payee=row["payee"],
        number=row["number"],
        amount=row["amount"],
        travel=row["travel"],
        total=row["amount"] + row["travel"],
        hours=row["hours"],
        dated_on=row["dated_on"],
        received_on=row["received_on"],
        year=row["year"],
        state=InvoiceState(row["state"]),
        query=row["query"],
        entered_by=row["entered_by"],
        approved_by=row["approved_by"],
        approved_on=row["approved_on"],
        sent_on=row["sent_on"],
        paid_on=row["paid_on"],
        credited=row["credited"] or NOTHING,
        exported=row["export_id"] is not None,
    )


def records(reader: Reader, case_id: str) -> tuple[InvoiceRecord, ...]:
    """A case's invoices and credit notes, oldest first, with what only the record holds."""
    query = rows(invoices.c.case_id == case_id).order_by(invoices.c.received_on, invoices.c.invoice_id)
    found = [row_of(row) for row in reader.tx.execute(query).mappings()]
    said = _said(reader, case_id) if found else {}
    commission = commission_of(reader.tx, case_id) if found else Commission()
    return tuple(_record(row, said.get(row.invoice_id, {}), commission) for row in found)


def _record(row: InvoiceRow, said: dict[str, Any], commission: Commission) -> InvoiceRecord:
    waits = WAITS if row.kind is InvoiceKind.INVOICE else CREDIT_WAITS
    return InvoiceRecord(
        row=row,
        worked=said.get("worked", ()),
        travel_reason=said.get("travel_reason"),
        reason=said.get("reason"),
        waits_for=waits.get(row.state) if row.credited < row.total else None,
        **_room_left(commission, row.of_invoice or row.invoice_id),
    )


def _room_left(commission: Commission, invoice_id: str) -> dict[str, Any]:
    """The ceiling, and what is left of it for this invoice."""
    invoice = commission.invoice(invoice_id)
    if invoice is None:
        return {}
    appointment = commission.appointments[invoice.appointment - 1]
    ceiling = commission.limit(appointment)
    approved = bounds.fees_of(appointment, invoice.payee_id, commission.approved_of(appointment))
    return {
        "parts": invoice.parts,
        "ceiling": ceiling,
        "left": ceiling - commission.invoiced(appointment),
        "payable": max(bounds.payable(commission, appointment, invoice.payee_id) - approved, NOTHING),
    }


def _said(reader: Reader, case_id: str) -> dict[str, dict[str, Any]]:
    said: dict[str, dict[str, Any]] = {}
    for recorded in reader.history(f"commission-{case_id}"):
        match recorded.message:
            case e.InvoiceEntered() as event:
                said[event.invoice_id] = {"worked": event.worked, "travel_reason": event.travel_reason}
            case e.InvoiceRefused(invoice_id=id_, reason=reason) | e.InvoiceWithdrawn(invoice_id=id_, reason=reason):
                said[id_] = {**said[id_], "reason": reason}
            case e.CreditNoteEntered(credit_id=id_, reason=reason) | e.CreditNoteRefused(credit_id=id_, reason=reason):
                said[id_] = {"reason": reason}
            case _:
                pass
    return said


def invoice_detail(reader: Reader, question: InvoiceDetail) -> InvoiceRecord:
    case = known_case(reader.tx, question.case_id)
    must_see(reader.actor, case.csp if case else None)
    for record in records(reader, question.case_id):
        if record.row.invoice_id == question.invoice_id:
            return record
    raise NotFound("There is no such invoice on this review.")


def export_list(reader: Reader, question: ExportList) -> Exports:
    del question
    c = exports.c
    waiting = waiting_for_export(reader.tx)
    made = reader.tx.execute(select(exports).order_by(c.exported_on.desc(), c.export_id)).mappings()
    return Exports(
        exports=tuple(
            ExportRow(
                export_id=row["export_id"],
                made_on=row["exported_on"],
                count=row["count"],
                control_total=row["control_total"],
                repeats=row["repeats"],
            )
            for row in made
        ),
        waiting=len(waiting),
        waiting_total=sum_of(each.amount for each in waiting),
    )


def export_detail(reader: Reader, question: ExportDetail) -> Export:
    history = reader.history(f"export-{question.export_id}")
    if not history:
        raise NotFound("There is no such export.")
    made: e.InvoicesExported = history[0].message
    return Export(
        export_id=question.export_id,
        made_on=civil_date(history[0].at),
        made_by=made.exported_by,
        lines=tuple(ExportedLine(**line.model_dump(exclude={"invoice_id"})) for line in made.lines),
        control_total=made.control_total,
        repeats=len(history) - 1,
    )
