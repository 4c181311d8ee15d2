"""The identity of the history, and a lease that is measured by its renewals."""

from shared.database.migrations.kernel import kernel_2

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    kernel_2()
