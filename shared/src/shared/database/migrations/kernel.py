"""What are the kernel's own tables made of? Called by a service's first migration; never changed afterwards.

When the kernel needs another shape, it gets another function (`kernel_2`), called by a next migration of each service.
A test compares all of them together with `shared.database.tables`.
"""

import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

_COUNTED = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def kernel_1() -> None:
    op.create_table(
        "events",
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("stream", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("type_version", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor_id", sa.Text, nullable=False),
        sa.Column("command_id", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.UniqueConstraint("stream", "version", name="events_stream_version"),
    )
    op.create_table(
        "feed",
        sa.Column("id", _COUNTED, primary_key=True),
        sa.Column("number", sa.BigInteger),
        sa.Column("sent", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("stream", sa.Text, nullable=False),
        sa.Column("stream_version", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor_id", sa.Text, nullable=False),
        sa.Column("command_id", sa.Text, nullable=False),
        sa.Column("case_id", sa.Text),
        sa.Column("data", sa.Text, nullable=False),
        sa.UniqueConstraint("number", name="feed_number"),
    )
    for name, column, rows in (("feed_waiting", "id", "number IS NULL"), ("feed_unsent", "number", "sent = 0")):
        where = sa.text(rows)
        op.create_index(name, "feed", [column], sqlite_where=where, postgresql_where=where)
    op.create_table(
        "positions",
        sa.Column("producer", sa.Text, primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "parked",
        sa.Column("id", _COUNTED, primary_key=True),
        sa.Column("producer", sa.Text, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("queue", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("fact", sa.Text, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.UniqueConstraint("producer", "number", name="parked_producer_number"),
    )
    op.create_index("parked_queue", "parked", ["producer", "queue"])
    op.create_table(
        "answered",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("expires", sa.Float, nullable=False),
    )


def kernel_2() -> None:
    """The identity of a history, and a lease that is measured by its renewals."""
    op.add_column("feed", sa.Column("hash", sa.Text, nullable=False, server_default=""))
    op.execute(
        "UPDATE feed SET hash = substr(events.hash, 1, 16) FROM events "
        "WHERE events.stream = feed.stream AND events.version = feed.stream_version"
    )
    histories = op.create_table(
        "histories",
        sa.Column("number", _COUNTED, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("parted", sa.Text),
        sa.Column("held", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("rebuilt", sa.Integer, nullable=False, server_default=sa.text("0")),
    )
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    made = {"id": secrets.token_hex(8), "at": at, "why": "made with the database"}
    op.execute(histories.insert().values(**made))
    op.add_column("positions", sa.Column("history", sa.Text, nullable=False, server_default=""))
    op.add_column("positions", sa.Column("hash", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "heard",
        sa.Column("producer", sa.Text, primary_key=True),
        sa.Column("number", sa.BigInteger, primary_key=True),
        sa.Column("hash", sa.Text, nullable=False),
    )
    op.drop_table("lease")
    op.create_table(
        "lease",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("renewals", sa.BigInteger, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
    )
