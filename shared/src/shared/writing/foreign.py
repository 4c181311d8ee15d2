"""What do the facts of another service change here? Our own streams, by reactions; our views; how far we have read."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from shared.actor import the_service
from shared.history import inbox
from shared.history.identity import Parted, follows
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
    taken, gap, last = _following(group, producer, facts)
    blocked = inbox.blocked(group.tx, producer)
    waiting = [fact for fact in taken if fact.queue in blocked]
    handle(group, [fact for fact in taken if fact.queue not in blocked])
    if waiting:
        inbox.park(group.tx, waiting, state="waiting", error="", at=group.at)
    if taken:
        inbox.move(group.tx, taken)
    return Applied(last, gap, tuple(fact.number for fact in waiting))


def _following(group: Group, producer: str, facts: Sequence[Fact]) -> tuple[list[Fact], bool, int]:
    """Those that come next, whether there is a gap behind them, and the number of the last. Raises Parted."""
    number, _, fingerprint = inbox.checkpoint(group.tx, producer)
    taken: list[Fact] = []
    for fact in facts:
        if fact.number > number + 1:
            return taken, True, number
        if fact.number == number + 1:
            if not follows(fact, fingerprint):
                raise Parted(producer)
            number, fingerprint = fact.number, fact.hash
            taken.append(fact)
    return taken, False, number


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


def park(group: Group, fact: Fact, error: str, state: inbox.State) -> Applied:
    """Put aside a fact that could not be handled, and read on."""
    last = inbox.checkpoint(group.tx, fact.producer).number
    if fact.number != last + 1:  # another replica has seen to it meanwhile
        return Applied(last)
    inbox.park(group.tx, [fact], state=state, error=error, at=group.at)
    inbox.move(group.tx, [fact])
    return Applied(fact.number, parked=(fact.number,))


def apply_next(group: Group, producer: str, queue: str) -> bool:
    """The first that is parked of a case, and so on until nothing is (False)."""
    first = inbox.first_parked(group.tx, producer, queue)
    if first is None:
        return False
    handle(group, [first.fact])
    inbox.release(group.tx, first.id)
    return True
