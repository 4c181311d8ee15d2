"""What stands around every page of invoices, and what do invoices and years come to in words?"""

from shared.contracts.chairs.answers import InvoiceRow
from shared.contracts.chairs.queries import ChairsWork, ExportList, InvoiceList

from gateway.pages.sections import Link, navigation
from gateway.show.components import sentence
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
