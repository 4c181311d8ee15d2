"""The kernel's tables, and the read models of the tracker."""

import sqlalchemy as sa
from alembic import op
from shared.database.migrations.kernel import kernel_1

revision = "0001"
down_revision = None


def upgrade() -> None:
    kernel_1()
    op.create_table(
        "tracker",
        sa.Column("case_id", sa.String(32), primary_key=True),
        sa.Column("reference", sa.String(40)),
        sa.Column("csp", sa.String(60)),
        sa.Column("category", sa.String(60)),
        sa.Column("murder_suicide", sa.Boolean),
        sa.Column("victims", sa.Integer),
        sa.Column("perpetrator_deaths", sa.Integer),
        sa.Column("children", sa.Integer),
        sa.Column("attention_date", sa.Date),
        sa.Column("death_month", sa.String(7)),
        sa.Column("counted_from", sa.Date),
        sa.Column("imported", sa.Boolean),
        sa.Column("decision_due", sa.Date),
        sa.Column("decided_on", sa.Date),
        sa.Column("proceed", sa.Boolean),
        sa.Column("report_due", sa.Date),
        sa.Column("next_due", sa.Date),
        sa.Column("chair", sa.String(300)),
        sa.Column("initial_meeting_on", sa.Date),
        sa.Column("panel_meetings", sa.Integer),
        sa.Column("imrs_requested", sa.Integer),
        sa.Column("imrs_accepted", sa.Integer),
        sa.Column("agreed_stage", sa.String(20)),
        sa.Column("agreed_on", sa.Date),
        sa.Column("submitted_on", sa.Date),
        sa.Column("rounds", sa.Integer),
        sa.Column("outcome", sa.String(60)),
        sa.Column("published", sa.Boolean),
        sa.Column("published_on", sa.Date),
        sa.Column("closed_on", sa.Date),
        sa.Column("extended_to", sa.Date),
        sa.Column("home_office_told", sa.Boolean),
        sa.Column("plan_loaded", sa.Boolean),
        sa.Column("plan_agreed_on", sa.Date),
        sa.Column("plan_completed_on", sa.Date),
        sa.Column("stage", sa.String(40)),
    )
    op.create_index("tracker_by_csp", "tracker", ["csp", "stage"])
    op.create_index("tracker_by_reference", "tracker", ["reference"])
    op.create_index("tracker_by_stage", "tracker", ["stage"])
    op.create_table(
        "actions",
        sa.Column("case_id", sa.String(32), primary_key=True),
        sa.Column("action", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("recommendation", sa.Integer, nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("sort_key", sa.String(400), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("owner", sa.String(300)),
        sa.Column("owner_key", sa.String(300)),
        sa.Column("has_measure", sa.Boolean, nullable=False),
        sa.Column("target", sa.Date),
        sa.Column("progress", sa.String(20), nullable=False),
        sa.Column("assured_on", sa.Date),
        sa.Column("ending", sa.String(20)),
        sa.Column("override", sa.String(20)),
        sa.Column("override_reason", sa.Text),
        sa.Column("escalations", sa.Integer, nullable=False),
        sa.Column("overdue_said", sa.Date),
        sa.Column("reply_by", sa.Date),
        sa.Column("impact_next", sa.Date),
    )
    op.create_index("actions_by_owner", "actions", ["owner_key", "progress"])
    op.create_index("actions_by_target", "actions", ["progress", "target"])
    op.create_table(
        "recommendations",
        sa.Column("case_id", sa.String(32), primary_key=True),
        sa.Column("recommendation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("scope", sa.String(20)),
        sa.Column("theme", sa.String(300)),
    )
    op.create_index("recommendations_by_theme", "recommendations", ["theme"])
    op.create_table(
        "escalations",
        sa.Column("case_id", sa.String(32), primary_key=True),
        sa.Column("escalation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("action", sa.Integer),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("agency", sa.String(300)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("closed_on", sa.Date),
        sa.Column("outcome", sa.Text),
    )
    op.create_index("escalations_open", "escalations", ["closed_on"])
    op.create_table(
        "quarters",
        sa.Column("quarter", sa.String(7), primary_key=True),
        sa.Column("asked_on", sa.Date),
        sa.Column("chased_on", sa.Date),
        sa.Column("presented_on", sa.Date),
    )
    op.create_table(
        "updates",
        sa.Column("quarter", sa.String(7), primary_key=True),
        sa.Column("case_id", sa.String(32), primary_key=True),
        sa.Column("given_on", sa.Date, nullable=False),
    )
    op.create_table(
        "budgets",
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("allocated", sa.Numeric(12, 2), nullable=False),
        sa.Column("committed", sa.Numeric(12, 2), nullable=False),
        sa.Column("invoiced", sa.Numeric(12, 2), nullable=False),
        sa.Column("paid", sa.Numeric(12, 2), nullable=False),
    )
