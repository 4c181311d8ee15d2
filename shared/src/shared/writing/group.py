"""What happens within one transaction of the writer? Streams are loaded, commands decided, and all written at once."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from pydantic_core import to_json
from sqlalchemy import Connection, Table

from shared.actor import ALLOWED, Actor, Forbidden
from shared.database.instant import as_text
from shared.database.sql import DATABASE_ERRORS, Statement, write_all
from shared.decider import Context
from shared.history import feed, inbox, store
from shared.history.store import Conflict, StoredEvent
from shared.message import Command, Contract, Named, Refused
from shared.observing import faults
from shared.privacy.sealing import is_personal, sealed_text, subject_of
from shared.privacy.unsealing import Key, open_events, own_keys
from shared.privacy.vault import KeyNotHeld, Vault
from shared.record import Recorded
from shared.service import Service
from shared.view import Key as RowKey
from shared.view import WideView
from shared.wire import Envelope, Reply
from shared.writing.memory import Head, Mark, Memory, look
from shared.writing.projection import Change, Rows, folded, heard, project, project_wide, remembered, replacing
from shared.writing.turn import Turn


class Group:
    """The work of one transaction. `finish` writes it; what a command brought about is in it whole or not at all."""

    def __init__(
        self, turn: Turn, service: Service, vault: Vault, memory: Memory, today: date, at: datetime, *, careful: bool
    ) -> None:
        """`careful`: ids are looked up before anything is decided, because one of them may have been answered."""
        self.service, self.vault, self.at = service, vault, at
        self._turn, self._memory, self._today, self._careful = turn, memory, today, careful
        self._at = as_text(at)
        self.heads: dict[str, Head] = {}
        self.rows: dict[str, Rows] = {}
        """What becomes of the rows of views, as far as it may be remembered."""
        self._events: list[Recorded[Any]] = []
        self._contracts: list[tuple[Recorded[Any], Contract]] = []
        self._unprojected: list[Recorded[Any]] = []
        self._answers: list[tuple[str, str, str, str]] = []
        if memory.doubted:
            turn.begin()
        self._position = turn.mark[0]

    @property
    def tx(self) -> Connection:
        return self._turn.tx

    @property
    def tells(self) -> bool:
        """Whether it adds to the feed."""
        return bool(self._contracts)

    def answer(self, envelopes: Sequence[Envelope]) -> list[Reply]:
        """Each command's reply, in their order. An id that was answered before gets the same reply again."""
        known = self.load([one.command for one in envelopes], [one.id for one in envelopes] if self._careful else ())
        return [self._answer(envelope, known) for envelope in envelopes]

    def load(self, commands: Sequence[Command], ids: Sequence[str] = ()) -> dict[str, tuple[str, str]]:
        """The streams of these commands; returns what was answered already of these ids."""
        fresh: dict[str, Head] = {}
        for command in commands:
            with suppress(Exception):  # a command whose stream cannot be told fails by itself, when it is decided
                kind = self.service.aggregate_for(type(command))
                stream = kind.stream(command)
                if stream in self.heads:
                    continue
                if (known := self._memory.heads.get(stream)) is not None:
                    self._turn.used = True
                    self.heads[stream] = known.copy()
                else:
                    fresh[stream] = self._memory.start_of(stream, kind)
        if not fresh and not ids:
            return {}
        found = look(self.tx, {stream: head.version for stream, head in fresh.items()}, ids)
        for row, event in zip(found.events, open_events(found.events, self.service, self.vault), strict=True):
            head = fresh[row.stream]
            head.version, head.hash = row.version, row.hash
            head.state = head.kind.decider.evolve(head.state, event.message)
        self.heads |= fresh
        return found.answered

    def _answer(self, envelope: Envelope, known: dict[str, tuple[str, str]]) -> Reply:
        command = envelope.command
        try:
            fingerprint = self.vault.fingerprint(to_json((envelope.actor.id, command.type_name(), command)))
            reply = _again(envelope.id, fingerprint, known) or self._decided(envelope)
        except (*DATABASE_ERRORS, KeyNotHeld, Conflict):  # it is for the whole transaction to be done again
            raise
        except Exception as bug:
            return Reply(fault=faults.report(bug, command=command.type_name(), command_id=envelope.id))
        if not reply.accepted and not self._careful:  # refusals are not kept: this may be the second time it is asked
            known |= look(self.tx, {}, [envelope.id]).answered
            return _again(envelope.id, fingerprint, known) or reply
        if reply.accepted and envelope.id not in known:
            known[envelope.id] = fingerprint, reply.model_dump_json()
            self._answers.append((envelope.id, *known[envelope.id], self._at))
        return reply

    def _decided(self, envelope: Envelope) -> Reply:
        try:
            return self.decide(envelope.command, envelope.actor, envelope.id)
        except Refused as no:
            return Reply(refused=no.reason, field=no.field)
        except Forbidden as no:
            return Reply(forbidden=str(no))

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

    def finish(self) -> Mark:
        """Write all that was decided, in few round trips, and commit."""
        messages = [(recorded, recorded.message) for recorded in self._events] + self._contracts
        subjects = {subject_of(m, recorded.stream) for recorded, m in messages if is_personal(type(m))}
        keys = own_keys(self.vault, self.service, subjects) if subjects else {}
        events = [self._stored(recorded, keys) for recorded in self._events]
        hashes = {(event.stream, event.version): event.hash for event in events}
        told = [
            self._told(recorded, contract, keys, hashes[recorded.stream, recorded.version])
            for recorded, contract in self._contracts
        ]
        views, messages = self.service.views, self._unprojected
        changes = folded(lambda: self.tx, views, messages, self._known_rows)
        line = self._turn.line
        statements: tuple[Statement, ...] = (
            store.appending(line, events),
            feed.adding(line, told),
            *replacing(line, changes),
            inbox.remembering(line, self._answers),
        )
        self._remember(changes)
        if any(isinstance(view, WideView) and heard(view, messages) for view in views):
            write_all(self.tx, *statements)
            project_wide(self.tx, views, messages)
            statements = ()
        return self._turn.commit(self._position, *statements)

    def _known_rows(self, table: Table, keys: set[RowKey]) -> Rows:
        """Of this transaction, or as they were left by the one before it."""
        rows = self.rows.get(table.name, {})
        known = {key: rows[key] for key in keys if key in rows}
        if before := self._memory.rows.get(table.name):
            known = {key: before[key] for key in keys if key in before} | known
        self._turn.used = self._turn.used or bool(known)
        return known

    def _remember(self, changes: Sequence[Change]) -> None:
        for change in changes:
            self.rows.setdefault(change.table.name, {}).update(remembered(change))

    def _project(self) -> None:
        if self._unprojected:
            waiting, self._unprojected = self._unprojected, []
            self._remember(project(self.tx, self.service.views, waiting, self._known_rows))

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

    def _told(self, recorded: Recorded[Any], contract: Contract, keys: Mapping[str, Key], hash: str) -> feed.Told:
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
            hash=feed.fingerprint(hash),
        )


_USED_BEFORE = Reply(refused="This was already sent once with other content. Please start again.")


def _again(id_: str, fingerprint: str, known: Mapping[str, tuple[str, str]]) -> Reply | None:
    """The reply that was given before to the same command under this id."""
    if id_ not in known:
        return None
    before, answer = known[id_]
    return Reply.model_validate_json(answer) if before == fingerprint else _USED_BEFORE


def _sealed(message: Named, recorded: Recorded[Any], keys: Mapping[str, Key]) -> str:
    key = keys.get(subject_of(message, recorded.stream))
    return sealed_text(message, key, recorded.stream, recorded.version)
