"""What was sent, to whom, and how far has it come: in the county, and for one case?"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shared.calendar import civil_date
from shared.contracts.county import Csp
from shared.contracts.notifications.answers import DispatchRow
from shared.contracts.notifications.queries import DispatchDetail, DispatchList
from shared.question import Page

from gateway.forms.field import Field
from gateway.gate import Entry
from gateway.pages.dispatches.parts import sub_navigation
from gateway.pages.lists import Column, ListPage, list_page
from gateway.pages.sections import parts_of_case, reference_of
from gateway.show.components import sentence, tag
from gateway.web.visit import Visit

MENU = Entry("Dispatches", "/dispatches", 50)


def _acknowledged(row: DispatchRow) -> Any:
    if row.acknowledged_on is not None:
        return row.acknowledged_on
    if row.acknowledgement_overdue:
        return "Overdue"
    return "Not yet" if row.acknowledge_by is not None else None


_STATE = (Field("state", "state", "select"), Field("notice", "notice", "select"))
_TO = (Field("recipient", "recipient", "select"),)
_COLUMNS = (
    Column(
        "Notice",
        lambda row: sentence(row.notice) + (" (correction)" if row.corrects else ""),
        href="/dispatches/{dispatch_id}",
        leads=DispatchDetail.may,
    ),
    Column("Recipient", "recipient"),
    Column("State", lambda row: tag(row.state)),
    Column("Sent on", lambda row: civil_date(row.sent_at) if row.sent_at else None),
    Column("Acknowledged", _acknowledged),
)
_FILES = (
    Column("Prepared on", "prepared_on"),
    Column("Sent at", "sent_at"),
    Column("Channel", "channel"),
    Column("Attempts", "attempts"),
    Column("Acknowledgement due", "acknowledge_by"),
    Column("Fingerprint of the file (SHA-256)", "sha256"),
    Column("Things not known when it was prepared", "missing"),
)


async def _around(visit: Visit, _: Page[DispatchRow]) -> Mapping[str, Any]:
    return {"parts_of_dispatches": sub_navigation(visit)}


async def _of_case(visit: Visit, page: Page[DispatchRow]) -> Mapping[str, Any]:
    return {
        "parts_of_case": parts_of_case(visit),
        "reference": await reference_of(visit, page.rows),
    }


COUNTY = ListPage(
    question=DispatchList,
    title="Dispatches",
    intro=(
        "All notices and letters, their recipients and their state. “Sent” means that the channel took it. It does "
        "not mean that the recipient has read it."
    ),
    called=("dispatch", "dispatches"),
    filters=(
        Field("csp", "partnership", "select", options=tuple(str(csp) for csp in Csp)),
        *_STATE,
        *_TO,
    ),
    columns=(Column("Case", "reference", href="/cases/{case_id}/dispatches"), *_COLUMNS),
    exported=(Column("Partnership", "csp"), *_FILES),
    template="dispatches/list.html",
    more=_around,
)
CASE = replace(
    COUNTY,
    intro="Notices and letters of this case, their recipients and their state.",
    filters=_STATE,
    columns=_COLUMNS,
    exported=_FILES,
    template="cases/list.html",
    more=_of_case,
)

ROUTES = [*list_page("/dispatches", COUNTY), *list_page("/cases/{case_id}/dispatches", CASE)]
