"""Dispatches that call for a correction, because a fact of their case was corrected after they were prepared."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "corrections_due",
        sa.Column("dispatch_id", sa.String(32), primary_key=True),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("what", sa.String(300), nullable=False),
        sa.Column("called_on", sa.Date, nullable=False),
    )
    op.create_index("corrections_due_by_case", "corrections_due", ["case_id"])
