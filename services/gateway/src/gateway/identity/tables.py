"""What does the gateway keep of its own? Accounts, sessions, tokens, and the audit trail."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

GATEWAY = MetaData()

# SQLite counts rows by itself only in a column that is called INTEGER
Counted = BigInteger().with_variant(Integer, "sqlite")


class Instant(TypeDecorator[datetime]):
    """An instant as text, ISO 8601 in UTC, of one width, so that text sorts as time."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return value.astimezone(UTC).isoformat(timespec="microseconds") if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return datetime.fromisoformat(value) if value else None


ACCOUNTS = Table(
    "accounts",
    GATEWAY,
    Column("id", String(32), primary_key=True),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("csps", JSON, nullable=False),
    Column("agency", Text),
    Column("password_hash", Text),
    Column("subject", Text, unique=True),
    Column("active", Boolean, nullable=False),
    Column("made_at", Instant, nullable=False),
)

SESSIONS = Table(
    "sessions",
    GATEWAY,
    Column("id", String(32), primary_key=True),
    Column("secret_hash", String(64), nullable=False, unique=True),
    Column("account_id", String(32), ForeignKey("accounts.id"), nullable=False),
    Column("csrf", Text, nullable=False),
    Column("began_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("place", Text, nullable=False),
    Column("device", Text, nullable=False),
    Index("sessions_of_account", "account_id"),
)

TOKENS = Table(
    "tokens",
    GATEWAY,
    Column("id", String(32), primary_key=True),
    Column("secret_hash", String(64), nullable=False, unique=True),
    Column("account_id", String(32), ForeignKey("accounts.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("ended_at", Instant),
    Index("tokens_of_account", "account_id"),
)

AUDIT = Table(
    "audit",
    GATEWAY,
    Column("id", Counted, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("account_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("case_id", Text),
    Column("what", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("way", Text, nullable=False),
    Column("place", Text, nullable=False),
    Index("audit_of_case", "case_id", "id"),
    Index("audit_of_account", "account_id", "id"),
)
