"""What is told to others of each fact: how far a dispatch has come. What it says, and to which address, stays here."""

from datetime import date
from typing import Any

from shared.calendar import civil_date
from shared.contracts.notifications import facts
from shared.message import Contract
from shared.record import Recorded

from notifications.domain.events import dispatch as e
from notifications.domain.state import Dispatch


def publish(recorded: Recorded[Any], state: Any) -> list[Contract]:
    return _of_dispatch(recorded, state) if isinstance(state, Dispatch) else []


def _of_dispatch(recorded: Recorded[e.DispatchEvent], at: Dispatch) -> list[Contract]:
    def of(on: date) -> dict[str, Any]:
        return {
            "case_id": at.case_id,
            "dispatch_id": at.dispatch_id,
            "notice": at.notice,
            "recipient_kind": at.recipient,
            "corrects": at.corrects,
            "on": on,
        }

    today = civil_date(recorded.at)
    match recorded.message:
        case e.AttemptSucceeded(at=when):
            return [facts.DispatchTaken(**of(today), by_hand=False, at=when)]
        case e.DispatchSentByHand(sent_at=when):
            return [facts.DispatchTaken(**of(civil_date(when)), by_hand=True, at=when)]
        case e.UncertaintyResolved(was_sent=True):
            when = at.sent_at or recorded.at
            return [facts.DispatchTaken(**of(civil_date(when)), by_hand=False, at=when)]
        case e.AttemptFailedForGood():
            return [facts.DispatchFailed(**of(today))]
        case e.AttemptUncertain():
            return [facts.DispatchUncertain(**of(today))]
        case e.DispatchAcknowledged(on=day):
            return [facts.DispatchAcknowledged(**of(day))]
        case e.DispatchCancelled(cancelled_on=day):
            return [facts.DispatchCancelled(**of(day))]
        case e.AcknowledgementFellDue(due=due):
            return [facts.AcknowledgementOverdue(**of(today), due=due)]
        case _:
            return []
