"""How does a dispatch end: sent by hand, called off, acknowledged, or chased (X-02, X-07, X-08)? Pure."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from shared.calendar import civil_date
from shared.contracts.notifications.commands import CancelDispatch, RecordAcknowledgement, RecordSentByHand
from shared.contracts.notifications.values import Stage
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused

from notifications.domain.commands import CallOffDispatch, LookForAcknowledgement
from notifications.domain.events import dispatch as e
from notifications.domain.events.dispatch import EndingEvent
from notifications.domain.known import DispatchKnown
from notifications.domain.rules import acknowledge_by, existing, named, not_before_sending
from notifications.domain.state import Dispatch, Nothing, State

type EndingCommand = (
    CallOffDispatch | CancelDispatch | RecordSentByHand | RecordAcknowledgement | LookForAcknowledgement
)

SENDABLE_BY_HAND = {Stage.TO_SEND, Stage.NO_RECIPIENT, Stage.QUEUED, Stage.WAITING, Stage.FAILED}


def decide(command: EndingCommand, state: State, context: Context[DispatchKnown]) -> list[EndingEvent]:
    match command:
        case CallOffDispatch() if isinstance(state, Nothing):
            return []  # it was never called for: no address was known
        case CallOffDispatch():
            return call_off(command, existing(state), context.today)
        case CancelDispatch():
            return cancel(command, existing(state), context.today)
        case RecordSentByHand():
            return sent_by_hand(command, existing(state), context)
        case RecordAcknowledgement():
            return acknowledge(command, existing(state), context.today)
        case LookForAcknowledgement():
            return look_for_acknowledgement(existing(state), context.today)
        case _:
            assert_never(command)


def evolve(state: State, event: EndingEvent) -> State:
    return state if isinstance(state, Nothing) else _step(state, event)


def _step(at: Dispatch, event: EndingEvent) -> Dispatch:
    match event:
        case e.DispatchCancelled():
            return replace(at, stage=Stage.CANCELLED, next_try=None)
        case e.DispatchNotNeeded():
            return replace(at, not_needed=True)
        case e.DispatchSentByHand(sent_at=when, acknowledge_by=due):
            return replace(at, stage=Stage.SENT_BY_HAND, sent_at=when, acknowledge_by=due, next_try=None)
        case e.DispatchAcknowledged(on=day):
            return replace(at, stage=Stage.ACKNOWLEDGED, acknowledged_on=day)
        case e.AcknowledgementFellDue():
            return replace(at, overdue=True)
        case _:
            assert_never(event)


def call_off(command: CallOffDispatch, at: Dispatch, today: date) -> list[EndingEvent]:
    if at.stage.sent or at.stage is Stage.CANCELLED or at.not_needed:
        return []
    if at.stage in {Stage.SENDING, Stage.UNCERTAIN}:
        return [e.DispatchNotNeeded(**named(at), reason=command.reason, called_off_on=today)]
    return [e.DispatchCancelled(**named(at), reason=command.reason, cancelled_on=today)]


def cancel(command: CancelDispatch, at: Dispatch, today: date) -> list[EndingEvent]:
    if at.stage is Stage.CANCELLED:
        return []
    if at.stage in {Stage.SENDING, Stage.UNCERTAIN}:
        raise Refused("You cannot call this off because it may have been sent already. Find out first.")
    if at.stage.sent:
        raise Refused("You cannot call this off because it has been sent. Send a correction instead.")
    return [e.DispatchCancelled(**named(at), reason=command.reason, cancelled_on=today)]


def sent_by_hand(command: RecordSentByHand, at: Dispatch, context: Context[DispatchKnown]) -> list[EndingEvent]:
    if at.stage is Stage.SENT_BY_HAND and at.sent_at == command.sent_at:
        return []
    if at.stage is Stage.HELD:
        raise Refused("This waits for approval. Ask the Partnership's Manager to approve it before you send it.")
    if at.stage is Stage.UNCERTAIN:
        raise Refused("It may have been sent already. Find out first, then record whether it was sent.")
    if at.stage not in SENDABLE_BY_HAND:
        raise Refused("You cannot record a sending by hand now. Its record says what it waits for.")
    not_in_future(civil_date(command.sent_at), context.today, field="sent_at")
    not_before(civil_date(command.sent_at), at.prepared_on, "the day it was prepared", field="sent_at")
    return [
        e.DispatchSentByHand(
            **named(at),
            reference=command.reference,
            sent_at=command.sent_at,
            acknowledge_by=acknowledge_by(at, civil_date(command.sent_at)),
        )
    ]


def acknowledge(command: RecordAcknowledgement, at: Dispatch, today: date) -> list[EndingEvent]:
    if at.stage is Stage.ACKNOWLEDGED:
        return []
    if at.stage is Stage.UNCERTAIN:
        raise Refused("Record first that it was sent. The acknowledgement shows that it was.")
    if at.stage not in {Stage.TAKEN, Stage.SENT_BY_HAND}:
        raise Refused("It has not been sent yet. Record the sending first, then the acknowledgement.")
    not_in_future(command.on, today, field="on")
    not_before_sending(command.on, at, "the day it was sent", field="on")
    return [e.DispatchAcknowledged(**named(at), on=command.on, reference=command.reference)]


def look_for_acknowledgement(at: Dispatch, today: date) -> list[EndingEvent]:
    if at.overdue or at.acknowledge_by is None or at.acknowledge_by >= today:
        return []
    if at.stage not in {Stage.TAKEN, Stage.SENT_BY_HAND}:
        return []
    return [e.AcknowledgementFellDue(**named(at), due=at.acknowledge_by)]
