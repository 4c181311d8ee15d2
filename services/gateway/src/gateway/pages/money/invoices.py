"""Which invoices and credit notes are there (Y-05)?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.chairs.answers import InvoiceRow
from shared.contracts.chairs.queries import InvoiceList
from shared.question import Page

from gateway.forms.field import Field
from gateway.gate import Entry
from gateway.pages.lists import Column, ListPage, list_page
from gateway.pages.money.parts import name_of, sub_navigation, year_in_words
from gateway.pages.words import signed
from gateway.show.components import tag
from gateway.web.visit import Visit

MENU = Entry("Invoices", "/invoices", 35)


async def _around(visit: Visit, _: Page[InvoiceRow]) -> Mapping[str, Any]:
    return {"parts_of_invoices": sub_navigation(visit)}


ROUTES = list_page(
    "/invoices",
    ListPage(
        question=InvoiceList,
        title="Invoices",
        intro="What chairs and writers have invoiced. An invoice is entered on the page of its review.",
        called=("invoice or credit note", "invoices and credit notes"),
        filters=(
            Field("state", "state", "select"),
            Field("payee", "chair or writer", hint="A part of the name"),
            Field("reference", "review", hint="A part of the reference"),
            Field("year", "the year", "number", hint="For example, 2026", ask="Financial year that begins in"),
        ),
        columns=(
            Column("Invoice", name_of, href="/cases/{case_id}/invoices/{invoice_id}"),
            Column("From", "payee"),
            Column("Review", "reference", href="/cases/{case_id}/chair"),
            Column("State", lambda row: tag(row.state)),
            Column("Total", signed, number=True),
            Column("Received on", "received_on"),
        ),
        exported=(
            Column("Credited", "credited"),
            Column("Fees", "amount"),
            Column("Travel", "travel"),
            Column("Hours", "hours"),
            Column("Dated", "dated_on"),
            Column("Financial year", lambda row: year_in_words(row.year)),
            Column("Approved on", "approved_on"),
            Column("Sent for payment on", "sent_on"),
            Column("Paid on", "paid_on"),
            Column("In a list for finance", "exported"),
        ),
        template="money/invoices.html",
        more=_around,
    ),
)
