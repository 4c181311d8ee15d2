"""Which dispatches wait for the sender?"""

from shared.contracts.notifications.values import Stage
from shared.database.instant import as_text
from shared.hosting.running import Running
from shared.reader import Reader
from sqlalchemy import ColumnElement, and_, or_, select

from notifications.domain.state import Dispatch
from notifications.views.dispatches import from_row
from notifications.views.tables import dispatches as table

AT_ONCE = 50


async def at_stage(running: Running, stage: Stage) -> list[Dispatch]:
    return await _found(running, table.c.stage == stage.value)


async def due(running: Running) -> list[Dispatch]:
    """Queued, or failed for now and waited for long enough."""
    now = as_text(running.clock.now())
    return await _found(
        running,
        or_(
            table.c.stage == Stage.QUEUED.value,
            and_(table.c.stage == Stage.WAITING.value, table.c.next_try <= now),
        ),
    )


async def _found(running: Running, wanted: ColumnElement[bool]) -> list[Dispatch]:
    def read(reader: Reader) -> list[Dispatch]:
        rows = reader.tx.execute(
            select(table).where(wanted).order_by(table.c.prepared_on, table.c.dispatch_id).limit(AT_ONCE)
        )
        return [from_row(dict(row)) for row in rows.mappings()]

    return await running.answering.read(read)
