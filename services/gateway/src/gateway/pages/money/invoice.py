"""What does this invoice say, how far is it, and what can this person do with it now (Y-05, Y-08, Y-11)?"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from shared.contracts.chairs.answers import InvoiceRecord, InvoiceRow
from shared.contracts.chairs.queries import InvoiceDetail
from shared.contracts.chairs.values import InvoiceKind, InvoiceState
from shared.contracts.tone import Tone

from gateway.pages.deeds import NOTHING, offered
from gateway.pages.money.handling import APPROVE, CREDIT_APPROVED, ON_CREDIT, ON_INVOICE
from gateway.pages.money.parts import OWED, UNDECIDED, name_of, year_in_words
from gateway.pages.sections import parts_of_case
from gateway.pages.words import named, signed
from gateway.show.components import Tag, words
from gateway.web.routes import page
from gateway.web.visit import Visit


def _page(visit: Visit, record: InvoiceRecord) -> Mapping[str, Any]:
    row = record.row
    credit = row.kind is InvoiceKind.CREDIT_NOTE
    place = {"invoice_id": row.invoice_id, "credit_id": row.invoice_id}
    approving = offered(visit, (CREDIT_APPROVED if credit else APPROVE,), record, **place)
    own = row.entered_by == visit.actor.id
    by = named(visit, [row.entered_by, row.approved_by])
    return {
        "row": row,
        "title": name_of(row),
        "parts_of_case": parts_of_case(visit),
        "waits_for": record.waits_for,
        "undecided": row.state in UNDECIDED,
        "own": own and bool(approving),
        "offers": (NOTHING if own else approving)
        + offered(visit, ON_CREDIT if credit else ON_INVOICE, record, **place),
        "pairs": _says(row),
        "amounts": _amounts(row, credit=credit),
        "against": _against(record, credit=credit),
        "years": _years(record) if not credit else [],
        "way": _way(record, by, credit=credit),
        "worked": [(one.day, f"{one.hours.normalize():f}", one.what) for one in record.worked],
        "reason": record.reason,
        "travel_reason": record.travel_reason,
        "invoice": f"/cases/{row.case_id}/invoices/{row.of_invoice}" if row.of_invoice else "",
    }


def _says(row: InvoiceRow) -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = [("From", row.payee), ("Number", row.number), ("Dated", row.dated_on)]
    return pairs if row.hours is None else [*pairs, ("Hours", f"{row.hours.normalize():f}")]


def _amounts(row: InvoiceRow, *, credit: bool) -> list[tuple[str, Decimal]]:
    """Each line adds to the ones above; the last is what is paid, or taken back."""
    if credit:
        return [("Credited", signed(row))]
    amounts = [("Fees", row.amount)]
    if row.travel:
        amounts.append(("Travel", row.travel))
    if row.travel or row.credited:
        amounts.append(("Total", row.total))
    if row.credited:
        amounts += [("Credited", -row.credited), ("Total less what is credited", row.total - row.credited)]
    return amounts


def _against(record: InvoiceRecord, *, credit: bool) -> list[tuple[str, Decimal]]:
    """The ceiling, and what remains of it now and when this is decided. Travel that is approved raises both."""
    left, row = record.left, record.row
    stands = [
        ("Ceiling of the commission", record.ceiling),
        ("Invoiced and approved", record.ceiling - left),
        ("Left of the ceiling", left),
    ]
    if row.state in UNDECIDED and not credit:
        stands.append(("Payable of it now", record.payable))
        after = left - row.amount
        stands.append(("Left when this is approved" if after >= 0 else "Over the ceiling if it were approved", after))
    return stands


def _years(record: InvoiceRecord) -> list[tuple[str, Decimal]]:
    """Work counts in the year of its day; with more than one year, their sum stands below."""
    years = [(year_in_words(year), amount) for year, amount in record.parts]
    return [*years, ("Together", record.row.total)] if len(years) > 1 else years


def _way(record: InvoiceRecord, by: Mapping[str, str], *, credit: bool) -> list[dict[str, Any]]:
    """The steps of its way, each with how far it is."""
    row = record.row
    steps: list[tuple[str, str, bool]] = [
        ("Received and entered", f"{words(row.received_on)}, entered by {by[row.entered_by]}", True)
    ]
    if not credit:
        checked = row.state in OWED or row.state is InvoiceState.CHECKED
        steps.append(("Checked against the commission", row.query or "", checked))
    approved = f"{words(row.approved_on)}, by {by.get(row.approved_by or '', words(None))}" if row.approved_on else ""
    steps.append(("Approved by another person", approved, row.approved_on is not None))
    if not credit:
        steps.append(("Sent for payment", words(row.sent_on) if row.sent_on else "", row.sent_on is not None))
        steps.append(("Paid", words(row.paid_on) if row.paid_on else "", row.paid_on is not None))
    ended = row.state in (InvoiceState.REFUSED, InvoiceState.WITHDRAWN)
    left = Tag("Not applicable", Tone.GREY) if ended else Tag("Not yet", Tone.BLUE)
    return [
        {"name": name, "hint": hint, "state": Tag("Done", Tone.GREEN) if done else left} for name, hint, done in steps
    ]


ROUTES = page("/cases/{case_id}/invoices/{invoice_id}", "money/invoice.html", InvoiceDetail, prepare=_page)
