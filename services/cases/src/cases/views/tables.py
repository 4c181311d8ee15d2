"""The tables of the cases service's read models. No column holds anything personal."""

from sqlalchemy import JSON, Boolean, Column, Date, Index, MetaData, String, Table

METADATA = MetaData()

case_list = Table(
    "case_list",
    METADATA,
    Column("case_id", String(32), primary_key=True),
    Column("reference", String(40), nullable=False),
    Column("csp", String(60), nullable=False),
    Column("category", String(60), nullable=False),
    Column("stage", String(40), nullable=False),
    Column("attention_date", Date),
    Column("decision_due", Date),
    Column("report_due", Date),
    Column("next_due", Date),
    Column("chair", String(300)),
    Column("closed", Boolean, nullable=False),
    Column("milestones", JSON, nullable=False),
    Index("case_list_by_csp", "csp", "closed"),
    Index("case_list_by_stage", "stage"),
    Index("case_list_open", "closed", "next_due"),
)

grants = Table(
    "grants",
    METADATA,
    Column("grantee", String(300), primary_key=True),
    Column("case_id", String(32), primary_key=True),
    Index("grants_by_case", "case_id"),
)
