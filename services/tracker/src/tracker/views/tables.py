"""The tables of the tracker's read models. No column holds anything personal."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, Numeric, String, Table, Text

METADATA = MetaData()

tracker = Table(
    "tracker",
    METADATA,
    Column("case_id", String(32), primary_key=True),
    Column("reference", String(40)),  # None until the fact that opened the case has arrived
    Column("csp", String(60)),
    Column("category", String(60)),
    Column("murder_suicide", Boolean),
    Column("victims", Integer),
    Column("perpetrator_deaths", Integer),
    Column("children", Integer),
    Column("attention_date", Date),
    Column("death_month", String(7)),
    Column("counted_from", Date),
    Column("imported", Boolean),
    Column("decision_due", Date),
    Column("decided_on", Date),
    Column("proceed", Boolean),
    Column("report_due", Date),
    Column("next_due", Date),
    Column("chair", String(300)),
    Column("initial_meeting_on", Date),
    Column("referral", String(60)),
    Column("panel_meetings", Integer),
    Column("imrs_requested", Integer),
    Column("imrs_accepted", Integer),
    Column("agreed_stage", String(20)),
    Column("agreed_on", Date),
    Column("submitted_on", Date),
    Column("rounds", Integer),
    Column("outcome", String(60)),
    Column("published", Boolean),
    Column("published_on", Date),  # not known of a review from before this system
    Column("closed_on", Date),
    Column("extended_to", Date),
    Column("home_office_told", Boolean),
    Column("plan_loaded", Boolean),
    Column("plan_agreed_on", Date),
    Column("plan_completed_on", Date),
    Column("stage", String(40)),
    Index("tracker_by_csp", "csp", "stage"),
    Index("tracker_by_stage", "stage"),
    Index("tracker_by_reference", "reference"),
)

actions = Table(
    "actions",
    METADATA,
    Column("case_id", String(32), primary_key=True),
    Column("action", Integer, primary_key=True, autoincrement=False),
    Column("recommendation", Integer, nullable=False),
    Column("number", String(40), nullable=False),
    Column("sort_key", String(400), nullable=False),
    Column("text", Text, nullable=False),
    Column("owner", String(300)),
    Column("owner_key", String(300)),  # the owner without regard to case, to be looked for
    Column("has_measure", Boolean, nullable=False),
    Column("target", Date),
    Column("progress", String(20), nullable=False),
    Column("assured_on", Date),
    Column("ending", String(20)),
    Column("override", String(20)),
    Column("override_reason", Text),
    Column("overdue_said", Date),
    Column("reply_by", Date),
    Column("impact_next", Date),
    Index("actions_by_owner", "owner_key", "progress"),
    Index("actions_by_target", "progress", "target"),
)

recommendations = Table(
    "recommendations",
    METADATA,
    Column("case_id", String(32), primary_key=True),
    Column("recommendation", Integer, primary_key=True, autoincrement=False),
    Column("number", String(40), nullable=False),
    Column("scope", String(20)),
    Column("theme", String(300)),
    Index("recommendations_by_theme", "theme"),
)

escalations = Table(
    "escalations",
    METADATA,
    Column("case_id", String(32), primary_key=True),
    Column("escalation", Integer, primary_key=True, autoincrement=False),
    Column("action", Integer),
    Column("number", String(40), nullable=False),
    Column("agency", String(300)),
    Column("reason", Text, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("closed_on", Date),
    Column("outcome", Text),
    Index("escalations_open", "closed_on"),
    Index("escalations_of_action", "case_id", "action"),
)

quarters = Table(
    "quarters",
    METADATA,
    Column("quarter", String(7), primary_key=True),
    Column("asked_on", Date),
    Column("chased_on", Date),
    Column("presented_on", Date),
)

updates = Table(
    "updates",
    METADATA,
    Column("quarter", String(7), primary_key=True),
    Column("case_id", String(32), primary_key=True),
    Column("given_on", Date, nullable=False),
)

budgets = Table(
    "budgets",
    METADATA,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("allocated", Numeric(12, 2), nullable=False),
    Column("committed", Numeric(12, 2), nullable=False),
    Column("invoiced", Numeric(12, 2), nullable=False),
    Column("paid", Numeric(12, 2), nullable=False),
)
