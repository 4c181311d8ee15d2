"""The figures of the county and the content of a quarterly report."""

from datetime import date

from shared.contracts.cases.values import Referral
from shared.contracts.tracker.values import ActionCounts, QuarterName
from shared.message import Id, Value
from shared.money import Pounds


class Figures(Value):
    """The headline figures (B-04, B-10)."""

    reviews: int
    deceased: int
    """Victims and perpetrators who died, together."""
    victims: int
    perpetrators: int
    children: int
    murder_suicides: int
    intimate_partner: int
    familial: int


class Budget(Value):
    """The year's budget as it stood (Y-06)."""

    year: int
    allocated: Pounds
    committed: Pounds
    invoiced: Pounds
    paid: Pounds


class NamedCount(Value):
    name: str
    count: int


class NamedActions(Value):
    """Action-plan progress of one agency or one CSP (B-02)."""

    name: str
    actions: ActionCounts


class ReportedCase(Value):
    """One live review in the quarterly report."""

    case_id: Id
    reference: str
    csp: str
    stage: str
    chair: str | None
    next_due: date | None
    extended_to: date | None
    home_office_told: bool | None
    referral: Referral | None = None
    """Whether a referral to another statutory review was considered, and with which outcome (P-10)."""
    asked_of: str
    """The panel chair, and the CSP Chair once the report is complete (B-03); empty where no update is asked for."""
    update: str | None
    """None: no update was given, and the report says so (B-03)."""
    delay_reason: str | None
    actions: ActionCounts


class ReportedEscalation(Value):
    reference: str
    csp: str
    number: str
    """The action's printed number; empty where the escalation is of an agency as a whole."""
    agency: str
    reason: str
    opened_on: date
    closed_on: date | None
    outcome: str | None


class QuarterlyReportContent(Value):
    """What the Sub-Group presents to the board (B-02)."""

    quarter: QuarterName
    as_at: date
    figures: Figures
    under_way: Figures
    stages: tuple[NamedCount, ...]
    cases: tuple[ReportedCase, ...]
    escalations: tuple[ReportedEscalation, ...]
    by_agency: tuple[NamedActions, ...]
    by_csp: tuple[NamedActions, ...]
    themes: tuple[NamedCount, ...] = ()
    budget: Budget | None = None
