"""What happens within one transaction of the writer? Streams are loaded, commands decided, and all written at once."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic_core import to_json
from sqlalchemy import Connection

from shared import faults, feed, inbox, store
from shared.actor import Actor
from shared.database import take_turn
from shared.decider import Context
from shared.instant import as_text
from shared.message import Command, Contract, Named, Refused
from shared.opening import Key, open_events, own_keys
from shared.projection import folded, project, project_wide, write
from shared.record import Recorded
from shared.sealing import is_personal, sealed_text, subject_of
from shared.service import Aggregate, Forbidden, Service
from shared.sql import DATABASE_ERRORS, together
from shared.store import StoredEvent
from shared.vault import KeyNotHeld, Vault
from shared.wire import Envelope, Reply


@dataclass(slots=True)
class Tail:
    """How far a stream has come."""

    kind: Aggregate
    version: int
    state: Any
    hash: str

    def copy(self) -> "Tail":
        return Tail(self.kind, self.version, self.state, self.hash)


class Remembered:
    """The tails of the streams that were last used: a head start, for whatever was written beyond them is loaded."""

    def __init__(self, most: int = 10_000) -> None:
        self._tails: OrderedDict[str, Tail] = OrderedDict()
        self._most = most

    def get(self, stream: str, kind: Aggregate) -> Tail:
        """One's own copy, to go on from."""
        tail = self._tails.get(stream)
        return tail.copy() if tail else Tail(kind, 0, kind.decider.initial, "")

    def keep(self, tails: Mapping[str, Tail]) -> None:
        for stream, tail in tails.items():
            self._tails[stream] = tail
            self._tails.move_to_end(stream)
        while len(self._tails) > self._most:
            self._tails.popitem(last=False)

    def forget(self) -> None:
        self._tails.clear()


