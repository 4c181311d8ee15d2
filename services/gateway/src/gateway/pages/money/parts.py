"""What stands around every page of invoices, and what do invoices and years come to in words?"""

from collections.abc import Callable

from shared.contracts.chairs.answers import InvoiceRecord, InvoiceRow
from shared.contracts.chairs.queries import ChairsWork, ExportList, InvoiceList
from shared.contracts.chairs.values import InvoiceState

from gateway.pages.sections import Link, navigation
from gateway.pages.words import signed
from gateway.show.components import sentence, words
from gateway.web.visit import Visit


def sub_navigation(visit: Visit) -> list[Link]:
    parts = (
        ("All invoices", "/invoices", InvoiceList),
        ("What needs you", "/chairs/work", ChairsWork),
        ("Lists for finance", "/invoices/exports", ExportList),
    )
    return navigation(visit, parts)


def name_of(row: InvoiceRow) -> str:
    return f"{sentence(row.kind)} {row.number}"


def year_in_words(year: int) -> str:
    return f"{year} to {year + 1}"


UNDECIDED = frozenset({InvoiceState.ENTERED, InvoiceState.QUERIED, InvoiceState.CHECKED})
UNCHECKED = UNDECIDED - {InvoiceState.CHECKED}
OWED = frozenset({InvoiceState.APPROVED, InvoiceState.SENT, InvoiceState.PAID})


def is_at(*states: InvoiceState) -> Callable[[InvoiceRecord], bool]:
    return lambda record: record.row.state in states


def about(record: InvoiceRecord) -> str:
    """`Invoice DR-014 of Deepak Rana, £4,000.00, for DHR-2026-001.`"""
    row = record.row
    return f"{sentence(row.kind)} {row.number} of {row.payee}, {words(signed(row))}, for {row.reference}."


def in_full(record: InvoiceRecord) -> str:
    """For whoever checks or approves it: the amounts, what is payable now, and a question that was raised."""
    row = record.row
    parts = [f"Fees {words(row.amount)}"]
    if row.hours is not None:
        parts.append(f"for {row.hours.normalize():f} hours")
    if row.travel:
        parts.append(f"and travel {words(row.travel)}")
    said = [about(record), f"{' '.join(parts)}, dated {words(row.dated_on)}. {words(record.payable)} is payable now."]
    return "\n\n".join([*said, *([f"A question was raised: {row.query}"] if row.query else [])])
