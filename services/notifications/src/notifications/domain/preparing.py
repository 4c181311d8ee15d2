"""How is a dispatch prepared: called for, printed, addressed, approved (X-01, X-02, X-04, X-06, X-08)? Pure."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from shared.contracts.notifications.commands import ApproveDispatch, CorrectDispatch
from shared.contracts.notifications.values import Channel, Stage
from shared.decider import Context
from shared.message import Refused

from notifications.domain.commands import AddressDispatch, KeepContent, KeepLetter, PrepareDispatch
from notifications.domain.correction import correct
from notifications.domain.events import dispatch as e
from notifications.domain.events.dispatch import PreparingEvent
from notifications.domain.known import DispatchKnown, Holder
from notifications.domain.rules import existing, named
from notifications.domain.state import Dispatch, Nothing, State, ready

type PreparingCommand = PrepareDispatch | CorrectDispatch | KeepContent | KeepLetter | AddressDispatch | ApproveDispatch


def decide(command: PreparingCommand, state: State, context: Context[DispatchKnown]) -> list[PreparingEvent]:
    match command:
        case PrepareDispatch() | CorrectDispatch() if isinstance(state, Dispatch):
            return []  # one fact calls for one dispatch
        case PrepareDispatch():
            return prepare(command, context)
        case CorrectDispatch():
            return correct(command, context)
        case KeepContent():
            return keep_content(command, existing(state))
        case KeepLetter():
            return keep_letter(command, existing(state))
        case AddressDispatch():
            return address(existing(state), context.found.holder(context.today))
        case ApproveDispatch():
            return approve(existing(state), context.today)
        case _:
            assert_never(command)


def evolve(state: State, event: PreparingEvent) -> State:
    if isinstance(event, e.DispatchPrepared):
        return _prepared(event)
    return state if isinstance(state, Nothing) else _step(state, event)


def _step(at: Dispatch, event: PreparingEvent) -> Dispatch:
    match event:
        case e.DispatchPrepared():
            return at
        case e.DispatchAddressed(channel=channel, name=name, address=address):
            return ready(replace(at, channel=channel, name=name, address=address))
        case e.ContentMade(template=template, sha256=sha256) | e.LetterWritten(template=template, sha256=sha256):
            return ready(replace(at, template=template, sha256=sha256))
        case e.DispatchApproved():
            return ready(replace(at, approved=True))
        case _:
            assert_never(event)


def _prepared(event: e.DispatchPrepared) -> Dispatch:
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


def prepare(command: PrepareDispatch, context: Context[DispatchKnown]) -> list[PreparingEvent]:
    found = context.found
    prepared = e.DispatchPrepared(
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
    holder = found.holder(context.today)
    if command.address is not None:
        holder = Holder(Channel.EMAIL, f"the {command.recipient.value}", command.address)
    return [prepared, *address(_prepared(prepared), holder)]


def keep_content(command: KeepContent, at: Dispatch) -> list[PreparingEvent]:
    if at.sha256 is not None or at.stage is Stage.CANCELLED:
        return []  # what was printed first is what is sent
    return [
        e.ContentMade(**named(at), template=command.template, sha256=command.sha256, size=command.size, pdf=command.pdf)
    ]


def keep_letter(command: KeepLetter, at: Dispatch) -> list[PreparingEvent]:
    if at.sha256 is not None or at.stage is Stage.CANCELLED:
        return []
    return [e.LetterWritten(**named(at), template=command.template, sha256=command.sha256, text=command.text)]


def address(at: Dispatch, holder: Holder | None) -> list[PreparingEvent]:
    if holder is None or at.stage.sent or at.stage in {Stage.SENDING, Stage.UNCERTAIN, Stage.CANCELLED}:
        return []
    if (at.channel, at.name, at.address) == (holder.channel, holder.name, holder.address):
        return []
    return [e.DispatchAddressed(**named(at), channel=holder.channel, name=holder.name, address=holder.address)]


def approve(at: Dispatch, today: date) -> list[PreparingEvent]:
    if at.approved:
        return []
    if at.stage is not Stage.HELD:
        raise Refused("This dispatch does not wait for approval. Read its record to see what it waits for.")
    return [e.DispatchApproved(**named(at), approved_on=today)]
