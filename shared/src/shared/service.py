"""What a service is made of. `shared.serve` runs it; deciders, views and reactions are plain functions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, MetaData

from shared.actor import ALLOWED, NOBODY, Allowed, Role
from shared.decider import Context, Decider
from shared.message import Command, Contract, Event
from shared.question import Question
from shared.reader import Reader
from shared.record import Recorded
from shared.view import View, WideView


class NotFound(Exception):
    """There is no such thing, or not for this person. The reason is shown to them."""


@dataclass(frozen=True, slots=True)
class Aggregate[C: Command, S, E: Event, Found = None]:
    """A kind of stream, `<noun>-<id>`, with its decider, and the policy that says who may ask what of it.

    `id_of` finds the id on a command. `permit` is asked about each command after its role (`may`): it answers ALLOWED
    or raises Forbidden, and no answer is no. `look_up` reads what policy and decider need from the service's own read
    models, in the writer's transaction; it comes to both as `context.found`.
    """

    noun: str
    decider: Decider[C, S, E, Found]
    id_of: Callable[[C], str]
    permit: Callable[[C, S, Context[Found]], Allowed]
    look_up: Callable[[Connection, C], Found] | None = None

    def stream(self, command: C) -> str:
        return f"{self.noun}-{self.id_of(command)}"

    def stream_of(self, id_: str) -> str:
        return f"{self.noun}-{id_}"


def by_role(command: Command, state: Any, context: Context[Any]) -> Allowed:
    """The policy of an aggregate where the role alone (`may` of the command) settles who may ask."""
    return ALLOWED


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a fact of another service (or of our own) makes us do: `react(recorded contract) -> commands of ours`."""

    contract: type[Contract]
    react: Callable[[Recorded[Any]], list[Command]]


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """Everything the mechanism needs to know of a service."""

    name: str
    aggregates: tuple[Aggregate[Any, Any, Any, Any], ...]
    metadata: MetaData
    publish: Callable[[Recorded[Any], Any], list[Contract]]
    """(event, the aggregate's state after it) -> contracts for others."""
    describe: Callable[[Any], str]
    """event -> its sentence in the timeline."""
    views: tuple[View | WideView, ...] = ()
    answers: Mapping[type[Question[Any]], Callable[[Reader, Any], Any]] = field(default_factory=dict)
    reactions: tuple[Reaction, ...] = ()
    keys_of: str | None = None
    """The service whose case keys this one may ask for (None: it owns the keys of its own streams)."""
    files_from: frozenset[Role] = NOBODY
    """Whose files it keeps beside its record, under the keys of its streams."""
    tick: Callable[[Reader], list[Command]] | None = None
    """What the passing of time asks for today: commands for the ticker to send. The second time they change nothing."""
    workers: tuple[Callable[..., Any], ...] = ()
    """Coroutine functions `worker(running)` that run while this replica holds the lease: the sender of e-mail, say."""

    aggregate_by_command: Mapping[type[Command], Aggregate[Any, Any, Any, Any]] = field(init=False, repr=False)
    commands_by_name: Mapping[str, type[Command]] = field(init=False, repr=False)
    events_by_name: Mapping[str, type[Event]] = field(init=False, repr=False)
    contracts_by_name: Mapping[str, type[Contract]] = field(init=False, repr=False)
    """The contracts that anything here listens to."""

    def __post_init__(self) -> None:
        """What follows from the rest is worked out once: every command that is decided asks for it."""
        aggregates = {command: kind for kind in self.aggregates for command in kind.decider.commands}
        events = {event.type_name(): event for kind in self.aggregates for event in kind.decider.events}
        heard = {reaction.contract for reaction in self.reactions}
        heard |= {one for view in self.views for one in view.listens if issubclass(one, Contract)}
        contracts = {contract.type_name(): contract for contract in heard}
        if len(contracts) < len(heard):
            raise TypeError(f"{self.name} listens to two contracts of one name")
        for name, value in {
            "aggregate_by_command": aggregates,
            "commands_by_name": {command.type_name(): command for command in aggregates},
            "events_by_name": events,
            "contracts_by_name": contracts,
        }.items():
            object.__setattr__(self, name, value)

    def aggregate_for(self, command: type[Command]) -> Aggregate[Any, Any, Any, Any]:
        return self.aggregate_by_command[command]

    @property
    def commands(self) -> tuple[type[Command], ...]:
        return tuple(self.aggregate_by_command)

    @property
    def events(self) -> tuple[type[Event], ...]:
        return tuple(self.events_by_name.values())
