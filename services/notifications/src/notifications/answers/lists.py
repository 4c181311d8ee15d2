"""What was sent, to whom, and how far has it come?"""

from shared.actor import SPT, SUBSTANTIVE, Actor, Role
from shared.contracts.notifications.answers import DispatchRow
from shared.contracts.notifications.queries import DispatchList
from shared.question import Page
from shared.reader import Reader
from sqlalchemy import ColumnElement, func, select

from notifications.domain.state import Dispatch
from notifications.views.dispatches import from_row
from notifications.views.tables import dispatches as table


def dispatch_list(reader: Reader, question: DispatchList) -> Page[DispatchRow]:
    asked = visible(reader.actor)
    for column, wanted in (
        (table.c.case_id, question.case_id),
        (table.c.stage, question.state),
        (table.c.notice, question.notice),
        (table.c.recipient, question.recipient),
        (table.c.csp, question.csp),
    ):
        if wanted is not None:
            asked.append(column == str(wanted))
    total = reader.tx.scalar(select(func.count()).select_from(table).where(*asked)) or 0
    found = reader.tx.execute(
        select(table)
        .where(*asked)
        .order_by(table.c.prepared_on.desc(), table.c.notice, table.c.recipient, table.c.dispatch_id)
        .limit(question.size)
        .offset((question.page - 1) * question.size)
    )
    rows = [from_row(dict(row)) for row in found.mappings()]
    later = corrections(reader, [row.dispatch_id for row in rows])
    return Page(
        rows=tuple(said(row, later.get(row.dispatch_id)) for row in rows),
        total=total,
        page=question.page,
        size=question.size,
    )


def visible(actor: Actor) -> list[ColumnElement[bool]]:
    """A CSP Chair sees their own partnership's."""
    if actor.holds(*SPT, *SUBSTANTIVE, Role.AUDITOR, Role.SERVICE):
        return []
    return [table.c.csp.in_(sorted(actor.csps))]


def corrections(reader: Reader, ids: list[str]) -> dict[str, str]:
    """Which of them were corrected, and by which dispatch."""
    found = reader.tx.execute(
        select(table.c.corrects, table.c.dispatch_id).where(table.c.corrects.in_(ids)).order_by(table.c.prepared_on)
    )
    return {row.corrects: row.dispatch_id for row in found}


def said(at: Dispatch, corrected_by: str | None = None) -> DispatchRow:
    return DispatchRow(
        dispatch_id=at.dispatch_id,
        case_id=at.case_id,
        reference=at.reference,
        csp=at.csp,
        notice=at.notice,
        recipient=at.recipient,
        state=at.stage,
        channel=at.channel,
        prepared_on=at.prepared_on,
        sent_at=at.sent_at if at.stage.sent else None,
        attempts=at.attempts,
        next_try=at.next_try,
        acknowledge_by=at.acknowledge_by,
        acknowledged_on=at.acknowledged_on,
        acknowledgement_overdue=at.overdue and at.acknowledged_on is None,
        sha256=at.sha256,
        missing=at.missing,
        corrects=at.corrects,
        corrected_by=corrected_by,
        member_id=at.member_id,
        occasion=at.occasion,
    )
