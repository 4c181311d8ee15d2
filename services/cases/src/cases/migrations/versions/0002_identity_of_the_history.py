"""The identity of the history, and a lease that is measured by its renewals."""

from shared.database.migrations.kernel import kernel_2

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    kernel_2()
