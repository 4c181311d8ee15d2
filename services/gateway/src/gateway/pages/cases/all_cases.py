"""Which cases may I open, and what is next in each?"""

from shared.contracts.cases.commands import NotifyDeath
from shared.contracts.cases.queries import CaseList
from shared.contracts.county import Csp

from gateway.forms.field import Field
from gateway.gate import Entry
from gateway.pages.lists import Button, Column, ListPage, list_page
from gateway.show.components import tag

MENU = Entry("Cases", "/cases", 20)

ROUTES = list_page(
    "/cases",
    ListPage(
        question=CaseList,
        title="Cases",
        called=("case", "cases"),
        new=Button("Notify a death", "/cases/notify", NotifyDeath.may),
        filters=(
            Field("csp", "partnership", "select", options=tuple(str(csp) for csp in Csp)),
            Field("stage", "stage", "select"),
            Field("reference", "reference", hint="A part of it is enough"),
            Field("open_only", "only open cases"),
        ),
        columns=(
            Column("Reference", "reference", href="/cases/{case_id}"),
            Column("Partnership", "csp"),
            Column("Stage", lambda row: tag(row.stage)),
            Column("Next step", "next_step"),
            Column("Next deadline", "next_due"),
            Column("Chair", "chair"),
        ),
    ),
)
