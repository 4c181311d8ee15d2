"""Quarterly updates of each review, the day its family was offered to take part, and writers who are on the list."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "quarterly_updates",
        sa.Column("case_id", sa.String(32), primary_key=True),
        sa.Column("quarter", sa.String(7), primary_key=True),
        sa.Column("of", sa.String(20)),
        sa.Column("asked_on", sa.Date),
        sa.Column("due", sa.Date),
        sa.Column("given_on", sa.Date),
        sa.Column("missing_on", sa.Date),
        sa.Column("called_off", sa.Boolean, nullable=False),
    )
    op.add_column("cases_known", sa.Column("family_offered_on", sa.Date))
    op.add_column("appointments", sa.Column("writer_id", sa.String(32)))
    op.create_index("appointments_by_writer", "appointments", ["writer_id"])
    _writers_known_before()


def _writers_known_before() -> None:
    """The state of each commission knows its writers."""
    tx = op.get_bind()
    written = sa.text("UPDATE appointments SET writer_id = :writer WHERE case_id = :case AND number = :number")
    for case_id, data in tx.execute(sa.text("SELECT case_id, data FROM commissions")).fetchall():
        for each in json.loads(data)["appointments"]:
            if each["writer_id"] is not None:
                tx.execute(written, {"writer": each["writer_id"], "case": case_id, "number": each["number"]})
