"""Which dispatches wait for a worker? All that can go, and never only the oldest of all (X-12)."""

from collections.abc import AsyncIterator, Collection
from datetime import date
from functools import partial
from typing import Any

from shared.contracts.notifications.values import RecipientKind, Stage
from shared.database.instant import as_text
from shared.hosting.running import Running
from shared.reader import Reader
from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, tuple_

from notifications.domain.state import Dispatch
from notifications.views.dispatches import from_row
from notifications.views.tables import dispatches as table
from notifications.views.tables import recipients

PAGE = 50

type Whom = tuple[RecipientKind, str, str]
"""The recipient, with the partnership of a CSP Chair, or the panel member."""

_CSP = case((table.c.recipient == RecipientKind.CSP_CHAIR.value, table.c.csp), else_="")
"""The directory has one entry a partnership for CSP Chairs alone."""
_WHOM = (table.c.recipient, _CSP, func.coalesce(table.c.member_id, ""))


def whom(at: Dispatch) -> Whom:
    return at.recipient, at.csp if at.recipient is RecipientKind.CSP_CHAIR else "", at.member_id or ""


def at_stage(running: Running, stage: Stage) -> AsyncIterator[Dispatch]:
    return _all(running, table.c.stage == stage.value)


def now_in_directory(running: Running) -> AsyncIterator[Dispatch]:
    """Those that waited for a recipient whom the directory names by now."""
    return _all(running, and_(table.c.stage == Stage.NO_RECIPIENT.value, _has_holder(running.clock.today())))


async def due(running: Running, busy: Collection[Whom], resting: Collection[str]) -> list[Dispatch]:
    """The next to each recipient: queued, or failed for now and waited for long enough."""
    now = as_text(running.clock.now())
    wanted = and_(
        or_(
            table.c.stage == Stage.QUEUED.value,
            and_(table.c.stage == Stage.WAITING.value, table.c.next_try <= now),
        ),
        table.c.dispatch_id.not_in(resting),
        tuple_(*_WHOM).not_in([(kind.value, csp, member) for kind, csp, member in busy]),
    )
    turn = func.row_number().over(partition_by=_WHOM, order_by=(table.c.prepared_on, table.c.dispatch_id))
    ranked = select(table, turn.label("turn")).where(wanted).subquery()
    first = select(*(ranked.c[column.name] for column in table.columns)).where(ranked.c.turn == 1)

    def read(reader: Reader) -> list[Dispatch]:
        rows = reader.tx.execute(first.order_by(ranked.c.prepared_on, ranked.c.dispatch_id).limit(PAGE))
        return [from_row(dict(row)) for row in rows.mappings()]

    return await running.answering.read(read)


async def _all(running: Running, wanted: ColumnElement[bool]) -> AsyncIterator[Dispatch]:
    """The oldest first, read a page at a time, so that those that stay where they are do not hide the others."""
    last: Dispatch | None = None
    while True:
        page = await running.answering.read(partial(_page, wanted, last))
        for last in page:
            yield last
        if len(page) < PAGE:
            return


def _page(wanted: ColumnElement[bool], last: Dispatch | None, reader: Reader) -> list[Dispatch]:
    place = (table.c.prepared_on, table.c.dispatch_id)
    query = select(table).where(wanted).order_by(*place).limit(PAGE)
    if last is not None:
        query = query.where(tuple_(*place) > (last.prepared_on, last.dispatch_id))
    rows: Any = reader.tx.execute(query).mappings()
    return [from_row(dict(row)) for row in rows]


def _has_holder(today: date) -> ColumnElement[bool]:
    return exists().where(
        recipients.c.recipient == table.c.recipient, recipients.c.csp == _CSP, recipients.c.from_date <= today
    )
