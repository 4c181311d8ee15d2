"""`dhr reconcile`: where do two services know different histories, and how are they joined again?

After one of them came back from a backup. A newer backup of it joins them by itself. Where there is none, the producer
gets a new identity, which is kept on record with the reason: the others go back to the last fact on which both agree,
make their read models again, and go on from there. Nothing is sent then until a person has checked what waits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.table import Table
from shared.asking import owner_of
from shared.database.engine import take_turn
from shared.database.tables import FEED, HEARD, PARKED
from shared.history import feed, identity, inbox
from shared.history.inbox import Checkpoint
from shared.message import Contract
from sqlalchemy import Connection, delete, select

from deploy.rebuilding import rebuild_view
from deploy.system.progress import Progress
from deploy.trouble import Trouble
from deploy.where import RECORDING, Where, service_named

SENDS = "notifications"
PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Joint:
    """What a consumer has applied of a producer. `common`: the last number that both know by the same fingerprint."""

    producer: str
    last: int
    consumer: str
    applied: int
    common: int

    @property
    def whole(self) -> bool:
        return self.common == self.applied

    @property
    def in_words(self) -> str:
        return (
            f"{self.consumer} has applied {self.applied} facts of {self.producer}, which has told {self.last}; "
            f"they agree up to {self.common}"
        )


def joints(where: Where) -> Iterator[Joint]:
    for consumer in RECORDING:
        with where.database(consumer) as theirs, theirs.read() as tx:
            for producer in sorted(inbox.applied(tx).keys() & set(RECORDING)):
                with where.database(producer) as its, its.read() as told:
                    point, last = inbox.checkpoint(tx, producer), feed.last_number(told)
                    yield Joint(producer, last, consumer, point.number, _common(tx, told, producer, point, last))


def _common(tx: Connection, told: Connection, producer: str, point: Checkpoint, last: int) -> int:
    """The newest fact that the consumer remembers by the fingerprint that it has at its producer."""
    ours = feed.fingerprint_at(told, point.number)
    if point.number <= last and (not point.hash or point.hash == ours):
        return point.number
    before, lowest = min(point.number, last) + 1, point.number + 1
    while rows := tx.execute(
        select(HEARD.c.number, HEARD.c.hash)
        .where(HEARD.c.producer == producer, HEARD.c.number < before)
        .order_by(HEARD.c.number.desc())
        .limit(PAGE)
    ).all():
        lowest = before = rows[-1].number
        between = FEED.c.number.between(lowest, rows[0].number)
        known = dict(told.execute(select(FEED.c.number, FEED.c.hash).where(between)).tuples().all())
        for number, fingerprint in rows:
            if known.get(number) == fingerprint:
                return int(number)
    return min(last, lowest - 1)  # of what was applied before it was remembered, the numbers are all there is


def show(where: Where) -> None:
    """Raises Trouble where two part."""
    progress, found = Progress(), list(joints(where))
    table = Table("service", "has told", "to", "which has applied", "both agree up to")
    for each in found:
        table.add_row(each.producer, str(each.last), each.consumer, str(each.applied), str(each.common))
    progress.console.print(table)
    parted = {each.producer for each in found if not each.whole} | set(_refusing(where))
    if parted:
        raise Trouble(
            f"The history of {' and '.join(sorted(parted))} is not the one that others know. If there is a newer "
            "backup, stop the system, put that back, and start again. If there is none: "
            'dhr reconcile SERVICE --why "what happened". What was lost then has to be entered again.'
        )
    progress.say("Everybody knows the same history.")


def _refusing(where: Where) -> Iterator[str]:
    for name in RECORDING:
        with where.database(name) as database, database.read() as tx:
            if identity.current(tx).parted:
                yield name


def join(where: Where, producer: str, why: str) -> None:
    """The producer's history goes on under a new identity, from what it has."""
    progress = Progress()
    if producer not in RECORDING:
        raise Trouble(f"There is no service {producer}; there are {', '.join(RECORDING)}.")
    parted = [each for each in joints(where) if each.producer == producer and not each.whole]
    if not parted and producer not in _refusing(where):
        raise Trouble(f"Everybody knows the history of {producer} as it does. There is nothing to join.")
    with where.database(SENDS) as database, database.begin() as tx:
        identity.hold(tx, True)
    with where.database(producer) as database, database.begin() as tx:
        take_turn(tx)
        fresh = identity.begin(tx, why, datetime.now(UTC))
        identity.hold(tx, producer == SENDS)
    for each in parted:
        _go_back(where, each, fresh)
        progress.say(f"{each.consumer} goes on after fact {each.common} of {producer}.")
    progress.say(
        f"{producer} has a new identity. Nothing is sent until you have checked what waits on the page "
        '"Dispatches" and have run: dhr release'
    )


def _go_back(where: Where, joint: Joint, history: str) -> None:
    with where.database(joint.producer) as its, its.read() as told:
        point = Checkpoint(joint.common, history, feed.fingerprint_at(told, joint.common))
    with where.database(joint.consumer) as database, database.begin() as tx:
        take_turn(tx)
        for table in (HEARD, PARKED):
            tx.execute(delete(table).where(table.c.producer == joint.producer, table.c.number > joint.common))
        inbox.set_checkpoint(tx, joint.producer, point)
    for view in service_named(joint.consumer).views:
        if any(issubclass(kind, Contract) and owner_of(kind) == joint.producer for kind in view.listens):
            rebuild_view(where, joint.consumer, view.name)


def release(where: Where) -> None:
    with where.database(SENDS) as database, database.begin() as tx:
        held = identity.current(tx).held
        identity.hold(tx, False)
    Progress().say("What waits is sent now." if held else "Nothing was held.")
