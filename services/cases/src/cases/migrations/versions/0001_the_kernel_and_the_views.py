"""The kernel's tables, and the read models of the cases service."""

import sqlalchemy as sa
from alembic import op
from shared.database.migrations.kernel import kernel_1

revision = "0001"
down_revision = None


def upgrade() -> None:
    kernel_1()
    op.create_table(
        "case_list",
        sa.Column("case_id", sa.String(32), primary_key=True),
        sa.Column("reference", sa.String(40), nullable=False),
        sa.Column("csp", sa.String(60), nullable=False),
        sa.Column("category", sa.String(60), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("attention_date", sa.Date),
        sa.Column("decision_due", sa.Date),
        sa.Column("report_due", sa.Date),
        sa.Column("next_due", sa.Date),
        sa.Column("chair", sa.String(300)),
        sa.Column("closed", sa.Boolean, nullable=False),
        sa.Column("milestones", sa.JSON, nullable=False),
    )
    op.create_index("case_list_by_csp", "case_list", ["csp", "closed"])
    op.create_index("case_list_by_stage", "case_list", ["stage"])
    op.create_index("case_list_open", "case_list", ["closed", "next_due"])
    op.create_table(
        "grants",
        sa.Column("grantee", sa.String(300), primary_key=True),
        sa.Column("case_id", sa.String(32), primary_key=True),
    )
    op.create_index("grants_by_case", "grants", ["case_id"])
