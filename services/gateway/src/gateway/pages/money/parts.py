"""What stands around every page of invoices, and how are amounts below zero put in words?"""

from decimal import Decimal
from typing import Any

from shared.contracts.chairs.answers import InvoiceRow
from shared.contracts.chairs.queries import ChairsWork, ExportList, InvoiceList
from shared.money import in_words

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


def pounds(amount: Decimal) -> str:
    """`£400.00`, and below zero `−£400.00`."""
    return f"−{in_words(-amount)}" if amount < 0 else in_words(amount)


def name_of(row: InvoiceRow) -> str:
    return f"{sentence(row.kind)} {row.number}"


def year_in_words(year: int) -> str:
    return f"{year} to {year + 1}"
