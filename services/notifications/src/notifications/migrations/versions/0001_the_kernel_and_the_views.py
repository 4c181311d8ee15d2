"""The kernel's tables, and the read models of the notifications service."""

import sqlalchemy as sa
from alembic import op
from shared.database.migrations.kernel import kernel_1

revision = "0001"
down_revision = None


def upgrade() -> None:
    kernel_1()
    op.create_table(
        "dispatches",
        sa.Column("dispatch_id", sa.String(32), primary_key=True),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("reference", sa.String(300), nullable=False),
        sa.Column("csp", sa.String(300), nullable=False),
        sa.Column("notice", sa.String(100), nullable=False),
        sa.Column("recipient", sa.String(100), nullable=False),
        sa.Column("occasion", sa.Integer, nullable=False),
        sa.Column("corrects", sa.String(32)),
        sa.Column("missing", sa.Integer, nullable=False),
        sa.Column("prepared_on", sa.Date, nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("held", sa.Boolean, nullable=False),
        sa.Column("approved", sa.Boolean, nullable=False),
        sa.Column("template", sa.String(300)),
        sa.Column("sha256", sa.String(64)),
        sa.Column("channel", sa.String(40)),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_try", sa.Text),
        sa.Column("resolved", sa.Boolean),
        sa.Column("sent_at", sa.Text),
        sa.Column("acknowledge_by", sa.Date),
        sa.Column("acknowledged_on", sa.Date),
        sa.Column("overdue", sa.Boolean, nullable=False),
    )
    op.create_index("dispatches_by_case", "dispatches", ["case_id", "prepared_on"])
    op.create_index("dispatches_by_stage", "dispatches", ["stage", "next_try"])
    op.create_index("dispatches_by_correction", "dispatches", ["corrects"])
    op.create_table(
        "recipients",
        sa.Column("recipient", sa.String(100), primary_key=True),
        sa.Column("csp", sa.String(60), primary_key=True),
        sa.Column("from_date", sa.Date, primary_key=True),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("address", sa.String(300), nullable=False),
    )
    op.create_table(
        "proposals",
        sa.Column("recipient", sa.String(100), primary_key=True),
        sa.Column("csp", sa.String(60), primary_key=True),
        sa.Column("from_date", sa.Date, nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("address", sa.String(300), nullable=False),
        sa.Column("proposed_by", sa.String(300), nullable=False),
    )
    op.create_table(
        "held_notices",
        sa.Column("notice", sa.String(100), primary_key=True),
    )
