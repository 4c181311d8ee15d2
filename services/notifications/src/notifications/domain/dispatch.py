"""What may be done with a dispatch, and when (X-02 to X-08)? Pure."""

from datetime import date
from typing import assert_never

from shared.calendar import civil_date, five_working_days
from shared.contracts.notifications.commands import (
    AddressDispatch,
    ApproveDispatch,
    CallOffDispatch,
    CancelDispatch,
    CorrectDispatch,
    DispatchCommand,
    KeepContent,
    KeepLetter,
    LookForAcknowledgement,
    PrepareDispatch,
    RecordAcknowledgement,
    RecordAttempt,
    RecordSentByHand,
    ResolveUncertain,
    RetryDispatch,
    StartAttempt,
)
from shared.contracts.notifications.values import Channel, Stage
from shared.decider import Context, Decider
from shared.message import Refused

from notifications.domain import attempts
from notifications.domain.correction import correct
from notifications.domain.events import (
    AcknowledgementFellDue,
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
)
from notifications.domain.found import Found, Holder
from notifications.domain.state import Dispatch, Nothing, State, evolve

SENDABLE_BY_HAND = {Stage.TO_SEND, Stage.NO_RECIPIENT, Stage.QUEUED, Stage.WAITING, Stage.FAILED}


def decide(command: DispatchCommand, state: State, context: Context) -> list[DispatchEvent]:
    match command, state:
        case PrepareDispatch(), Nothing():
            return prepare(command, context)
        case CorrectDispatch(), Nothing():
            return correct(command, context, _found(context))
        case ((PrepareDispatch() | CorrectDispatch()), Dispatch()):
            return []  # one fact calls for one dispatch
        case CallOffDispatch(), Nothing():
            return []  # it was never called for: no address was known
        case _, Nothing():
            raise Refused("There is no such dispatch.")
        case _, Dispatch():
            return _decide(command, state, context)


def _decide(command: DispatchCommand, at: Dispatch, context: Context) -> list[DispatchEvent]:
    match command:
        case PrepareDispatch() | CorrectDispatch():
            return []
        case KeepContent():
            return keep_content(command, at)
        case KeepLetter():
            return keep_letter(command, at)
        case CallOffDispatch():
            return call_off(command, at, context.today)
        case AddressDispatch():
            return address(at, _found(context).holder(context.today))
        case ApproveDispatch():
            return approve(at, context.today)
        case StartAttempt():
            return attempts.start(command, at, context.at, address(at, _found(context).holder(context.today)))
        case RecordAttempt():
            return attempts.record(command, at, context.at)
        case ResolveUncertain():
            return attempts.resolve(command, at, context.today)
        case RetryDispatch():
            return retry(at, context.today)
        case CancelDispatch():
            return cancel(command, at, context.today)
        case RecordSentByHand():
            return sent_by_hand(command, at, context)
        case RecordAcknowledgement():
            return acknowledge(command, at, context.today)
        case LookForAcknowledgement():
            return look_for_acknowledgement(at, context.today)
        case _:
            assert_never(command)


def prepare(command: PrepareDispatch, context: Context) -> list[DispatchEvent]:
    found = _found(context)
    prepared = DispatchPrepared(
        dispatch_id=command.dispatch_id,
        case_id=command.case_id,
        reference=command.reference,
        csp=command.csp,
        notice=command.notice,
        recipient=command.recipient,
        occasion=command.occasion,
        content=command.content,
        missing=len(command.content.missing) if command.content else 0,
        held=found.held,
        prepared_on=context.today,
        member_id=command.member_id,
        enclosure=command.enclosure,
    )
    state = evolve(Nothing(), prepared)
    assert isinstance(state, Dispatch)
    holder = found.holder(context.today)
    if command.address is not None:
        holder = Holder(Channel.EMAIL, f"the {command.recipient.value}", command.address)
    return [prepared, *address(state, holder)]


def keep_content(command: KeepContent, at: Dispatch) -> list[DispatchEvent]:
    if at.sha256 is not None or at.stage is Stage.CANCELLED:
        return []  # what was printed first is what is sent
    return [
        ContentMade(**_of(at), template=command.template, sha256=command.sha256, size=command.size, pdf=command.pdf)
    ]


def keep_letter(command: KeepLetter, at: Dispatch) -> list[DispatchEvent]:
    if at.sha256 is not None or at.stage is Stage.CANCELLED:
        return []
    return [LetterWritten(**_of(at), template=command.template, sha256=command.sha256, text=command.text)]


def call_off(command: CallOffDispatch, at: Dispatch, today: date) -> list[DispatchEvent]:
    if at.stage.sent or at.stage is Stage.CANCELLED or at.not_needed:
        return []
    if at.stage in {Stage.SENDING, Stage.UNCERTAIN}:
        return [DispatchNotNeeded(**_of(at), reason=command.reason, called_off_on=today)]
    return [DispatchCancelled(**_of(at), reason=command.reason, cancelled_on=today)]


