"""What does a day that passes ask of the notifications? Commands for the ticker; asked twice, they change nothing."""

from shared.contracts.notifications.values import Stage
from shared.message import Command
from shared.reader import Reader
from sqlalchemy import select

from notifications.domain.commands import LookForAcknowledgement
from notifications.views.tables import dispatches as table


def tick(reader: Reader) -> list[Command]:
    """What was sent and should have been acknowledged by now (X-07)."""
    late = select(table.c.dispatch_id).where(
        table.c.stage.in_([Stage.TAKEN.value, Stage.SENT_BY_HAND.value]),
        table.c.overdue.is_(False),
        table.c.acknowledge_by < reader.today,
    )
    return [LookForAcknowledgement(dispatch_id=found) for found in reader.tx.scalars(late)]
