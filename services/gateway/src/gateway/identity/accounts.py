"""Who has an account, in which roles?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from anyio.to_thread import run_sync
from shared.actor import Actor, Role
from shared.database.engine import Database
from sqlalchemy import Connection, Row, select

from gateway.identity.secrets import password_fits
from gateway.identity.tables import ACCOUNTS


@dataclass(frozen=True, slots=True)
class Account:
    id: str
    email: str
    name: str
    roles: frozenset[Role]
    csps: frozenset[str]
    agency: str | None
    active: bool = True

    @property
    def actor(self) -> Actor:
        return Actor(id=self.id, name=self.name, roles=self.roles, csps=self.csps, agency=self.agency)


def account_of(row: Row[Any]) -> Account:
    return Account(
        id=row.id,
        email=row.email,
        name=row.name,
        roles=frozenset(Role(role) for role in row.roles),
        csps=frozenset(row.csps),
        agency=row.agency,
        active=row.active,
    )


def add(
    tx: Connection,
    *,
    email: str,
    name: str,
    roles: Collection[Role],
    at: datetime,
    csps: Collection[str] = (),
    agency: str | None = None,
    password_hash: str | None = None,
    subject: str | None = None,
    id_: str = "",
) -> Account:
    """An account; without a password it can only be entered by way of the identity provider."""
    account = Account(id_ or uuid4().hex, email.strip().lower(), name, frozenset(roles), frozenset(csps), agency)
    tx.execute(
        ACCOUNTS.insert().values(
            id=account.id,
            email=account.email,
            name=name,
            roles=sorted(roles),
            csps=sorted(csps),
            agency=agency,
            password_hash=password_hash,
            subject=subject,
            active=True,
            made_at=at,
        )
    )
    return account


def by_email(tx: Connection, email: str) -> Account | None:
    row = tx.execute(select(ACCOUNTS).where(ACCOUNTS.c.email == email.strip().lower())).one_or_none()
    return account_of(row) if row else None


def by_id(tx: Connection, id_: str) -> Account | None:
    row = tx.execute(select(ACCOUNTS).where(ACCOUNTS.c.id == id_)).one_or_none()
    return account_of(row) if row else None


def everybody(tx: Connection) -> list[Account]:
    """All who may sign in, by name: those a case can be opened to."""
    rows = tx.execute(select(ACCOUNTS).where(ACCOUNTS.c.active).order_by(ACCOUNTS.c.name)).all()
    return [account_of(row) for row in rows]


async def with_password(database: Database, email: str, password: str) -> Account | None:
    """The account, if the password fits. Takes as long where there is none. Raises Busy. No connection is held while
    the password is checked."""
    account, kept = await run_sync(_with_hash, database, email)
    fits = await password_fits(password, kept)
    return account if account and fits and account.active else None


def _with_hash(database: Database, email: str) -> tuple[Account | None, str | None]:
    with database.read() as tx:
        row = tx.execute(select(ACCOUNTS).where(ACCOUNTS.c.email == email.strip().lower())).one_or_none()
    return (account_of(row), row.password_hash) if row else (None, None)


def names_of(database: Database, ids: Collection[str]) -> dict[str, str]:
    """The names of these accounts, ended ones too: the record keeps ids alone."""
    with database.read() as tx:
        rows = tx.execute(select(ACCOUNTS.c.id, ACCOUNTS.c.name).where(ACCOUNTS.c.id.in_(ids))).all()
    return {row.id: row.name for row in rows}
