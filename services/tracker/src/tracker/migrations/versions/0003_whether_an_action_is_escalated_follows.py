"""Whether an action is before the Sub-Group follows from its escalations; nothing counts them beside."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.drop_column("actions", "escalations")
    op.create_index("escalations_of_action", "escalations", ["case_id", "action"])
