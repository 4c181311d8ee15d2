"""Which programs may act for a person, and in what? Bearer tokens of the API: scoped, revocable, kept as a hash."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Connection, select, update

from gateway.identity.accounts import Account, account_of
from gateway.identity.secrets import hashed, new_secret
from gateway.identity.sessions import SEEN_EVERY
from gateway.identity.tables import ACCOUNTS, TOKENS

type Scope = Literal["read", "write"]

LONGEST = timedelta(days=365)
PREFIX = "dhr_"


@dataclass(frozen=True, slots=True)
class Token:
    id: str
    name: str
    scopes: frozenset[str]
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None


def make(
    tx: Connection, account_id: str, *, name: str, scopes: Collection[str], at: datetime, lasts: timedelta = LONGEST
) -> str:
    """The token itself: shown once, and never again."""
    secret = PREFIX + new_secret()
    tx.execute(
        TOKENS.insert().values(
            id=uuid4().hex,
            secret_hash=hashed(secret),
            account_id=account_id,
            name=name,
            scopes=sorted(scopes),
            made_at=at,
            expires_at=at + min(lasts, LONGEST),
        )
    )
    return secret


def find(tx: Connection, secret: str, *, at: datetime) -> tuple[Account, Token] | None:
    row = tx.execute(
        select(*ACCOUNTS.c, *_columns())
        .join(ACCOUNTS, ACCOUNTS.c.id == TOKENS.c.account_id)
        .where(TOKENS.c.secret_hash == hashed(secret), TOKENS.c.ended_at.is_(None), TOKENS.c.expires_at > at)
        .where(ACCOUNTS.c.active)
    ).one_or_none()
    if row is None:
        return None
    token = Token(row.token_id, row.token_name, frozenset(row.scopes), row.token_made_at, row.expires_at, row.used_at)
    return account_of(row), token


def is_due(token: Token, at: datetime) -> bool:
    return token.used_at is None or at - token.used_at >= SEEN_EVERY


def used(tx: Connection, token: Token, at: datetime) -> None:
    tx.execute(update(TOKENS).where(TOKENS.c.id == token.id).values(used_at=at))


def of(tx: Connection, account_id: str, *, at: datetime) -> list[Token]:
    rows = tx.execute(
        select(*_columns())
        .where(TOKENS.c.account_id == account_id, TOKENS.c.ended_at.is_(None), TOKENS.c.expires_at > at)
        .order_by(TOKENS.c.made_at.desc())
    ).all()
    return [
        Token(r.token_id, r.token_name, frozenset(r.scopes), r.token_made_at, r.expires_at, r.used_at) for r in rows
    ]


def end(tx: Connection, token_id: str, account_id: str, at: datetime) -> bool:
    mine = (TOKENS.c.id == token_id) & (TOKENS.c.account_id == account_id) & TOKENS.c.ended_at.is_(None)
    return tx.execute(update(TOKENS).where(mine).values(ended_at=at)).rowcount > 0


def _columns() -> list[Any]:
    return [
        TOKENS.c.id.label("token_id"),
        TOKENS.c.name.label("token_name"),
        TOKENS.c.scopes,
        TOKENS.c.made_at.label("token_made_at"),
        TOKENS.c.expires_at,
        TOKENS.c.used_at,
    ]
