"""What stands around every page of invoices, and what do invoices and years come to in words?"""

from decimal import Decimal
from typing import Any

from shared.contracts.chairs.answers import InvoiceRow
from shared.contracts.chairs.queries import ChairsWork, ExportList, InvoiceList
from shared.contracts.chairs.values import InvoiceKind

from gateway.access import policy
from gateway.components import sentence
from gateway.visit import Visit


def sub_navigation(visit: Visit) -> list[dict[str, Any]]:
    parts = (
        ("All invoices", "/invoices", InvoiceList),
        ("What needs you", "/chairs/work", ChairsWork),
        ("Lists for finance", "/invoices/exports", ExportList),
    )
    here = visit.request.url.path
    return [
        {"text": text, "href": href, "active": here == href}
        for text, href, question in parts
        if policy.may_ask(question, visit.actor).allow
    ]


def name_of(row: InvoiceRow) -> str:
    return f"{sentence(row.kind)} {row.number}"


def signed(row: InvoiceRow) -> Decimal:
    """A credit note's total is below zero."""
    return -row.total if row.kind is InvoiceKind.CREDIT_NOTE else row.total


def year_in_words(year: int) -> str:
    return f"{year} to {year + 1}"
