"""What happens within one transaction of the writer? Streams are loaded, commands decided, and all written at once."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from pydantic_core import to_json
from sqlalchemy import Connection

from shared.actor import ALLOWED, Actor, Forbidden
from shared.database.instant import as_text
from shared.database.sql import DATABASE_ERRORS, write_all
from shared.decider import Context
from shared.history import feed, inbox, store
from shared.history.store import StoredEvent
from shared.message import Command, Contract, Named, Refused
from shared.observing import faults
from shared.privacy.sealing import is_personal, sealed_text, subject_of
from shared.privacy.unsealing import Key, open_events, own_keys
from shared.privacy.vault import KeyNotHeld, Vault
from shared.record import Recorded
from shared.service import Service
from shared.wire import Envelope, Reply
from shared.writing.heads import Head, Remembered, look
from shared.writing.projection import folded, project, project_wide, replacing


class Group:
    """The work of one transaction. `finish` writes it; what a command brought about is in it whole or not at all."""

    def __init__(
        self, tx: Connection, service: Service, vault: Vault, remembered: Remembered, today: date, at: datetime
    ) -> None:
        self.tx, self.service, self.vault, self.at = tx, service, vault, at
        self._at = as_text(at)
        self.heads: dict[str, Head] = {}
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
        answered = self.load([one.command for one in envelopes], [one.id for one in envelopes])
        return [self._answer(envelope, answered) for envelope in envelopes]

    def load(self, commands: Sequence[Command], ids: Sequence[str] = ()) -> dict[str, tuple[str, str]]:
        """The streams of these commands; returns what was answered already of these ids."""
        fresh: dict[str, Head] = {}
        for command in commands:
            with suppress(Exception):  # a command whose stream cannot be told fails by itself, when it is decided
                kind = self.service.aggregate_for(type(command))
                stream = kind.stream(command)
                if stream not in self.heads:
                    fresh[stream] = self._remembered.get(stream, kind)
        if not fresh and not ids:
            return {}
        found = look(self.tx, {stream: head.version for stream, head in fresh.items()}, ids)
        for row, event in zip(found.events, open_events(found.events, self.service, self.vault), strict=True):
            head = fresh[row.stream]
            head.version, head.hash = row.version, row.hash
            head.state = head.kind.decider.evolve(head.state, event.message)
        self.heads |= fresh
        self._position = self._position or found.last_position
        return found.answered

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
        if stream not in self.heads:
            self.load([command])
        head, found = self.heads[stream], None
        if kind.look_up is not None:
            self._project()  # what earlier commands of the group have changed is to be seen
            found = kind.look_up(self.tx, command)
        context = Context(actor=actor, today=self._today, at=self.at, found=found)
        if kind.permit(command, head.state, context) is not ALLOWED:
            raise Forbidden("You may not do this. Ask the Strategic Partnership's Team if you think you should.")
        decided = kind.decider.decide(command, head.state, context)
        after, position = head.copy(), self._position
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
        self.heads[stream], self._position = after, position
        self._events += events
        self._contracts += contracts
        self._unprojected += events
        return reply

    def hear(self, contract: Recorded[Any]) -> None:
        """For the views that listen to it. What its owner erased is erased here first; twice does no harm."""
        if contract.message.erases:
            self.vault.destroy(subject_of(contract.message, contract.stream))
        self._unprojected.append(contract)

    @property
    def erases(self) -> bool:
        """Whether a key is to be destroyed once this is committed."""
        return any(recorded.message.erases for recorded in self._events)

    def finish(self) -> None:
        """Write all that was decided, in few round trips."""
        messages = [(recorded, recorded.message) for recorded in self._events] + self._contracts
        subjects = {subject_of(m, recorded.stream) for recorded, m in messages if is_personal(type(m))}
        keys = own_keys(self.vault, self.service, subjects) if subjects else {}
        events = [self._stored(recorded, keys) for recorded in self._events]
        told = [self._told(recorded, contract, keys) for recorded, contract in self._contracts]
        views, messages = self.service.views, self._unprojected
        changes = folded(self.tx, views, messages)
        write_all(
            self.tx,
            store.appending(self.tx, events),
            feed.adding(self.tx, told),
            *replacing(self.tx, changes),
            inbox.remembering(self.tx, self._answers),
        )
        project_wide(self.tx, views, messages)

    def _project(self) -> None:
        if self._unprojected:
            waiting, self._unprojected = self._unprojected, []
            project(self.tx, self.service.views, waiting)

    def _stored(self, recorded: Recorded[Any], keys: Mapping[str, Key]) -> StoredEvent:
        head, event = self.heads[recorded.stream], recorded.message
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
        head.hash = store.hash_of(row, head.hash)
        return StoredEvent(*row, hash=head.hash)

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
