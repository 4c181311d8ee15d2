"""When may an attempt start, and what follows from how it ended (X-03, X-05)? Pure."""

from collections.abc import Sequence
from datetime import date, datetime

from shared.calendar import civil_date, five_working_days
from shared.contracts.notifications.commands import RecordAttempt, ResolveUncertain, StartAttempt
from shared.contracts.notifications.values import AttemptOutcome, Stage
from shared.message import Refused

from notifications.domain.events import (
    AttemptFailedForGood,
    AttemptFailedForNow,
    AttemptStarted,
    AttemptSucceeded,
    AttemptUncertain,
    DispatchCancelled,
    DispatchEvent,
    UncertaintyResolved,
)
from notifications.domain.retry import wait_after
from notifications.domain.state import Dispatch, step


def start(
    command: StartAttempt, at: Dispatch, now: datetime, addressed: Sequence[DispatchEvent]
) -> list[DispatchEvent]:
    """`addressed`: the directory may name somebody else by now, or another way than e-mail; then nothing is started."""
    if command.attempt != at.attempts + 1:
        raise Refused("This attempt was made already.")
    ready = at
    for event in addressed:
        ready = step(ready, event)
    due = ready.stage is Stage.QUEUED or (
        ready.stage is Stage.WAITING and ready.next_try is not None and ready.next_try <= now
    )
    if not due:
        if addressed:
            return [*addressed]
        raise Refused("It does not wait to be sent now.")
    return [*addressed, AttemptStarted(**_of(at), attempt=command.attempt, at=now, message_id=command.message_id)]


def record(command: RecordAttempt, at: Dispatch, now: datetime) -> list[DispatchEvent]:
    if command.attempt != at.attempts or not _open(command, at):
        return []  # its end is on the record
    said = {**_of(at), "attempt": command.attempt, "at": now, "words": command.words}
    match command.outcome:
        case AttemptOutcome.TAKEN:
            due = five_working_days(civil_date(now)) if at.recipient.outside else None
            return [AttemptSucceeded(**said, tls=command.tls, acknowledge_by=due)]
        case AttemptOutcome.FAILED_FOR_NOW:
            wait = wait_after(at.tries)
            if wait is None or at.not_needed:
                return [AttemptFailedForGood(**said), *_called_off_meanwhile(at, civil_date(now))]
            return [AttemptFailedForNow(**said, next_try=now + wait)]
        case AttemptOutcome.FAILED_FOR_GOOD:
            return [AttemptFailedForGood(**said), *_called_off_meanwhile(at, civil_date(now))]
        case AttemptOutcome.UNCERTAIN:
            return [AttemptUncertain(**said)]


def _open(command: RecordAttempt, at: Dispatch) -> bool:
    """An attempt that seems cut short is uncertain until the replica that made it says, late, what came of it. That it
    was taken counts even when a person has said that it was not sent."""
    match at.stage:
        case Stage.SENDING:
            return True
        case Stage.UNCERTAIN:
            return command.outcome is not AttemptOutcome.UNCERTAIN
        case _:
            return at.resolved is False and command.outcome is AttemptOutcome.TAKEN and not at.stage.sent


def resolve(command: ResolveUncertain, at: Dispatch, today: date) -> list[DispatchEvent]:
    if at.resolved is command.was_sent:
        return []
    if at.stage is not Stage.UNCERTAIN:
        raise Refused("There is no doubt whether this was sent.")
    if command.on > today:
        raise Refused("The date cannot be in the future.", field="on")
    if at.sent_at is not None and command.on < civil_date(at.sent_at):
        raise Refused("The date cannot be before the attempt to send it.", field="on")
    sent_on = civil_date(at.sent_at) if at.sent_at else command.on
    due = five_working_days(sent_on) if command.was_sent and at.recipient.outside else None
    resolved = UncertaintyResolved(
        **_of(at), was_sent=command.was_sent, reason=command.reason, on=command.on, acknowledge_by=due
    )
    return [resolved] if command.was_sent else [resolved, *_called_off_meanwhile(at, today)]


def _called_off_meanwhile(at: Dispatch, today: date) -> list[DispatchEvent]:
    """It was surely not taken, and is not needed any more."""
    reason = "It was called off while it was being sent."
    return [DispatchCancelled(**_of(at), reason=reason, cancelled_on=today)] if at.not_needed else []


def _of(at: Dispatch) -> dict[str, str]:
    return {"dispatch_id": at.dispatch_id, "case_id": at.case_id}
