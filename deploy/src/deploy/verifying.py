"""`dhr verify`: is everything that was recorded still as it was recorded, readable, told, and shown?"""

from collections.abc import Iterator
from itertools import chain

from pydantic_core import from_json
from shared.database.engine import Database
from shared.history import store
from shared.privacy.sealing import MARK, subject_of
from shared.privacy.vault import Vault
from shared.service import Service
from sqlalchemy import text

from deploy.rebuilding import differs
from deploy.reconciling import joints
from deploy.system.progress import Progress
from deploy.trouble import Trouble
from deploy.where import RECORDING, Where, service_named

_FEED_WITHOUT_EVENT = text(
    "SELECT min(number) FROM feed WHERE NOT EXISTS "
    "(SELECT 1 FROM events WHERE stream = feed.stream AND version = feed.stream_version)"
)
_FEED = text("SELECT count(number), coalesce(max(number), 0) FROM feed")
_SEALED = text(f"SELECT DISTINCT stream, data FROM events WHERE data LIKE '%{MARK}%'")


def verify(where: Where, *, views: bool) -> None:
    """Raises Trouble with all that is broken."""
    progress = Progress()
    broken: list[str] = []
    for name in RECORDING:
        service = service_named(name)
        with where.database(name) as database, where.vault(name) as vault:
            broken += chain(
                _chains(progress, name, database), _feed(name, database), _missing_keys(service, database, vault)
            )
            if views:
                others = differs(where, service, database, vault)
                broken += (f"{name}: {view} is not what the record says" for view in others)
    broken += (f"{joint.in_words}: dhr reconcile" for joint in joints(where) if not joint.whole)
    if broken:
        raise Trouble("\n".join(["The record is not whole.", *broken]))
    progress.say("Every chain is whole, every key is there, and everybody knows the same history.")


def _chains(progress: Progress, name: str, database: Database) -> Iterator[str]:
    with database.read() as tx, progress.bar(name) as bar:
        total = int(tx.execute(text("SELECT count(*) FROM events")).scalar_one())
        bar(0, total)
        found = store.verify(tx, lambda done: bar(done, total))
    if found is not None:
        yield f"{name}: event {found.version} of {found.stream} is broken: {found.reason}"


def _feed(name: str, database: Database) -> Iterator[str]:
    with database.read() as tx:
        count, last = tx.execute(_FEED).one()
        lost = tx.execute(_FEED_WITHOUT_EVENT).scalar()
    if count != last:
        yield f"{name}: {last - count} facts are missing from its feed"
    if lost is not None:
        yield f"{name}: fact {lost} tells of an event that is not recorded"


def _missing_keys(service: Service, database: Database, vault: Vault) -> Iterator[str]:
    """Of what it seals with keys of its own; those of others it can ask for."""
    with database.read() as tx:
        subjects = {subject_of(from_json(row.data), row.stream) for row in tx.execute(_SEALED)}
    own = {subject for subject in subjects if not (service.keys_of and subject.startswith("case-"))}
    held = vault.keys(own, make=False)
    for subject in sorted(own - held.keys()):
        yield f"{service.name}: the key of {subject} is missing; bring the keys back from their backup"
