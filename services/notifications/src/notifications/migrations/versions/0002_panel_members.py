"""To which panel member a dispatch goes, if it goes to one."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("dispatches", sa.Column("member_id", sa.String(32)))
