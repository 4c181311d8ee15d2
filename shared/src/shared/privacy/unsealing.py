"""How does what is stored, or arrives, become a message again?"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from pydantic_core import from_json

from shared.history.store import StoredEvent
from shared.message import Contract
from shared.privacy.sealing import MARK, is_sealed, subject_of, unseal
from shared.privacy.vault import KeyNotHeld, Vault
from shared.record import Recorded
from shared.service import Service
from shared.wire import Fact

type Key = bytes | None


def open_events(rows: Sequence[StoredEvent], service: Service, vault: Vault) -> list[Recorded[Any]]:
    """Raises KeyNotHeld; with a destroyed key, personal parts read as erased."""
    sealed = {row.position: from_json(row.data) for row in rows if MARK in row.data}
    subjects = {row.position: subject_of(sealed[row.position], row.stream) for row in rows if row.position in sealed}
    keys = held(vault, set(subjects.values()))
    opened = {
        row.position: unseal(sealed[row.position], keys[subjects[row.position]], row.stream, row.version)
        for row in rows
        if row.position in sealed
    }
    return [_recorded(row, service, opened.get(row.position)) for row in rows]


def _recorded(row: StoredEvent, service: Service, opened: Any) -> Recorded[Any]:
    event = service.events_by_name[row.type]
    if opened is None and row.type_version == event.version:  # most of them: read straight from the text
        message = event.model_validate_json(row.data)
    else:
        message = event.from_stored(from_json(row.data) if opened is None else opened, row.type_version)
    return Recorded(
        message=message,
        producer=service.name,
        stream=row.stream,
        version=row.version,
        position=row.position,
        at=datetime.fromisoformat(row.at),
        actor_id=row.actor_id,
        command_id=row.command_id,
    )


def open_facts(facts: Sequence[Fact], service: Service, vault: Vault) -> list[Recorded[Any]]:
    """Those that this service listens to. Raises KeyNotHeld where it may ask the keys' owner for them; one that may
    not reads what is marked as erased, for the rest of the fact is still for it."""
    heard = [(fact, contract) for fact in facts if (contract := service.contracts_by_name.get(fact.type)) is not None]
    subjects = [subject_of(fact.data, fact.stream) if is_sealed(fact.data) else None for fact, _ in heard]
    readable = [
        subject and _may_read(service, fact, subject) for subject, (fact, _) in zip(subjects, heard, strict=True)
    ]
    keys = held(vault, {s for s, may in zip(subjects, readable, strict=True) if s and may})
    opened = []
    for subject, may, (fact, contract) in zip(subjects, readable, heard, strict=True):
        key = keys.get(subject) if subject and may else None
        data = unseal(fact.data, key, fact.stream, fact.stream_version) if subject else fact.data
        opened.append(_told(fact, contract.from_stored(data, fact.version)))
    return opened


def _may_read(service: Service, fact: Fact, subject: str) -> bool:
    """A case's key is its owner's, whoever tells of the case; any other key is the producer's own."""
    of_a_case = service.keys_of is not None and subject.startswith("case-")
    return of_a_case or fact.producer in (service.name, service.keys_of)


def _told(fact: Fact, contract: Contract) -> Recorded[Any]:
    return Recorded(
        message=contract,
        producer=fact.producer,
        stream=fact.stream,
        version=fact.stream_version,
        position=fact.number,
        at=fact.at,
        actor_id=fact.actor_id,
        command_id=fact.command_id,
    )


def held(vault: Vault, subjects: Collection[str]) -> dict[str, Key]:
    """Their keys (None: destroyed), or KeyNotHeld with all that are missing."""
    keys = vault.keys(subjects, make=False) if subjects else {}
    if missing := [subject for subject in subjects if subject not in keys]:
        raise KeyNotHeld(*missing)
    return keys


def own_keys(vault: Vault, service: Service, subjects: Collection[str]) -> dict[str, Key]:
    """Keys to seal with: made at the first use, but for the cases of another service, which makes them itself."""
    others = {subject for subject in subjects if service.keys_of and subject.startswith("case-")}
    made = vault.keys(set(subjects) - others, make=True) if len(others) < len(subjects) else {}
    return held(vault, others) | made
