"""`dhr rebuild SERVICE VIEW`: how is a read model made again from what was recorded and told?"""

import heapq
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from shared.asking import owner_of
from shared.database.engine import Database, take_turn
from shared.history import feed, inbox
from shared.message import Contract
from shared.privacy.unsealing import open_facts
from shared.privacy.vault import Vault
from shared.record import Recorded
from shared.service import Service
from shared.view import View, WideView
from shared.writing.projection import rebuild, refill, view_of
from sqlalchemy import Row, select, text

from deploy.system.progress import Progress
from deploy.trouble import Trouble
from deploy.where import Where, service_named

PAGE = 500


def rebuild_view(where: Where, service_name: str, view_name: str) -> None:
    progress = Progress()
    service = service_named(service_name)
    try:
        view = view_of(service, view_name)
    except LookupError as unknown:
        raise Trouble(f"{str(unknown).strip()}.") from None
    contracts = _contracts(view)
    with where.database(service_name) as database, where.vault(service_name) as vault:
        with database.read() as tx:
            total = int(tx.execute(text("SELECT count(*) FROM events")).scalar_one())
        told = _told(where, service, database, vault, contracts)
        with progress.bar(f"{service_name} {view_name}") as bar:
            bar(0, None if contracts else total)
            done = rebuild(service, database, vault, view_name, told, bar)
            bar(done, done)
    progress.say(f"{view_name} of {service_name} was made again from {done} events and facts.")


class _Undone(Exception):
    """What was only looked at is not kept."""


def differs(where: Where, service: Service, database: Database, vault: Vault) -> Iterator[str]:
    """The views that would be others if they were made again. Commands wait meanwhile; nothing is changed."""
    for view in service.views:
        told = _told(where, service, database, vault, _contracts(view))
        before: list[Row[Any]] = []
        after: list[Row[Any]] = []
        with suppress(_Undone), database.begin() as tx:
            take_turn(tx)
            before += tx.execute(select(view.table))
            refill(tx, service, vault, view, told)
            after += tx.execute(select(view.table))
            raise _Undone
        if sorted(map(repr, before)) != sorted(map(repr, after)):
            yield view.name


def _contracts(view: View | WideView) -> list[type[Contract]]:
    return [kind for kind in view.listens if issubclass(kind, Contract)]


def _told(
    where: Where, service: Service, database: Database, vault: Vault, contracts: list[type[Contract]]
) -> Iterator[Recorded[Any]]:
    """What other services told this one and it has applied, by time. Read only when the rebuild begins, which holds the
    service's turn to write: nothing is applied meanwhile, so nothing is counted twice or left out."""
    producers = sorted({owner_of(contract) for contract in contracts})
    streams = [_told_by(where, producer, service, database, vault) for producer in producers]
    yield from heapq.merge(*streams, key=lambda recorded: recorded.at)


def _told_by(
    where: Where,
    producer: str,
    service: Service,
    database: Database,
    vault: Vault,
) -> Iterator[Recorded[Any]]:
    with database.read() as tx:
        last = inbox.checkpoint(tx, producer).number
        not_applied = {row.fact.number for row in inbox.parked(tx) if row.fact.producer == producer}
    number = 0
    with where.database(producer) as other:
        while number < last:
            with other.read() as tx:
                rows = feed.since(tx, producer, number, PAGE)
            if not rows:
                return
            number = rows[-1].number
            applied = [fact for fact in rows if fact.number <= last and fact.number not in not_applied]
            yield from open_facts(applied, service, vault)