def address(at: Dispatch, holder: Holder | None) -> list[DispatchEvent]:
    if holder is None or at.stage.sent or at.stage in {Stage.SENDING, Stage.UNCERTAIN, Stage.CANCELLED}:
        return []
    if (at.channel, at.name, at.address) == (holder.channel, holder.name, holder.address):
        return []
    return [DispatchAddressed(**_of(at), channel=holder.channel, name=holder.name, address=holder.address)]


def approve(at: Dispatch, today: date) -> list[DispatchEvent]:
    if at.approved:
        return []
    if at.stage is not Stage.HELD:
        raise Refused("This dispatch does not wait for approval.")
    return [DispatchApproved(**_of(at), approved_on=today)]


def retry(at: Dispatch, today: date) -> list[DispatchEvent]:
    match at.stage:
        case Stage.QUEUED | Stage.SENDING:
            return []
        case Stage.FAILED | Stage.WAITING:
            return [DispatchRetried(**_of(at), asked_on=today)]
        case Stage.UNCERTAIN:
            raise Refused("It may have been sent already. Please find out first, and say whether it was.")
        case _:
            raise Refused("Only a dispatch that has failed can be tried again.")


def cancel(command: CancelDispatch, at: Dispatch, today: date) -> list[DispatchEvent]:
    if at.stage is Stage.CANCELLED:
        return []
    if at.stage in {Stage.SENDING, Stage.UNCERTAIN}:
        raise Refused("It may have been sent already, so it cannot be called off.")
    if at.stage.sent:
        raise Refused("It has been sent, so it cannot be called off. Please send a correction instead.")
    return [DispatchCancelled(**_of(at), reason=command.reason, cancelled_on=today)]


def sent_by_hand(command: RecordSentByHand, at: Dispatch, context: Context) -> list[DispatchEvent]:
    if at.stage is Stage.SENT_BY_HAND and at.sent_at == command.sent_at:
        return []
    if at.stage is Stage.HELD:
        raise Refused("It waits for approval, so it should not be sent yet.")
    if at.stage is Stage.UNCERTAIN:
        raise Refused("It may have been sent already. Please find out first, and say whether it was.")
    if at.stage not in SENDABLE_BY_HAND:
        raise Refused("This dispatch cannot be sent by hand now.")
    if command.sent_at > context.at and civil_date(command.sent_at) > context.today:
        raise Refused("The sending cannot be in the future.", field="sent_at")
    if civil_date(command.sent_at) < at.prepared_on:
        raise Refused("It cannot have been sent before it was prepared.", field="sent_at")
    return [
        DispatchSentByHand(
            **_of(at),
            reference=command.reference,
            sent_at=command.sent_at,
            acknowledge_by=acknowledge_by(at, civil_date(command.sent_at)),
        )
    ]


def acknowledge(command: RecordAcknowledgement, at: Dispatch, today: date) -> list[DispatchEvent]:
    if at.stage is Stage.ACKNOWLEDGED:
        return []
    if at.stage is Stage.UNCERTAIN:
        raise Refused("Please say first that it was sent; the acknowledgement shows it.")
    if at.stage not in {Stage.TAKEN, Stage.SENT_BY_HAND}:
        raise Refused("It has not been sent yet, so it cannot have been acknowledged.")
    if command.on > today:
        raise Refused("The acknowledgement cannot be in the future.", field="on")
    if at.sent_at is not None and command.on < civil_date(at.sent_at):
        raise Refused("It cannot have been acknowledged before it was sent.", field="on")
    return [DispatchAcknowledged(**_of(at), on=command.on, reference=command.reference)]


def look_for_acknowledgement(at: Dispatch, today: date) -> list[DispatchEvent]:
    if at.overdue or at.acknowledge_by is None or at.acknowledge_by >= today:
        return []
    if at.stage not in {Stage.TAKEN, Stage.SENT_BY_HAND}:
        return []
    return [AcknowledgementFellDue(**_of(at), due=at.acknowledge_by)]


def acknowledge_by(at: Dispatch, sent_on: date) -> date | None:
    """Bodies outside the partnership are asked to say that they have it (X-07)."""
    return five_working_days(sent_on) if at.recipient.outside else None


def _of(at: Dispatch) -> dict[str, str]:
    return {"dispatch_id": at.dispatch_id, "case_id": at.case_id}


def _found(context: Context) -> Found:
    return context.found if isinstance(context.found, Found) else Found()


DISPATCH: Decider[DispatchCommand, State, DispatchEvent] = Decider(decide, evolve, Nothing())
