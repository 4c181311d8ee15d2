"""Which tables does every service have, beside its own read models?

`shared.database.migrations.kernel` gives them their shape, called from a service's first migration. Messages are text,
exactly as they were hashed; instants are ISO 8601 in UTC, of one width, so that text sorts as time.
"""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, MetaData, Table, Text, UniqueConstraint, text

KERNEL = MetaData()

# SQLite counts rows by itself only in a column that is called INTEGER
Counted = BigInteger().with_variant(Integer, "sqlite")

EVENTS = Table(
    "events",
    KERNEL,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("stream", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("type_version", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("command_id", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("hash", Text, nullable=False),
    UniqueConstraint("stream", "version", name="events_stream_version"),
)

FEED = Table(
    "feed",
    KERNEL,
    Column("id", Counted, primary_key=True),
    Column("number", BigInteger),
    Column("sent", Integer, nullable=False, server_default=text("0")),
    Column("type", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("stream", Text, nullable=False),
    Column("stream_version", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("command_id", Text, nullable=False),
    Column("case_id", Text),
    Column("data", Text, nullable=False),
    Column("hash", Text, nullable=False, server_default=""),
    UniqueConstraint("number", name="feed_number"),
    Index("feed_waiting", "id", sqlite_where=text("number IS NULL"), postgresql_where=text("number IS NULL")),
    Index("feed_unsent", "number", sqlite_where=text("sent = 0"), postgresql_where=text("sent = 0")),
)

HISTORIES = Table(
    "histories",
    KERNEL,
    Column("number", Counted, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("parted", Text),
    Column("held", Integer, nullable=False, server_default=text("0")),
    Column("rebuilt", Integer, nullable=False, server_default=text("0")),
)

POSITIONS = Table(
    "positions",
    KERNEL,
    Column("producer", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("history", Text, nullable=False, server_default=""),
    Column("hash", Text, nullable=False, server_default=""),
)

HEARD = Table(
    "heard",
    KERNEL,
    Column("producer", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("hash", Text, nullable=False),
)

PARKED = Table(
    "parked",
    KERNEL,
    Column("id", Counted, primary_key=True),
    Column("producer", Text, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("queue", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("fact", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("producer", "number", name="parked_producer_number"),
    Index("parked_queue", "producer", "queue"),
)

ANSWERED = Table(
    "answered",
    KERNEL,
    Column("id", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("reply", Text, nullable=False),
    Column("at", Text, nullable=False),
)

LEASE = Table(
    "lease",
    KERNEL,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("renewals", BigInteger, nullable=False),
    Column("seconds", Float, nullable=False),
)
