"""What is the notifications service made of?"""

from shared.service import Aggregate, Service

from notifications.answers import ANSWERS
from notifications.domain.calling import CALLS
from notifications.domain.dispatch import DISPATCH
from notifications.domain.notice import NOTICE, notice_id
from notifications.domain.recipient import RECIPIENT, recipient_id
from notifications.policy import may_call, may_direct, may_dispatch, may_hold
from notifications.publish import publish
from notifications.reactions import REACTIONS
from notifications.ticking import tick
from notifications.timeline import describe
from notifications.views.corrections import CORRECTIONS_DUE, told_before
from notifications.views.directory import HELD_NOTICES, PROPOSALS, RECIPIENTS
from notifications.views.dispatches import DISPATCHES
from notifications.views.look_ups import dispatch_known
from notifications.views.tables import METADATA
from notifications.workers.printing import print_waiting
from notifications.workers.sender import send_waiting

NOTIFICATIONS = Service(
    name="notifications",
    aggregates=(
        Aggregate(
            noun="dispatch",
            decider=DISPATCH,
            id_of=lambda command: command.dispatch_id,
            permit=may_dispatch,
            look_up=dispatch_known,
        ),
        Aggregate(
            noun="corrections",
            decider=CALLS,
            id_of=lambda command: command.case_id,
            permit=may_call,
            look_up=told_before,
        ),
        Aggregate(
            noun="recipient",
            decider=RECIPIENT,
            id_of=lambda command: recipient_id(command.recipient, command.csp.value if command.csp else None),
            permit=may_direct,
        ),
        Aggregate(
            noun="notice",
            decider=NOTICE,
            id_of=lambda command: notice_id(command.notice),
            permit=may_hold,
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
