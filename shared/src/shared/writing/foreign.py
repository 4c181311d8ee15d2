"""What do the facts of another service change here? Our own streams, by reactions; our views; how far we have read."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from shared.actor import the_service
from shared.history import inbox
from shared.history.inbox import Applied
from shared.message import Command
from shared.privacy.unsealing import open_facts
from shared.record import Recorded
from shared.wire import Fact
from shared.writing.group import Group

_COMMANDS_OF_FACTS = UUID("6b1f7a52-54f5-4f0e-9d5b-0c1f6a3b8f11")


def apply_facts(group: Group, facts: Sequence[Fact]) -> Applied:
    """Those that follow on from what was applied, up to a gap. What was applied before is skipped; what belongs to a
    case of which something is parked waits behind it."""
    producer = facts[0].producer
    last = inbox.last_applied(group.tx, producer)
    blocked = inbox.blocked(group.tx, producer)
    ready: list[Fact] = []
    waiting: list[Fact] = []
    result = Applied(last)
    for fact in facts:
        if fact.number > result.number + 1:
            result = replace(result, gap=True)
            break
        if fact.number == result.number + 1:
            (waiting if fact.queue in blocked else ready).append(fact)
            result = replace(result, number=fact.number)
    handle(group, ready)
    if waiting:
        inbox.park(group.tx, waiting, state="waiting", error="", at=group.at)
    if result.number > last:
        inbox.set_applied(group.tx, producer, result.number)
    return replace(result, parked=tuple(fact.number for fact in waiting))


def handle(group: Group, facts: Sequence[Fact]) -> None:
    """Raises what a reaction or a view raises, such as Refused."""
    heard = open_facts(facts, group.service, group.vault)
    reactions = [(contract, _react(group, contract)) for contract in heard]
    group.load([command for _, commands in reactions for command in commands])
    actor = the_service(group.service.name)
    for contract, commands in reactions:
        group.hear(contract)
        for index, command in enumerate(commands):
            cause = f"{contract.producer}/{contract.position}/{index}"
            group.decide(command, actor, uuid5(_COMMANDS_OF_FACTS, cause).hex)


def _react(group: Group, contract: Recorded[Any]) -> list[Command]:
    reactions = [one for one in group.service.reactions if isinstance(contract.message, one.contract)]
    return [command for reaction in reactions for command in reaction.react(contract)]


def park(group: Group, fact: Fact, error: str) -> Applied:
    """Put aside a fact that could not be handled, and read on."""
    last = inbox.last_applied(group.tx, fact.producer)
    if fact.number != last + 1:  # another replica has seen to it meanwhile
        return Applied(last)
    inbox.park(group.tx, [fact], state="parked", error=error, at=group.at)
    inbox.set_applied(group.tx, fact.producer, fact.number)
    return Applied(fact.number, parked=(fact.number,))


def apply_next(group: Group, producer: str, queue: str) -> bool:
    """The first that is parked of a case, and so on until nothing is (False)."""
    first = inbox.first_parked(group.tx, producer, queue)
    if first is None:
        return False
    handle(group, [first.fact])
    inbox.release(group.tx, first.id)
    return True
