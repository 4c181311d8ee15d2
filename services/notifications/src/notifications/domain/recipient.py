"""Who does a kind of notice go to (X-08)? Dated; and a change needs a second person. Pure."""

from dataclasses import dataclass, replace
from typing import assert_never

from shared.contracts.email_address import must_be_email
from shared.contracts.notifications.commands import (
    ConfirmRecipient,
    DeclineRecipient,
    SetRecipient,
)
from shared.contracts.notifications.values import Channel, RecipientKind
from shared.decider import Context, Decider
from shared.message import Refused

from notifications.domain.events.recipient import (
    RecipientDeclined,
    RecipientEvent,
    RecipientProposed,
    RecipientSet,
)

type RecipientCommand = SetRecipient | ConfirmRecipient | DeclineRecipient


@dataclass(frozen=True, slots=True)
class Recipient:
    """The entries, the newest last, and the change that waits."""

    entries: tuple[RecipientSet, ...] = ()
    proposed: RecipientProposed | None = None


def recipient_id(recipient: RecipientKind, csp: str | None) -> str:
    words = f"{recipient.value} {csp or ''}".lower().replace("'", "")
    return "-".join(words.split())


def evolve(state: Recipient, event: RecipientEvent) -> Recipient:
    match event:
        case RecipientSet():
            return Recipient(entries=(*state.entries, event))
        case RecipientProposed():
            return replace(state, proposed=event)
        case RecipientDeclined():
            return replace(state, proposed=None)
        case _:
            assert_never(event)


def decide(command: RecipientCommand, state: Recipient, context: Context[None]) -> list[RecipientEvent]:
    match command:
        case SetRecipient():
            return enter(command, state, context)
        case ConfirmRecipient():
            return confirm(state, context)
        case DeclineRecipient():
            return decline(command, state)
        case _:
            assert_never(command)


def enter(command: SetRecipient, state: Recipient, context: Context[None]) -> list[RecipientEvent]:
    _check(command)
    csp = command.csp.value if command.csp else None
    entry = {
        "recipient": command.recipient,
        "csp": csp,
        "channel": command.channel,
        "name": command.name,
        "address": command.address,
        "from_date": command.from_date,
    }
    if any(_same(known, command) for known in state.entries[-1:]):
        return []
    if not state.entries:
        return [RecipientSet.model_validate(entry)]
    if state.proposed is not None and _same(state.proposed, command):
        return []
    return [RecipientProposed.model_validate({**entry, "proposed_by": context.actor.id})]


def confirm(state: Recipient, context: Context[None]) -> list[RecipientEvent]:
    waiting = state.proposed
    if waiting is None:
        raise Refused("There is no change of this recipient to confirm. Enter one first.")
    if waiting.proposed_by == context.actor.id:
        raise Refused("You entered this change. Ask another person to confirm it.")
    return [RecipientSet.model_validate(waiting.model_dump(exclude={"proposed_by"}))]


def decline(command: DeclineRecipient, state: Recipient) -> list[RecipientEvent]:
    if state.proposed is None:
        return []
    return [
        RecipientDeclined(
            recipient=command.recipient, csp=command.csp.value if command.csp else None, reason=command.reason
        )
    ]


def _check(command: SetRecipient) -> None:
    if not command.recipient.in_directory:
        raise Refused(
            "Panel members get e-mails at the address on their panel's page. Change it there.",
            field="recipient",
        )
    if command.recipient is RecipientKind.CSP_CHAIR and command.csp is None:
        raise Refused("Choose the partnership whose chair this is.", field="csp")
    if command.recipient is not RecipientKind.CSP_CHAIR and command.csp is not None:
        raise Refused("Leave the partnership empty: only a CSP Chair belongs to one.", field="csp")
    if command.channel is Channel.EMAIL:
        must_be_email(command.address, field="address")


def _same(known: RecipientSet | RecipientProposed, command: SetRecipient) -> bool:
    return (known.channel, known.name, known.address, known.from_date) == (
        command.channel,
        command.name,
        command.address,
        command.from_date,
    )


RECIPIENT: Decider[RecipientCommand, Recipient, RecipientEvent, None] = Decider(decide, evolve, Recipient())
