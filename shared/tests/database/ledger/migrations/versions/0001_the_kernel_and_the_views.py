"""The kernel's tables, and the views of accounts."""

from alembic import op
from ledger.views import METADATA
from shared.database.migrations.kernel import kernel_1

revision = "0001"
down_revision = None


def upgrade() -> None:
    kernel_1()
    METADATA.create_all(op.get_bind())
