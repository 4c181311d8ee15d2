"""Which history is this, and do others know it as we do?

A number says where a fact is in a feed, not which fact it is: a database that came back from an older backup gives the
same numbers to other facts. So a feed has an identity, made with the database, and each fact the fingerprint of the
event that it tells of. Where two services disagree, nothing moves until `dhr reconcile` has joined them again.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from shared.database.instant import as_text
from shared.database.tables import HISTORIES
from shared.wire import Fact

MADE_WITH_THE_DATABASE = "made with the database"


class Parted(Exception):
    """What was applied here is not what its producer has told; the text is for who runs the system."""

    def __init__(self, producer: str) -> None:
        super().__init__(
            f"What was applied here of {producer} is not what {producer} has recorded. One of the two was restored "
            "from a backup. Nothing more is applied. Please run: dhr reconcile"
        )


def older_than_others(service: str) -> str:
    return (
        f"The record of {service} is older than what others have applied, so nothing can be changed at the moment. "
        "Please ask whoever runs the system to run: dhr reconcile"
    )


@dataclass(frozen=True, slots=True)
class History:
    """`parted`: why nothing may be added to it. `held`: whether sending waits until a person has checked it."""

    id: str
    parted: str | None
    held: bool


def current(tx: Connection) -> History:
    row = tx.execute(select(HISTORIES).order_by(HISTORIES.c.number.desc()).limit(1)).one()
    return History(row.id, row.parted, bool(row.held))


def all_of(tx: Connection) -> set[str]:
    """Every identity that this database has had."""
    return set(tx.execute(select(HISTORIES.c.id)).scalars())


def begin(tx: Connection, why: str, at: datetime) -> str:
    """From now on this is another history, which is kept on record with the reason."""
    fresh = secrets.token_hex(8)
    tx.execute(HISTORIES.insert().values(id=fresh, at=as_text(at), why=why))
    return fresh


def part(tx: Connection, words: str) -> None:
    """Others know more than this history, or something else."""
    tx.execute(update(HISTORIES).values(parted=words).where(HISTORIES.c.id == current(tx).id))


def hold(tx: Connection, held: bool) -> None:
    tx.execute(update(HISTORIES).values(held=int(held)).where(HISTORIES.c.id == current(tx).id))


def view_made_again(tx: Connection) -> None:
    """Counted, so that a writer who remembers rows of views reads them again."""
    tx.execute(update(HISTORIES).values(rebuilt=HISTORIES.c.rebuilt + 1).where(HISTORIES.c.id == current(tx).id))


def write(tx: Connection) -> None:
    """Something that changes nothing, to see whether the database still takes what is written."""
    tx.execute(update(HISTORIES).values(why=HISTORIES.c.why).where(HISTORIES.c.id == current(tx).id))


def is_beyond(tx: Connection, number: int, history: str, fingerprint: str, own: tuple[int, str]) -> bool:
    """Whether somebody knows this number of ours by another fingerprint, or knows more of it than we have told.
    `own` is our last number, and our fingerprint at `number` (empty: we have none). What was given up with an earlier
    identity is not beyond this one."""
    last, ours = own
    if history and history != current(tx).id and history in all_of(tx):
        return False
    return number > last or bool(ours and fingerprint and ours != fingerprint)


def follows(fact: Fact, fingerprint: str) -> bool:
    """Whether the fact comes after the one with this fingerprint. What was told before facts had one is believed."""
    return not (fact.previous and fingerprint) or fact.previous == fingerprint
