"""To whom does each kind of notice go, which changes wait for a second person, and which kinds are held?"""

from typing import Any

from shared.message import members
from shared.record import Recorded
from shared.view import Key, Row, View

from notifications.domain.events.notice import NoticeEvent, NoticeHeld
from notifications.domain.events.recipient import RecipientDeclined, RecipientEvent, RecipientProposed, RecipientSet
from notifications.views.tables import held_notices, proposals, recipients


def _entry(event: RecipientSet | RecipientProposed) -> dict[str, Any]:
    return {
        "recipient": event.recipient.value,
        "csp": event.csp or "",
        "from_date": event.from_date,
        "channel": event.channel.value,
        "name": event.name,
        "address": event.address,
    }


def _recipient_key(recorded: Recorded[RecipientSet]) -> Key:
    event = recorded.message
    return (event.recipient.value, event.csp or "", event.from_date)


def _recipient(row: Row | None, recorded: Recorded[RecipientSet]) -> Row | None:
    return _entry(recorded.message)


def _proposal_key(recorded: Recorded[RecipientEvent]) -> Key:
    return (recorded.message.recipient.value, recorded.message.csp or "")


def _proposal(row: Row | None, recorded: Recorded[RecipientEvent]) -> Row | None:
    match recorded.message:
        case RecipientProposed() as event:
            return {**_entry(event), "proposed_by": event.proposed_by}
        case RecipientSet() | RecipientDeclined():
            return None


def _notice_key(recorded: Recorded[NoticeEvent]) -> Key:
    return (recorded.message.notice.value,)


def _notice(row: Row | None, recorded: Recorded[NoticeEvent]) -> Row | None:
    return {"notice": recorded.message.notice.value} if isinstance(recorded.message, NoticeHeld) else None


RECIPIENTS = View(table=recipients, listens=(RecipientSet,), key=_recipient_key, apply=_recipient)
PROPOSALS = View(table=proposals, listens=members(RecipientEvent), key=_proposal_key, apply=_proposal)
HELD_NOTICES = View(table=held_notices, listens=members(NoticeEvent), key=_notice_key, apply=_notice)