class Group:
    """The work of one transaction. `finish` writes it; what a command brought about is in it whole or not at all."""

    def __init__(
        self, tx: Connection, service: Service, vault: Vault, remembered: Remembered, today: date, at: datetime
    ) -> None:
        self.tx, self.service, self.vault, self.at = tx, service, vault, at
        self._at = as_text(at)
        self.tails: dict[str, Tail] = {}
        self._remembered, self._today = remembered, today
        self._position = 0
        self._events: list[Recorded[Any]] = []
        self._contracts: list[tuple[Recorded[Any], Contract]] = []
        self._unprojected: list[Recorded[Any]] = []
        self._answers: list[tuple[str, str, str, str]] = []

    @property
    def tells(self) -> bool:
        """Whether it adds to the feed."""
        return bool(self._contracts)

    def answer(self, envelopes: Sequence[Envelope]) -> list[Reply]:
        """Each command's reply, in their order. An id that was answered before gets the same reply again."""
        with together(self.tx):
            take_turn(self.tx)
            known = inbox.answered(self.tx, [envelope.id for envelope in envelopes])
            loaded = self._loading([envelope.command for envelope in envelopes])
        loaded()
        answered = known()
        return [self._answer(envelope, answered) for envelope in envelopes]

    def load(self, commands: Sequence[Command]) -> None:
        """The streams of these commands, with one query for what is not remembered."""
        with together(self.tx):
            loaded = self._loading(commands)
        loaded()

    def _loading(self, commands: Sequence[Command]) -> Callable[[], None]:
        fresh: dict[str, Tail] = {}
        for command in commands:
            with suppress(Exception):  # a command whose stream can not be told fails by itself, when it is decided
                kind = self.service.aggregate_for(type(command))
                stream = kind.stream(command)
                if stream not in self.tails:
                    fresh[stream] = self._remembered.get(stream, kind)
        if not fresh:
            return lambda: None
        position = store.last_position(self.tx)
        rows = store.loading(self.tx, {stream: tail.version for stream, tail in fresh.items()})

        def loaded() -> None:
            if not self._events:
                self._position = position()
            self._go_on(fresh, rows())

        return loaded

    def _go_on(self, tails: dict[str, Tail], rows: Sequence[StoredEvent]) -> None:
        for row, event in zip(rows, open_events(rows, self.service, self.vault), strict=True):
            tail = tails[row.stream]
            tail.version, tail.hash = row.version, row.hash
            tail.state = tail.kind.decider.evolve(tail.state, event.message)
        self.tails |= tails

    def _answer(self, envelope: Envelope, known: dict[str, tuple[str, str]]) -> Reply:
        command, actor = envelope.command, envelope.actor
        try:
            fingerprint = self.vault.fingerprint(to_json((actor.id, command.type_name(), command)))
            if envelope.id in known:
                before, answer = known[envelope.id]
                return Reply.model_validate_json(answer) if before == fingerprint else _USED_BEFORE
            reply = self.decide(command, actor, envelope.id)
        except Refused as no:
            return Reply(refused=no.reason, field=no.field)
        except Forbidden as no:
            return Reply(forbidden=str(no))
        except (*DATABASE_ERRORS, KeyNotHeld):  # the transaction is spoilt, or can go on once the key is there
            raise
        except Exception as bug:
            return Reply(fault=faults.report(bug, command=command.type_name(), command_id=envelope.id))
        known[envelope.id] = fingerprint, reply.model_dump_json()
        self._answers.append((envelope.id, *known[envelope.id], self._at))
        return reply

    def decide(self, command: Command, actor: Actor, command_id: str) -> Reply:
        """Raises Refused or Forbidden, and has then changed nothing."""
        if not actor.holds(*command.may):
            raise Forbidden("Your role does not allow this")
        kind = self.service.aggregate_for(type(command))
        stream = kind.stream(command)
        if stream not in self.tails:
            self.load([command])
        tail, found = self.tails[stream], None
        if kind.look_up is not None:
            self._project()  # what earlier commands of the group have changed is to be seen
            found = kind.look_up(self.tx, command)
        if kind.permit is not None:
            kind.permit(command, actor, tail.state)
        context = Context(actor=actor, today=self._today, at=self.at, found=found)
        decided = kind.decider.decide(command, tail.state, context)
        after, position = tail.copy(), self._position
        events, contracts = [], []
        for event in decided:
            position += 1
            after.version += 1
            after.state = kind.decider.evolve(after.state, event)
            recorded = Recorded(
                event, self.service.name, stream, after.version, position, self.at, actor.id, command_id
            )
            events.append(recorded)
            contracts += [(recorded, contract) for contract in self.service.publish(recorded, after.state)]
        reply = Reply(accepted=True, id=kind.id_of(command), version=after.version)
        self.tails[stream], self._position = after, position
        self._events += events
        self._contracts += contracts
        self._unprojected += events
        return reply

    def hear(self, contract: Recorded[Any]) -> None:
        """For the views that listen to it. What its owner erased is erased here first; to hear it twice does no harm."""
        if contract.message.erases:
            self.vault.destroy(subject_of(contract.message, contract.stream))
        self._unprojected.append(contract)

    @property
    def erased(self) -> list[str]:
        """Whose keys are to be destroyed once this is committed."""
        return [subject_of(one.message, one.stream) for one in self._events if one.message.erases]

    def finish(self) -> None:
        """Write all that was decided, in few round trips."""
        messages = [(recorded, recorded.message) for recorded in self._events] + self._contracts
        subjects = {subject_of(m, recorded.stream) for recorded, m in messages if is_personal(type(m))}
        keys = own_keys(self.vault, self.service, subjects) if subjects else {}
        events = [self._stored(recorded, keys) for recorded in self._events]
        told = [self._told(recorded, contract, keys) for recorded, contract in self._contracts]
        views, messages = self.service.views, self._unprojected
        changes = folded(self.tx, views, messages)
        with together(self.tx):
            store.append(self.tx, events)
            feed.add(self.tx, told)
            write(self.tx, changes)
            inbox.remember(self.tx, self._answers)
        project_wide(self.tx, views, messages)

    def _project(self) -> None:
        if self._unprojected:
            waiting, self._unprojected = self._unprojected, []
            project(self.tx, self.service.views, waiting)

    def _stored(self, recorded: Recorded[Any], keys: Mapping[str, Key]) -> StoredEvent:
        tail, event = self.tails[recorded.stream], recorded.message
        row = (
            recorded.position,
            recorded.stream,
            recorded.version,
            event.type_name(),
            event.version,
            self._at,
            recorded.actor_id,
            recorded.command_id,
            _sealed(event, recorded, keys),
        )
        tail.hash = store.hash_of(row, tail.hash)
        return StoredEvent(*row, hash=tail.hash)

    def _told(self, recorded: Recorded[Any], contract: Contract, keys: Mapping[str, Key]) -> feed.Told:
        return feed.Told(
            type=contract.type_name(),
            version=contract.version,
            stream=recorded.stream,
            stream_version=recorded.version,
            at=self._at,
            actor_id=recorded.actor_id,
            command_id=recorded.command_id,
            case_id=contract.case_id,
            data=_sealed(contract, recorded, keys),
        )


_USED_BEFORE = Reply(refused="This was already sent once with other content. Please start again.")


def _sealed(message: Named, recorded: Recorded[Any], keys: Mapping[str, Key]) -> str:
    key = keys.get(subject_of(message, recorded.stream))
    return sealed_text(message, key, recorded.stream, recorded.version)
