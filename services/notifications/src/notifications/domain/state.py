"""Where does a dispatch stand? What its facts make of it, and nothing that is personal but the address. Pure."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from shared.contracts.notifications.values import Channel, DispatchId, Notice, RecipientKind, Stage


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


def ready(at: Dispatch) -> Dispatch:
    """What it waits for next, before the first attempt and between two."""
    match at.stage:
        case Stage.PREPARING | Stage.NO_RECIPIENT | Stage.HELD | Stage.QUEUED | Stage.TO_SEND | Stage.WAITING:
            return replace(at, stage=waits_for(at))
        case _:
            return at


def again(at: Dispatch) -> Dispatch:
    return replace(at, stage=waits_for(replace(at, stage=Stage.QUEUED)), tries=0, next_try=None)


def waits_for(at: Dispatch) -> Stage:
    if at.sha256 is None:
        return Stage.PREPARING
    if at.held and not at.approved:
        return Stage.HELD
    if at.channel is None:
        return Stage.NO_RECIPIENT
    if at.channel is Channel.BY_HAND:
        return Stage.TO_SEND
    return Stage.WAITING if at.stage is Stage.WAITING else Stage.QUEUED
