"""What is answered about evaluations, performance and work to do?"""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from shared.contracts.chairs.answers.roster import KpiReview
from shared.message import Id, Value


class CriterionMean(Value):
    criterion: str
    mean: Decimal | None
    comments: tuple[str, ...]
    """Without names, in no order of arrival."""


class MemberAnswered(Value):
    """Who was asked, and whether they have answered; what they said stands nowhere beside it."""

    member_id: str
    answered: bool
    name: str | None = None
    reachable: bool = False
    """Whether an e-mail address was known when the evaluation opened."""


class Round(Value):
    """The evaluation of the chair of one case. Who scored what is kept from everybody (Q-01)."""

    case_id: Id
    reference: str
    chair_name: str | None
    opened_on: date | None
    closes_on: date | None
    closed: bool
    expected: int
    received: int
    members: tuple[MemberAnswered, ...]
    mean: Decimal | None
    """When the round has closed, or three have answered."""
    criteria: tuple[CriterionMean, ...]
    """Scores and comments once three have answered, closed or not: with fewer it could be told who gave them."""
    told: bool = True
    """Whether scores and comments are among them."""
    point: bool
    why_not_open: str | None


class Sheet(Value):
    """What a member of the panel is asked about its chair, and whether they still can answer."""

    case_id: Id
    reference: str
    chair_name: str
    closes_on: date
    criteria: tuple[str, ...]
    answered: bool
    closed: bool


class OwnEvaluation(Value):
    case_id: Id
    reference: str
    chair_name: str
    closes_on: date
    criteria: tuple[str, ...]


class OwnEvaluations(Value):
    """What a panel member is still asked for."""

    open: tuple[OwnEvaluation, ...]


class TaskKind(StrEnum):
    """What needs a person. By this, and not by its words, it is known where it is done."""

    APPLICATION = "application"
    EXPIRY = "expiry"
    OFF_THE_LIST = "off the list"
    LOAD = "load"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit note"
    COMMISSION = "commission"
    CONFLICT = "conflict"
    REPLACEMENT = "replacement"
    REQUEST = "request"
    EVALUATION = "evaluation"


class Task(Value):
    """Something that needs a person."""

    what: str
    """`Approve invoice 17 of Dana Reed, £4,000.00`"""
    kind: TaskKind
    case_id: Id | None = None
    chair_id: Id | None = None
    invoice_id: Id | None = None
    due: date | None = None
    overdue: bool = False
    waits_for: str | None = None
    """Who has to be another person, or is waited for."""


class Tasks(Value):
    tasks: tuple[Task, ...]


class Kpi(Value):
    """One line of the KPI sheet: unknown is not no."""

    name: str
    value: str
    met: bool | None


class KpiOfReview(Value):
    case_id: Id
    reference: str
    lines: tuple[Kpi, ...]


class KpiSheet(Value):
    chair_id: Id
    name: str
    reviews: tuple[KpiOfReview, ...]
    totals: tuple[Kpi, ...]
    outcomes: tuple[KpiReview, ...]
