"""The tables of the read models. Instants are text of one width in UTC, which sorts as time on either database."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, String, Table, Text

METADATA = MetaData()

dispatches = Table(
    "dispatches",
    METADATA,
    Column("dispatch_id", String(32), primary_key=True),
    Column("case_id", String(32), nullable=False),
    Column("reference", String(300), nullable=False),
    Column("csp", String(300), nullable=False),
    Column("notice", String(100), nullable=False),
    Column("recipient", String(100), nullable=False),
    Column("occasion", Integer, nullable=False),
    Column("corrects", String(32)),
    Column("missing", Integer, nullable=False),
    Column("prepared_on", Date, nullable=False),
    Column("stage", String(40), nullable=False),
    Column("held", Boolean, nullable=False),
    Column("approved", Boolean, nullable=False),
    Column("template", String(300)),
    Column("sha256", String(64)),
    Column("channel", String(40)),
    Column("attempts", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_try", Text),
    Column("resolved", Boolean),
    Column("sent_at", Text),
    Column("acknowledge_by", Date),
    Column("acknowledged_on", Date),
    Column("overdue", Boolean, nullable=False),
    Column("member_id", String(32)),
    Index("dispatches_by_case", "case_id", "prepared_on"),
    Index("dispatches_by_stage", "stage", "next_try"),
    Index("dispatches_by_correction", "corrects"),
)

corrections_due = Table(
    "corrections_due",
    METADATA,
    Column("dispatch_id", String(32), primary_key=True),
    Column("case_id", String(32), nullable=False),
    Column("what", String(300), nullable=False),
    Column("called_on", Date, nullable=False),
    Index("corrections_due_by_case", "case_id"),
)

recipients = Table(
    "recipients",
    METADATA,
    Column("recipient", String(100), primary_key=True),
    Column("csp", String(60), primary_key=True),
    Column("from_date", Date, primary_key=True),
    Column("channel", String(40), nullable=False),
    Column("name", String(300), nullable=False),
    Column("address", String(300), nullable=False),
)
"""The directory. `csp` is empty but for CSP Chairs."""

proposals = Table(
    "proposals",
    METADATA,
    Column("recipient", String(100), primary_key=True),
    Column("csp", String(60), primary_key=True),
    Column("from_date", Date, nullable=False),
    Column("channel", String(40), nullable=False),
    Column("name", String(300), nullable=False),
    Column("address", String(300), nullable=False),
    Column("proposed_by", String(300), nullable=False),
)

held_notices = Table(
    "held_notices",
    METADATA,
    Column("notice", String(100), primary_key=True),
)
