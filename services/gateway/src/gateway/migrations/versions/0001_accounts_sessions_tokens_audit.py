"""Accounts, sessions, tokens and the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    counted = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("email", sa.Text, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("roles", sa.JSON, nullable=False),
        sa.Column("csps", sa.JSON, nullable=False),
        sa.Column("agency", sa.Text),
        sa.Column("password_hash", sa.Text),
        sa.Column("subject", sa.Text, unique=True),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("secret_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("account_id", sa.String(32), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("csrf", sa.Text, nullable=False),
        sa.Column("began_at", sa.Text, nullable=False),
        sa.Column("seen_at", sa.Text, nullable=False),
        sa.Column("ended_at", sa.Text),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
    )
    op.create_index("sessions_of_account", "sessions", ["account_id"])
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("secret_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("account_id", sa.String(32), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("scopes", sa.JSON, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("expires_at", sa.Text, nullable=False),
        sa.Column("used_at", sa.Text),
        sa.Column("ended_at", sa.Text),
    )
    op.create_index("tokens_of_account", "tokens", ["account_id"])
    op.create_table(
        "audit",
        sa.Column("id", counted, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("account_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("case_id", sa.Text),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("way", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
    )
    op.create_index("audit_of_case", "audit", ["case_id", "id"])
    op.create_index("audit_of_account", "audit", ["account_id", "id"])
