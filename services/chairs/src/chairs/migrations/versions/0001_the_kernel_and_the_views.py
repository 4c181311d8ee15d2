"""The kernel's tables, and the read models of the chairs service."""

import sqlalchemy as sa
from alembic import op
from shared.database.migrations.kernel import kernel_1

revision = "0001"
down_revision = None


def upgrade() -> None:
    kernel_1()
    op.create_table(
        "chairs",
        sa.Column("chair_id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("account_id", sa.String(300)),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("chairs_by_account", "chairs", ["account_id"])
    op.create_index("chairs_by_stage", "chairs", ["stage", "name"])
    op.create_table(
        "cases_known",
        sa.Column("case_id", sa.String(32), primary_key=True),
        sa.Column("reference", sa.String(40), nullable=False),
        sa.Column("csp", sa.String(60), nullable=False),
        sa.Column("earliest_death", sa.Date),
        sa.Column("agencies", sa.Text, nullable=False),
        sa.Column("decided_on", sa.Date),
        sa.Column("report_due", sa.Date),
        sa.Column("submitted_on", sa.Date),
        sa.Column("closed_on", sa.Date),
        sa.Column("imported", sa.Boolean, nullable=False),
    )
    op.create_table(
        "commissions",
        sa.Column("case_id", sa.String(32), primary_key=True),
        sa.Column("chair_name", sa.String(300)),
        sa.Column("open_round_closes", sa.Date),
        sa.Column("reminded", sa.Boolean, nullable=False),
        sa.Column("ledger", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("commissions_by_round", "commissions", ["open_round_closes"])
    op.create_table(
        "appointments",
        sa.Column("case_id", sa.String(32), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("chair_id", sa.String(32), nullable=False),
        sa.Column("commissioned_on", sa.Date, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("ended_why", sa.String(20)),
        sa.Column("responses", sa.Integer, nullable=False),
        sa.Column("mean_above", sa.Text),
        sa.Column("mean_below", sa.Text),
        sa.Column("round_closed", sa.Boolean, nullable=False),
        sa.Column("point", sa.Boolean, nullable=False),
    )
    op.create_index("appointments_by_chair", "appointments", ["chair_id"])
    op.create_table(
        "invoices",
        sa.Column("invoice_id", sa.String(32), primary_key=True),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("of_invoice", sa.String(32)),
        sa.Column("payee_id", sa.String(300), nullable=False),
        sa.Column("payee", sa.String(300), nullable=False),
        sa.Column("number", sa.String(300), nullable=False),
        sa.Column("plain_number", sa.String(300), nullable=False),
        sa.Column("amount", sa.Numeric(12, 2), nullable=False),
        sa.Column("travel", sa.Numeric(12, 2), nullable=False),
        sa.Column("hours", sa.Numeric(8, 2)),
        sa.Column("dated_on", sa.Date, nullable=False),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("query", sa.Text),
        sa.Column("entered_by", sa.String(300), nullable=False),
        sa.Column("approved_by", sa.String(300)),
        sa.Column("approved_on", sa.Date),
        sa.Column("sent_on", sa.Date),
        sa.Column("paid_on", sa.Date),
    )
    op.create_index("invoices_by_case", "invoices", ["case_id"])
    op.create_index("invoices_by_invoice", "invoices", ["of_invoice"])
    op.create_index("invoices_by_number", "invoices", ["plain_number", "payee_id"])
    op.create_index("invoices_by_state", "invoices", ["state"])
    op.create_table(
        "exported",
        sa.Column("invoice_id", sa.String(32), primary_key=True),
        sa.Column("export_id", sa.String(32), nullable=False),
    )
    op.create_table(
        "exports",
        sa.Column("export_id", sa.String(32), primary_key=True),
        sa.Column("exported_on", sa.Date, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("control_total", sa.Numeric(12, 2), nullable=False),
        sa.Column("repeats", sa.Integer, nullable=False),
    )
    op.create_table(
        "budgets",
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("amount", sa.Numeric(12, 2), nullable=False),
        sa.Column("funder", sa.String(300), nullable=False),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.String(20), primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
    )
