"""When may an attempt start, what follows from how it ended, and when is it tried again (X-03, X-05)? Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import assert_never

from shared.calendar import civil_date
from shared.contracts.notifications.commands import ResolveUncertain, RetryDispatch
from shared.contracts.notifications.values import AttemptOutcome, Stage
from shared.date_checks import not_in_future
from shared.decider import Context
from shared.message import Refused

from notifications.domain import preparing
from notifications.domain.commands import RecordAttempt, StartAttempt
from notifications.domain.events import dispatch as e
from notifications.domain.events.dispatch import AttemptEvent, EndingEvent, PreparingEvent
from notifications.domain.known import DispatchKnown
from notifications.domain.retry import wait_after
from notifications.domain.rules import acknowledge_by, existing, named, not_before_sending
from notifications.domain.state import Dispatch, Nothing, State, again

type AttemptCommand = StartAttempt | RecordAttempt | ResolveUncertain | RetryDispatch


def decide(
    command: AttemptCommand, state: State, context: Context[DispatchKnown]
) -> list[PreparingEvent | AttemptEvent | EndingEvent]:
    at = existing(state)
    match command:
        case StartAttempt():
            addressed = preparing.address(at, context.found.holder(context.today))
            return start(command, at, context.at, addressed)
        case RecordAttempt():
            return record(command, at, context.at)
        case ResolveUncertain():
            return resolve(command, at, context.today)
        case RetryDispatch():
            return [*retry(at, context.today)]
        case _:
            assert_never(command)


def evolve(state: State, event: AttemptEvent) -> State:
    return state if isinstance(state, Nothing) else _step(state, event)


def _step(at: Dispatch, event: AttemptEvent) -> Dispatch:
    match event:
        case e.AttemptStarted(attempt=attempt):
            return replace(at, stage=Stage.SENDING, attempts=attempt, tries=at.tries + 1, next_try=None, resolved=None)
        case e.AttemptSucceeded(at=when, acknowledge_by=due):
            return replace(at, stage=Stage.TAKEN, sent_at=when, acknowledge_by=due, next_try=None)
        case e.AttemptFailedForNow(next_try=when):
            return replace(at, stage=Stage.WAITING, next_try=when, sent_at=None)
        case e.AttemptFailedForGood():
            return replace(at, stage=Stage.FAILED, sent_at=None)
        case e.AttemptUncertain(at=when):
            return replace(at, stage=Stage.UNCERTAIN, sent_at=when)
        case e.UncertaintyResolved(was_sent=True, acknowledge_by=due):
            return replace(at, stage=Stage.TAKEN, resolved=True, acknowledge_by=due)
        case e.UncertaintyResolved():
            return again(replace(at, resolved=False, sent_at=None))
        case e.DispatchRetried():
            return again(at)
        case _:
            assert_never(event)


def start(
    command: StartAttempt, at: Dispatch, now: datetime, addressed: Sequence[PreparingEvent]
) -> list[PreparingEvent | AttemptEvent | EndingEvent]:
    """`addressed`: the directory may name somebody else by now, or another way than e-mail; then nothing is started."""
    if command.attempt != at.attempts + 1:
        raise Refused("This attempt was made already. Start the next one.")
    ready = at
    for event in addressed:
        ready = existing(preparing.evolve(ready, event))
    due = ready.stage is Stage.QUEUED or (
        ready.stage is Stage.WAITING and ready.next_try is not None and ready.next_try <= now
    )
    if not due:
        if addressed:
            return [*addressed]
        raise Refused("This dispatch does not wait to be sent now.")
    return [*addressed, e.AttemptStarted(**named(at), attempt=command.attempt, at=now, message_id=command.message_id)]


def record(command: RecordAttempt, at: Dispatch, now: datetime) -> list[PreparingEvent | AttemptEvent | EndingEvent]:
    if command.attempt != at.attempts or not _open(command, at):
        return []  # its end is on the record
    said = {**named(at), "attempt": command.attempt, "at": now, "words": command.words}
    match command.outcome:
        case AttemptOutcome.TAKEN:
            due = acknowledge_by(at, civil_date(now))
            return [e.AttemptSucceeded(**said, tls=command.tls, acknowledge_by=due)]
        case AttemptOutcome.FAILED_FOR_NOW:
            wait = wait_after(at.tries)
            if wait is None or at.not_needed:
                return [e.AttemptFailedForGood(**said), *_called_off_meanwhile(at, civil_date(now))]
            return [e.AttemptFailedForNow(**said, next_try=now + wait)]
        case AttemptOutcome.FAILED_FOR_GOOD:
            return [e.AttemptFailedForGood(**said), *_called_off_meanwhile(at, civil_date(now))]
        case AttemptOutcome.UNCERTAIN:
            return [e.AttemptUncertain(**said)]


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


def resolve(command: ResolveUncertain, at: Dispatch, today: date) -> list[PreparingEvent | AttemptEvent | EndingEvent]:
    if at.resolved is command.was_sent:
        return []
    if at.stage is not Stage.UNCERTAIN:
        raise Refused('Only a dispatch in the state "uncertain" needs this. Read its record to see what happened.')
    not_in_future(command.on, today, field="on")
    not_before_sending(command.on, at, "the attempt to send it", field="on")
    sent_on = civil_date(at.sent_at) if at.sent_at else command.on
    due = acknowledge_by(at, sent_on) if command.was_sent else None
    resolved = e.UncertaintyResolved(
        **named(at), was_sent=command.was_sent, reason=command.reason, on=command.on, acknowledge_by=due
    )
    return [resolved] if command.was_sent else [resolved, *_called_off_meanwhile(at, today)]


def _called_off_meanwhile(at: Dispatch, today: date) -> list[PreparingEvent | AttemptEvent | EndingEvent]:
    """It was surely not taken, and is not needed any more."""
    reason = "It was called off while it was being sent."
    return [e.DispatchCancelled(**named(at), reason=reason, cancelled_on=today)] if at.not_needed else []


def retry(at: Dispatch, today: date) -> list[AttemptEvent]:
    match at.stage:
        case Stage.QUEUED | Stage.SENDING:
            return []
        case Stage.FAILED | Stage.WAITING:
            return [e.DispatchRetried(**named(at), asked_on=today)]
        case Stage.UNCERTAIN:
            raise Refused("It may have been sent already. Find out first, then record whether it was sent.")
        case _:
            raise Refused("You can only try again after a failure. Its record says what it waits for.")
