"""Who is signed in, since when, and until when? Kept by the server; the browser holds a secret and nothing else."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, select, update

from gateway.identity.accounts import Account, account_of
from gateway.identity.secrets import hashed, new_secret
from gateway.identity.tables import ACCOUNTS, SESSIONS

SEEN_EVERY = timedelta(minutes=1)
"""A page that is looked at need not write each time."""


@dataclass(frozen=True, slots=True)
class Limits:
    idle: timedelta
    absolute: timedelta


@dataclass(frozen=True, slots=True)
class Session:
    id: str
    account: Account
    csrf: str
    began_at: datetime
    seen_at: datetime
    place: str
    device: str


def begin(tx: Connection, account: Account, *, at: datetime, place: str, device: str) -> str:
    """A new session's secret. It is always a new one, so that nobody can prepare it for another."""
    secret = new_secret()
    tx.execute(
        SESSIONS.insert().values(
            id=uuid4().hex,
            secret_hash=hashed(secret),
            account_id=account.id,
            csrf=new_secret(),
            began_at=at,
            seen_at=at,
            place=place,
            device=device[:300],
        )
    )
    return secret


def find(tx: Connection, secret: str, *, at: datetime, limits: Limits) -> Session | None:
    """The session, unless it was ended, lay idle too long, or is too old. Roles are read anew each time."""
    row = tx.execute(_open().where(SESSIONS.c.secret_hash == hashed(secret))).one_or_none()
    if row is None or at - row.seen_at > limits.idle or at - row.began_at > limits.absolute:
        return None
    return _session(row)


def is_due(session: Session, at: datetime) -> bool:
    return at - session.seen_at >= SEEN_EVERY


def seen(tx: Connection, session: Session, at: datetime) -> None:
    tx.execute(update(SESSIONS).where(SESSIONS.c.id == session.id).values(seen_at=at))


def end(tx: Connection, session_id: str, account_id: str, at: datetime) -> bool:
    """End a session of one's own. Whether there was one to end."""
    mine = (SESSIONS.c.id == session_id) & (SESSIONS.c.account_id == account_id) & SESSIONS.c.ended_at.is_(None)
    return tx.execute(update(SESSIONS).where(mine).values(ended_at=at)).rowcount > 0


def of(tx: Connection, account_id: str, *, at: datetime, limits: Limits) -> list[Session]:
    """Where this person is signed in, newest first."""
    rows = tx.execute(_open().where(SESSIONS.c.account_id == account_id).order_by(SESSIONS.c.began_at.desc())).all()
    return [_session(row) for row in rows if at - row.seen_at <= limits.idle and at - row.began_at <= limits.absolute]


def _open() -> Any:
    columns = [SESSIONS.c[name].label(name) for name in ("csrf", "began_at", "seen_at", "place", "device")]
    return (
        select(*ACCOUNTS.c, SESSIONS.c.id.label("session_id"), *columns)
        .join(ACCOUNTS, ACCOUNTS.c.id == SESSIONS.c.account_id)
        .where(SESSIONS.c.ended_at.is_(None), ACCOUNTS.c.active)
    )


def _session(row: Row[Any]) -> Session:
    return Session(row.session_id, account_of(row), row.csrf, row.began_at, row.seen_at, row.place, row.device)
