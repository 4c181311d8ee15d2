"""What is before the Sub-Group, and what came of it (A-06)?"""

from typing import Any

from shared.record import Recorded
from shared.view import Key, Row, View

from tracker.domain.events.plan import EscalationClosed, EscalationOpened
from tracker.views.tables import escalations


def _key(recorded: Recorded[Any]) -> Key:
    return (recorded.message.case_id, recorded.message.escalation)


def _apply(row: Row | None, recorded: Recorded[Any]) -> Row | None:
    match recorded.message:
        case EscalationOpened() as opened:
            return opened.model_dump()
        case EscalationClosed(outcome=outcome, closed_on=day) if row:
            return {**row, "outcome": outcome, "closed_on": day}
        case _:
            return row


ESCALATIONS = View(table=escalations, listens=(EscalationOpened, EscalationClosed), key=_key, apply=_apply)
