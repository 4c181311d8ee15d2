"""What the chairs service may be asked."""

from datetime import date
from typing import ClassVar

from shared.actor import SPT, SUBSTANTIVE, Role
from shared.contracts.chairs.answers import (
    Budget,
    Candidates,
    ChairRecord,
    Commission,
    Export,
    Exports,
    InvoiceRecord,
    InvoiceRow,
    KpiSheet,
    LetterFile,
    Matrix,
    OwnEvaluations,
    OwnRecord,
    RosterRow,
    Round,
    Settings,
    Sheet,
    Tasks,
)
from shared.contracts.chairs.commands.roles import EVALUATORS
from shared.contracts.chairs.values import InvoiceState, ListStage, ReviewType, Sha256
from shared.message import Id, Line
from shared.question import FilePiece, Listing, Page, Question

CHOOSERS = SPT | SUBSTANTIVE | {Role.CSP_CHAIR, Role.AUDITOR}
MONEY = SPT | {Role.OPCC_FINANCE, Role.CSP_CHAIR, Role.AUDITOR}
ANYBODY_AT_WORK = frozenset(Role) - {Role.BOARD_MEMBER, Role.ADMINISTRATOR, Role.SERVICE}


class RosterList(Listing[Page[RosterRow]]):
    """Who is on the approved list, or wants to be?"""

    may: ClassVar[frozenset[Role]] = CHOOSERS
    stage: ListStage | None = None
    specialism: str | None = None
    review_type: ReviewType | None = None
    name: str | None = None
    """A part of the name."""
    available: bool = False
    """Only who can be appointed today: nothing is missing, and they lead fewer than three reviews."""


class ChairDetail(Question[ChairRecord]):
    """What is on this chair's record?"""

    may: ClassVar[frozenset[Role]] = SPT | {Role.AUDITOR}
    chair_id: Id


class ApplicationFile(Question[FilePiece]):
    """What stands in this file of an application, the CV or a piece of evidence (H-01)? Piece by piece, from 0."""

    may: ClassVar[frozenset[Role]] = SPT | {Role.AUDITOR}
    chair_id: Id
    sha256: Sha256
    at: int = 0


class MyChairRecord(Question[OwnRecord]):
    """What may I, a chair, see of my own record?"""

    may: ClassVar[frozenset[Role]] = frozenset({Role.PANEL_CHAIR, Role.REPORT_WRITER})


class SpecialismMatrix(Question[Matrix]):
    """Who covers which specialism, and what does nobody cover?"""

    may: ClassVar[frozenset[Role]] = CHOOSERS
    review_type: ReviewType | None = None
    specialism: str | None = None
    available: bool = False
    """Only who can be appointed today."""
    everybody: bool = False
    """Applicants and suspended chairs too, not only who is on the list."""


class SpecialismMatrixFile(Question[LetterFile]):
    """The same as a PDF, as it stands today."""

    may: ClassVar[frozenset[Role]] = CHOOSERS
    review_type: ReviewType | None = None
    specialism: str | None = None
    available: bool = False
    everybody: bool = False


class CandidatesForCase(Question[Candidates]):
    """Who should chair this review, and why?"""

    may: ClassVar[frozenset[Role]] = CHOOSERS
    case_id: Id
    specialisms: tuple[str, ...] = ()


class CommissionOfCase(Question[Commission]):
    """Who chairs this review, on what terms, and why them?"""

    may: ClassVar[frozenset[Role]] = MONEY | SUBSTANTIVE
    case_id: Id


class CommissioningLetter(Question[LetterFile]):
    """How is the chair's commission put in writing? An editable document (H-06)."""

    may: ClassVar[frozenset[Role]] = SPT | {Role.CSP_CHAIR}
    case_id: Id


class InvoiceList(Listing[Page[InvoiceRow]]):
    """Which invoices are there?"""

    may: ClassVar[frozenset[Role]] = SPT | {Role.OPCC_FINANCE, Role.AUDITOR}
    state: InvoiceState | None = None
    case_id: Id | None = None
    chair_id: Id | None = None
    payee: Line | None = None
    """A part of the name of a chair or writer."""
    reference: Line | None = None
    """A part of the review's reference."""
    year: int | None = None


class InvoiceDetail(Question[InvoiceRecord]):
    """What does this invoice say, and what happens next?"""

    may: ClassVar[frozenset[Role]] = MONEY
    case_id: Id
    invoice_id: Id


class BudgetOfYear(Question[Budget]):
    """How does the budget of this financial year stand? Without a year: of today's."""

    may: ClassVar[frozenset[Role]] = MONEY
    year: int | None = None


class EvaluationRound(Question[Round]):
    """What did the panel say of the chair?"""

    may: ClassVar[frozenset[Role]] = SPT | {Role.AUDITOR}
    case_id: Id


class MyEvaluations(Question[OwnEvaluations]):
    """Which chairs am I asked to evaluate?"""

    may: ClassVar[frozenset[Role]] = ANYBODY_AT_WORK


class EvaluationSheet(Question[Sheet]):
    """What am I asked about the chair of this review, and can I still answer?"""

    may: ClassVar[frozenset[Role]] = EVALUATORS
    case_id: Id
    link: int | None = None
    """By which of their links they came, if by one."""


class ChairsWork(Question[Tasks]):
    """What about chairs and their money needs me?"""

    may: ClassVar[frozenset[Role]] = ANYBODY_AT_WORK


class ChairKpis(Question[KpiSheet]):
    """How does this chair do against the contract?"""

    may: ClassVar[frozenset[Role]] = SPT | {Role.AUDITOR}
    chair_id: Id


class ExportList(Question[Exports]):
    """What was exported for finance, and what waits?"""

    may: ClassVar[frozenset[Role]] = SPT | {Role.OPCC_FINANCE, Role.AUDITOR}


class ExportDetail(Question[Export]):
    """Which lines are in this export?"""

    may: ClassVar[frozenset[Role]] = SPT | {Role.OPCC_FINANCE, Role.AUDITOR}
    export_id: Id


class ChairSettings(Question[Settings]):
    """Which specialisms, fees and rules hold on a day? Without a day: today."""

    may: ClassVar[frozenset[Role]] = ANYBODY_AT_WORK
    on: date | None = None
