"""Where does a dispatch stand? What its facts make of it, and nothing that is personal but the address. Pure."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import assert_never

from shared.contracts.notifications.values import Channel, DispatchId, Notice, RecipientKind, Stage

from notifications.domain.events import (
    AcknowledgementFellDue,
    AttemptFailedForGood,
    AttemptFailedForNow,
    AttemptStarted,
    AttemptSucceeded,
    AttemptUncertain,
    ContentMade,
    DispatchAcknowledged,
    DispatchAddressed,
    DispatchApproved,
    DispatchCancelled,
    DispatchEvent,
    DispatchNotNeeded,
    DispatchPrepared,
    DispatchRetried,
    DispatchSentByHand,
    LetterWritten,
    UncertaintyResolved,
)


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nobody has asked for it yet."""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One notice to one recipient. `attempts` numbers them all; `tries` are those since somebody last set it going,
    and by these the waits grow."""

    dispatch_id: DispatchId
    case_id: str
    reference: str
    csp: str
    notice: Notice
    recipient: RecipientKind
    occasion: int
    corrects: DispatchId | None
    missing: int
    prepared_on: date
    stage: Stage
    held: bool
    approved: bool = False
    template: str | None = None
    sha256: str | None = None
    channel: Channel | None = None
    name: str | None = None
    address: str | None = None
    attempts: int = 0
    tries: int = 0
    next_try: datetime | None = None
    resolved: bool | None = None
    """What a person said of the last uncertain attempt."""
    sent_at: datetime | None = None
    acknowledge_by: date | None = None
    acknowledged_on: date | None = None
    member_id: str | None = None
    not_needed: bool = False
    """There is to be no further attempt."""
    overdue: bool = False
    """Whether the acknowledgement fell due without one."""


type State = Nothing | Dispatch


def evolve(state: State, event: DispatchEvent) -> State:
    if isinstance(event, DispatchPrepared):
        return _prepared(event)
    return state if isinstance(state, Nothing) else step(state, event)


def step(at: Dispatch, event: DispatchEvent) -> Dispatch:
    match event:
        case DispatchPrepared():
            return at
        case DispatchAddressed(channel=channel, name=name, address=address):
            return _ready(replace(at, channel=channel, name=name, address=address))
        case ContentMade(template=template, sha256=sha256) | LetterWritten(template=template, sha256=sha256):
            return _ready(replace(at, template=template, sha256=sha256))
        case DispatchApproved():
            return _ready(replace(at, approved=True))
        case AttemptStarted(attempt=attempt):
            return replace(at, stage=Stage.SENDING, attempts=attempt, tries=at.tries + 1, next_try=None, resolved=None)
        case AttemptSucceeded(at=when, acknowledge_by=due):
            return replace(at, stage=Stage.TAKEN, sent_at=when, acknowledge_by=due, next_try=None)
        case AttemptFailedForNow(next_try=when):
            return replace(at, stage=Stage.WAITING, next_try=when, sent_at=None)
        case AttemptFailedForGood():
            return replace(at, stage=Stage.FAILED, sent_at=None)
        case AttemptUncertain(at=when):
            return replace(at, stage=Stage.UNCERTAIN, sent_at=when)
        case UncertaintyResolved(was_sent=True, acknowledge_by=due):
            return replace(at, stage=Stage.TAKEN, resolved=True, acknowledge_by=due)
        case UncertaintyResolved():
            return _again(replace(at, resolved=False, sent_at=None))
        case DispatchRetried():
            return _again(at)
        case DispatchCancelled():
            return replace(at, stage=Stage.CANCELLED, next_try=None)
        case DispatchNotNeeded():
            return replace(at, not_needed=True)
        case DispatchSentByHand(sent_at=when, acknowledge_by=due):
            return replace(at, stage=Stage.SENT_BY_HAND, sent_at=when, acknowledge_by=due, next_try=None)
        case DispatchAcknowledged(on=day):
            return replace(at, stage=Stage.ACKNOWLEDGED, acknowledged_on=day)
        case AcknowledgementFellDue():
            return replace(at, overdue=True)
        case _:
            assert_never(event)


def _prepared(event: DispatchPrepared) -> Dispatch:
    return Dispatch(
        dispatch_id=event.dispatch_id,
        case_id=event.case_id,
        reference=event.reference,
        csp=event.csp,
        notice=event.notice,
        recipient=event.recipient,
        occasion=event.occasion,
        corrects=event.corrects,
        missing=event.missing,
        prepared_on=event.prepared_on,
        stage=Stage.PREPARING,
        held=event.held,
        member_id=event.member_id,
    )


def _ready(at: Dispatch) -> Dispatch:
    """What it waits for next, before the first attempt and between two."""
    match at.stage:
        case Stage.PREPARING | Stage.NO_RECIPIENT | Stage.HELD | Stage.QUEUED | Stage.TO_SEND | Stage.WAITING:
            return replace(at, stage=_waits_for(at))
        case _:
            return at


def _again(at: Dispatch) -> Dispatch:
    return replace(at, stage=_waits_for(replace(at, stage=Stage.QUEUED)), tries=0, next_try=None)


def _waits_for(at: Dispatch) -> Stage:
    if at.sha256 is None:
        return Stage.PREPARING
    if at.held and not at.approved:
        return Stage.HELD
    if at.channel is None:
        return Stage.NO_RECIPIENT
    if at.channel is Channel.BY_HAND:
        return Stage.TO_SEND
    return Stage.WAITING if at.stage is Stage.WAITING else Stage.QUEUED
