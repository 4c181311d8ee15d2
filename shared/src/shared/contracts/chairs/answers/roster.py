"""What is answered about the approved list?"""

from datetime import date
from decimal import Decimal

from shared.contracts.chairs.values import (
    Affiliation,
    Considered,
    Document,
    Fees,
    FeeScheme,
    InvoiceKind,
    InvoiceState,
    KpiOutcome,
    ListStage,
    ReviewType,
    Skill,
    Training,
)
from shared.message import Id, Value
from shared.money import Pounds


class HistoryLine(Value):
    """What happened, when, and by whom: an id, or nothing where it is not to be told (Q-01)."""

    on: date
    text: str
    by: str | None


class Quality(Value):
    """Two measures, never one number (Q-05). The average is the mean of the reviews' means (Q-06)."""

    average: Decimal | None
    reviews: int
    responses: int
    ranked: bool
    """Three responses or more."""
    points: int
    """Reports that the Home Office accepted at their first submission (Q-03)."""


class RosterRow(Value):
    chair_id: Id
    name: str
    stage: ListStage
    specialisms: tuple[str, ...]
    review_types: tuple[ReviewType, ...]
    trained: bool
    training_expires: date | None
    approved_until: date | None
    open_reviews: int
    quality: Quality
    warnings: tuple[str, ...]


class GivenReview(Value):
    """One commission of a chair."""

    case_id: Id
    reference: str
    csp: str
    commissioned_on: date
    ended_on: date | None
    ended_why: str | None
    """`approved`, `replaced` or `closed`."""
    average: Decimal | None
    responses: int
    point: bool


class OtherReview(Value):
    review_id: Id
    review_type: ReviewType
    reference: str
    started_on: date
    ended_on: date | None


class KpiReview(Value):
    outcome: KpiOutcome
    reason: str
    reviewed_on: date


class MayBe(Value):
    """Another record that may be of the same person."""

    chair_id: Id
    name: str
    stage: ListStage
    same_email: bool
    """And not the name alone."""


class ChairRecord(Value):
    chair_id: Id
    name: str
    email: str
    phone: str | None
    stage: ListStage
    stage_reason: str | None
    cv: Document
    evidence: tuple[Document, ...]
    statement: str | None
    specialisms: tuple[str, ...]
    review_types: tuple[ReviewType, ...]
    affiliations: tuple[Affiliation, ...]
    training: Training | None
    skills: tuple[Skill, ...]
    skills_missing: tuple[Skill, ...]
    assessment: str | None
    applied_on: date
    entered_by: str
    """The account that entered the application: another one assesses and decides (Y-08)."""
    decided_on: date | None
    approved_until: date | None
    account_id: str | None
    reviews: tuple[GivenReview, ...]
    others: tuple[OtherReview, ...]
    kpis: tuple[KpiReview, ...]
    quality: Quality
    warnings: tuple[str, ...]
    timeline: tuple[HistoryLine, ...]
    """Newest first."""
    """Newest first: `3 November 2026: …`."""
    may_be_commissioned: bool
    what_is_missing: tuple[str, ...]
    """In plain words, before an appointment is possible (H-02)."""
    may_be: tuple[MayBe, ...] = ()


class OwnInvoice(Value):
    """What a chair sent, or credited, and how far it is."""

    kind: InvoiceKind
    number: str
    total: Pounds
    dated_on: date
    state: InvoiceState
    query: str | None
    """What has to be decided before it can be approved."""
    reason: str | None
    """Why it was refused or taken back."""


class OwnReview(Value):
    """What a chair may see of one review: the mean of a round that is over and had three answers or more."""

    case_id: Id
    chair_id: Id
    reference: str
    csp: str
    commissioned_on: date
    ended_on: date | None
    replaced: bool = False
    """Another chair finishes the review: there is no evaluation (Q-07), and what is due in all is settled (H-08)."""
    average: Decimal | None
    point: bool
    ceiling: Pounds
    invoiced: Pounds
    paid: Pounds
    left: Pounds
    """Of the ceiling, less what is approved."""
    scheme: FeeScheme
    fees: Fees
    writer_name: str | None = None
    """Of another person who writes the report."""
    invoices: tuple[OwnInvoice, ...] = ()


class OwnRecord(Value):
    name: str
    stage: ListStage
    specialisms: tuple[str, ...]
    training: Training | None
    approved_until: date | None
    points: int
    average: Decimal | None
    reviews: tuple[OwnReview, ...]
    warnings: tuple[str, ...]


class MatrixColumn(Value):
    chair_id: Id
    name: str
    in_the_way: tuple[str, ...] = ()
    """Why they cannot be appointed today; empty: they can."""
    warnings: tuple[str, ...] = ()
    """What runs out soon, and two open reviews or more (H-11, H-13)."""


class MatrixRow(Value):
    specialism: str
    holders: tuple[Id, ...]
    """Of those shown."""
    available: tuple[Id, ...] = ()
    """Those of the holders who can be appointed today."""
    gap: bool
    """Nobody who can be appointed today offers it, whoever is shown."""


class Matrix(Value):
    """Specialism by candidate, as on the county's slides (H-03)."""

    as_at: date
    kind: ReviewType = ReviewType.DHR
    """For which reviews it is said who can be appointed."""
    candidates: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    gaps: tuple[str, ...]
    cover: tuple[str, ...] = ()
    """The gaps in words: what nobody offers, and what only those offer who cannot be appointed today."""


class Candidates(Value):
    """Who could chair this case, best first, and then who could not and why (H-04)."""

    case_id: Id
    reference: str
    csp: str
    earliest_death: date | None
    left_by: date | None
    """Who left an agency of this partnership by this day is independent of it (H-05)."""
    agencies: tuple[str, ...]
    needed: tuple[str, ...]
    uncovered: tuple[str, ...]
    """Needed, and nobody who is a candidate holds it."""
    candidates: tuple[Considered, ...]
    excluded: tuple[Considered, ...]
    may_commission: bool
    """The person who asks may commission for this case."""
    why_not: str | None
    """What stands in the way of any commission now."""
