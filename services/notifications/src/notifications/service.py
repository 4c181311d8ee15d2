"""What is the notifications service made of?"""

from shared.contracts.notifications.commands import (
    LookForAcknowledgement,
)
from shared.contracts.notifications.values import Stage
from shared.message import Command
from shared.reader import Reader
from shared.service import Aggregate, Service, by_role
from sqlalchemy import select

from notifications.answers import ANSWERS
from notifications.domain.calling import CALLS
from notifications.domain.dispatch import DISPATCH
from notifications.domain.notice import NOTICE, notice_id
from notifications.domain.recipient import RECIPIENT, recipient_id
from notifications.publish import publish
from notifications.reactions import REACTIONS
from notifications.timeline import describe
from notifications.views.corrections import CORRECTIONS_DUE, told_before
from notifications.views.directory import HELD_NOTICES, PROPOSALS, RECIPIENTS
from notifications.views.dispatches import DISPATCHES
from notifications.views.look_ups import look_up
from notifications.views.tables import METADATA, dispatches
from notifications.workers.printing import print_waiting
from notifications.workers.sender import send_waiting


def tick(reader: Reader) -> list[Command]:
    """What was sent and should have been acknowledged by now (X-07)."""
    table = dispatches
    late = select(table.c.dispatch_id).where(
        table.c.stage.in_([Stage.TAKEN.value, Stage.SENT_BY_HAND.value]),
        table.c.overdue.is_(False),
        table.c.acknowledge_by < reader.today,
    )
    return [LookForAcknowledgement(dispatch_id=found) for found in reader.tx.scalars(late)]


NOTIFICATIONS = Service(
    name="notifications",
    aggregates=(
        Aggregate(
            noun="dispatch",
            decider=DISPATCH,
            id_of=lambda command: command.dispatch_id,
            permit=by_role,
            look_up=look_up,
        ),
        Aggregate(
            noun="corrections",
            decider=CALLS,
            id_of=lambda command: command.case_id,
            permit=by_role,
            look_up=told_before,
        ),
        Aggregate(
            noun="recipient",
            decider=RECIPIENT,
            id_of=lambda command: recipient_id(command.recipient, command.csp.value if command.csp else None),
            permit=by_role,
        ),
        Aggregate(
            noun="notice",
            decider=NOTICE,
            id_of=lambda command: notice_id(command.notice),
            permit=by_role,
        ),
    ),
    metadata=METADATA,
    publish=publish,
    describe=describe,
    views=(DISPATCHES, CORRECTIONS_DUE, RECIPIENTS, PROPOSALS, HELD_NOTICES),
    answers=ANSWERS,
    reactions=REACTIONS,
    keys_of="cases",
    tick=tick,
    workers=(print_waiting, send_waiting),
)
