"""What may this person do with this dispatch now, and what stands around every page of dispatches?"""

from shared.contracts.notifications.answers import DispatchRow
from shared.contracts.notifications.queries import DispatchList, DispatchTasks, NoticesHeld, RecipientDirectory

from gateway.pages.sections import Link, navigation
from gateway.show.components import sentence
from gateway.web.visit import Visit


def about(row: DispatchRow) -> str:
    """`Coroner's notification to the Coroner, DHR-2026-001`"""
    return f"{sentence(row.notice)} to the {row.recipient}, {row.reference}"


def sub_navigation(visit: Visit) -> list[Link]:
    parts = (
        ("All dispatches", "/dispatches", DispatchList),
        ("What needs a person", "/dispatches/tasks", DispatchTasks),
        ("Recipients", "/recipients", RecipientDirectory),
        ("Approval", "/dispatches/approval", NoticesHeld),
    )
    return navigation(visit, parts)
