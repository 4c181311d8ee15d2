"""Which dispatches were right when they were prepared, and call for a correction now (N-11, X-06)?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from shared.contracts.notifications.values import Stage
from shared.database.sql import deleting, replacing, write_all
from shared.record import Recorded
from shared.view import WideView
from sqlalchemy import Connection, select

from notifications.domain.calling import ToldBefore
from notifications.domain.commands import CallForCorrection
from notifications.domain.events.corrections import CorrectionCalledFor
from notifications.domain.events.dispatch import DispatchPrepared
from notifications.views.tables import corrections_due, dispatches


def project(tx: Connection, events: Sequence[Recorded[Any]]) -> None:
    """A call touches every dispatch that told of it; the last word on each counts."""
    rows: dict[str, tuple[str, str, str, date] | None] = {}
    for recorded in events:
        match recorded.message:
            case CorrectionCalledFor() as called:
                rows |= {each: (each, called.case_id, called.what, called.on) for each in called.dispatches}
            case DispatchPrepared(corrects=str() as first):
                rows[first] = None
    write_all(
        tx,
        deleting(tx, corrections_due, [(each,) for each, row in rows.items() if row is None]),
        replacing(tx, corrections_due, [row for row in rows.values() if row is not None]),
    )


CORRECTIONS_DUE = WideView(table=corrections_due, listens=(CorrectionCalledFor, DispatchPrepared), project=project)


def told_before(tx: Connection, command: CallForCorrection) -> ToldBefore:
    c = dispatches.c
    query = select(c.dispatch_id).where(
        c.case_id == command.case_id,
        c.corrects.is_(None),
        c.stage != Stage.CANCELLED.value,
        c.notice.in_([notice.value for notice in command.notices]),
    )
    return ToldBefore(tuple(tx.scalars(query.order_by(c.dispatch_id))))
