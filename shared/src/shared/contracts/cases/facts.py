"""What the cases service tells others. Marked fields travel sealed, for those who may hold the case's key."""

from datetime import date
from typing import Annotated, ClassVar

from shared.contracts.cases.values import (
    CaseId,
    Category,
    Clock,
    Criterion,
    Evaluator,
    Outcome,
    PartOne,
    PartTwo,
    Referral,
    ReportStage,
)
from shared.message import Contract, Personal


class _OfCase(Contract):
    case_id: CaseId
    reference: str
    csp: str


class CaseOpened(_OfCase):
    """A death was notified and the 28-day clock runs (N-04, C-01). Counts only; Part 1 goes apart."""

    attention_date: date
    decision_due: date
    category: Category
    murder_suicide: bool
    victims: int
    perpetrator_deaths: int
    children: int
    earliest_death: date | None
    """None: not known. Of several people, the first death; not known where the day of any of them is not."""


class PartOneCompleted(_OfCase):
    """Part 1 is complete and is to go to its five recipients (N-02)."""

    part_one: PartOne


class ReviewImported(_OfCase):
    """A review from before this system, taken from the county's spreadsheet (B-08)."""

    category: Category
    murder_suicide: bool
    victims: int
    perpetrator_deaths: int
    children: int
    death_month: str
    """`2019-07`"""
    published: bool


class CaseTransferred(_OfCase):
    """Another partnership became responsible; the clock is unchanged (N-03)."""

    from_csp: str


class DateOfDeathCorrected(_OfCase):
    """A date of death was wrong (N-11): independence is checked again (H-12), and what was sent is wrong too."""

    corrected_on: date
    earliest_death: date | None
    """As in `CaseOpened`, after the correction."""


class AttentionDateCorrected(_OfCase):
    """The date on which the case came to attention was wrong, and its clock begins on another day (N-11)."""

    corrected_on: date
    attention_date: date
    decision_due: date


class AgenciesInvited(_OfCase):
    """These agencies are in the case (D-05); a chair must be independent of them (H-05)."""

    agencies: tuple[str, ...]


class DecisionMade(_OfCase):
    """The CSP Chair decided (D-06). Dates and counts; Part 2 goes apart."""

    proceed: bool
    decided_on: date
    criterion: Criterion
    report_due: date | None
    children: int


class PartTwoCompleted(_OfCase):
    """The decision is made, either way, and the forms that tell of it are to go out (D-07, X-01)."""

    report_due: date | None
    children: int
    part_one: PartOne
    part_two: PartTwo


class DecisionReopened(_OfCase):
    """A decision not to proceed was reopened (D-07)."""

    reopened_on: date


class InitialMeetingHeld(_OfCase):
    """The panel met for the first time, and agreed the chair's appointment (P-02, P-03, H-06)."""

    held_on: date
    appointment_agreed: bool
    referral: Referral | None = None
    """Whether a referral to another statutory review was considered, and with which outcome (P-10)."""


class PanelMeetingHeld(_OfCase):
    held_on: date
    number: int


class ImrProgressed(_OfCase):
    """How many of the requested IMRs the panel has accepted (I-01)."""

    requested: int
    accepted: int


class FamilyEngagementOffered(_OfCase):
    """The family was offered to take part: by the formal letter, or a draft to read (F-01, F-03). The day alone, and
    nothing of what the family said. It may be told more than once; the first day counts."""

    offered_on: date


class ReportAgreed(_OfCase):
    """The report passed one of its approvals (O-03)."""

    stage: ReportStage
    agreed_on: date


class ExtensionAgreed(_OfCase):
    """Panel and CSP agreed another date for the report (C-03). The reason goes apart."""

    new_due: date
    agreed_on: date


class DelayExplained(_OfCase):
    """The Home Office is to be told of a delay, with its reason (C-03)."""

    new_due: date
    agreed_on: date
    reason: Annotated[str, Personal]


class ReportSubmitted(_OfCase):
    """The agreed report goes to the Home Office (S-01) and, at its first round, to the Commissioner (S-06)."""

    round: int
    submitted_on: date
    report_name: str
    report_sha256: str | None
    report_kind: str | None = None
    """`pdf` or `docx`, where the file is kept beside the record."""


class OutcomeRecorded(_OfCase):
    """The Home Office answered (S-02). `panel_members` are those who evaluate the chair after an approval (Q-01)."""

    round: int
    outcome: Outcome
    recorded_on: date
    panel_members: tuple[str, ...]
    """Member ids."""
    evaluators: tuple[Evaluator, ...] = ()
    """The same people, with where they are reached; after an approval alone."""


class ReportPublished(_OfCase):
    """The report is public (S-03)."""

    published_on: date
    where: str


class CaseClosed(_OfCase):
    """The last action is assured and nothing is left to do (A-07)."""

    closed_on: date


class DeadlinePassed(_OfCase):
    """A clock fell due soon or became overdue, once (C-06)."""

    clock: Clock
    due: date
    overdue: bool


class CaseErased(_OfCase):
    """The case's key was destroyed: whoever holds a copy destroys it too (G-05)."""

    erases: ClassVar[bool] = True
