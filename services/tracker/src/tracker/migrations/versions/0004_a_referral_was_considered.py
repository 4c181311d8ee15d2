"""Whether a referral to another statutory review was considered. Rows from before have none until they are rebuilt."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("tracker", sa.Column("referral", sa.String(60)))
