"""The tables of the read models. No column holds anything personal; a chair's name stands on published reports."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, Numeric, String, Table, Text

METADATA = MetaData()

chairs = Table(
    "chairs",
    METADATA,
    Column("chair_id", String(32), primary_key=True),
    Column("name", String(300), nullable=False),
    Column("stage", String(20), nullable=False),
    Column("account_id", String(300)),
    Column("data", Text, nullable=False),  # the whole state, as JSON
    Index("chairs_by_stage", "stage", "name"),
    Index("chairs_by_account", "account_id"),
)

cases_known = Table(
    "cases_known",
    METADATA,
    Column("case_id", String(32), primary_key=True),
    Column("reference", String(40), nullable=False),
    Column("csp", String(60), nullable=False),
    Column("earliest_death", Date),
    Column("agencies", Text, nullable=False),  # a list, as JSON
    Column("decided_on", Date),
    Column("report_due", Date),
    Column("submitted_on", Date),
    Column("closed_on", Date),
    Column("imported", Boolean, nullable=False),
    Column("family_offered_on", Date),
)

quarterly_updates = Table(
    "quarterly_updates",
    METADATA,
    Column("case_id", String(32), primary_key=True),
    Column("quarter", String(7), primary_key=True),
    Column("of", String(20)),
    Column("asked_on", Date),
    Column("due", Date),
    Column("given_on", Date),
    Column("missing_on", Date),
    Column("called_off", Boolean, nullable=False),
)

commissions = Table(
    "commissions",
    METADATA,
    Column("case_id", String(32), primary_key=True),
    Column("chair_name", String(300)),
    Column("open_round_closes", Date),
    Column("reminded", Boolean, nullable=False),
    Column("ledger", Text, nullable=False),  # committed, invoiced, paid by year, as JSON
    Column("data", Text, nullable=False),  # the whole state, as JSON
    Index("commissions_by_round", "open_round_closes"),
)

appointments = Table(
    "appointments",
    METADATA,
    Column("case_id", String(32), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("chair_id", String(32), nullable=False),
    Column("writer_id", String(32)),  # where the writer is on the list
    Column("commissioned_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("ended_why", String(20)),
    Column("responses", Integer, nullable=False),
    Column("mean_above", Text),  # the mean of the evaluations, exact: numerator and denominator
    Column("mean_below", Text),
    Column("round_closed", Boolean, nullable=False),
    Column("point", Boolean, nullable=False),
    Index("appointments_by_chair", "chair_id"),
    Index("appointments_by_writer", "writer_id"),
)

invoices = Table(
    "invoices",
    METADATA,
    Column("invoice_id", String(32), primary_key=True),
    Column("case_id", String(32), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("of_invoice", String(32)),
    Column("payee_id", String(300), nullable=False),
    Column("payee", String(300), nullable=False),
    Column("number", String(300), nullable=False),
    Column("plain_number", String(300), nullable=False),
    Column("amount", Numeric(12, 2), nullable=False),
    Column("travel", Numeric(12, 2), nullable=False),
    Column("hours", Numeric(8, 2)),
    Column("dated_on", Date, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("year", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("query", Text),
    Column("entered_by", String(300), nullable=False),
    Column("approved_by", String(300)),
    Column("approved_on", Date),
    Column("sent_on", Date),
    Column("paid_on", Date),
    Index("invoices_by_number", "plain_number", "payee_id"),
    Index("invoices_by_case", "case_id"),
    Index("invoices_by_state", "state"),
    Index("invoices_by_invoice", "of_invoice"),
)

exported = Table(
    "exported",
    METADATA,
    Column("invoice_id", String(32), primary_key=True),
    Column("export_id", String(32), nullable=False),
)

exports = Table(
    "exports",
    METADATA,
    Column("export_id", String(32), primary_key=True),
    Column("exported_on", Date, nullable=False),
    Column("count", Integer, nullable=False),
    Column("control_total", Numeric(12, 2), nullable=False),
    Column("repeats", Integer, nullable=False),
)

budgets = Table(
    "budgets",
    METADATA,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("amount", Numeric(12, 2), nullable=False),
    Column("funder", String(300), nullable=False),
)

settings = Table(
    "settings",
    METADATA,
    Column("key", String(20), primary_key=True),
    Column("data", Text, nullable=False),
)
