"""What may be asked of the approved list (H-01 to H-03, H-09, H-13, Q-04)?"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from shared.actor import SPT, Role
from shared.contracts.chairs.values import (
    Affiliation,
    ChairId,
    Document,
    KpiOutcome,
    ReviewType,
    Skill,
    Training,
)
from shared.message import Command, Id, Line, New, PersonalLine, PersonalText


class _OnChair(Command):
    may: ClassVar[frozenset[Role]] = SPT
    chair_id: ChairId


class ApplyToList(Command):
    """Enter somebody's application to be on the approved list (H-01)."""

    may: ClassVar[frozenset[Role]] = SPT
    chair_id: Annotated[Id, New]
    name: Line
    email: PersonalLine
    phone: PersonalLine | None = None
    cv: Document
    evidence: tuple[Document, ...] = ()
    statement: PersonalText | None = None
    specialisms: tuple[Line, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    review_types: tuple[ReviewType, ...] = (ReviewType.DHR,)
    training: Training | None = None
    another_person: bool = False
    """They have the name of somebody who is known here already, and are not that person."""


class ApplyAgain(_OnChair):
    """Somebody who was not accepted, was removed or left applies again: under the same record, which keeps their
    reviews, evaluations, training and affiliations (H-01, H-08)."""

    name: Line
    email: PersonalLine
    phone: PersonalLine | None = None
    cv: Document
    evidence: tuple[Document, ...] = ()
    statement: PersonalText | None = None
    specialisms: tuple[Line, ...] = ()
    review_types: tuple[ReviewType, ...] = (ReviewType.DHR,)


class AssessApplication(_OnChair):
    """Record which of the skills and expertise the evidence shows. Another person than who entered it (H-02, Y-08)."""

    skills: tuple[Skill, ...]
    note: PersonalText


class AcceptApplication(_OnChair):
    """Put the applicant on the list, until a date (H-01, H-13). Without one: three years."""

    approved_until: date | None = None


class RefuseApplication(_OnChair):
    reason: PersonalText


class RecordTraining(_OnChair):
    """Home Office module 2 was completed (H-02, H-13)."""

    training: Training


class ChangeSpecialisms(_OnChair):
    specialisms: tuple[Line, ...]


class OfferReviewTypes(_OnChair):
    """Which kinds of review the chair is available for (H-09)."""

    review_types: Annotated[tuple[ReviewType, ...], Field(min_length=1)]


class DeclareAffiliation(_OnChair):
    """The chair works or worked for an agency. Open commissions are checked again (H-12)."""

    affiliation: Affiliation


class EndAffiliation(_OnChair):
    """The chair left an agency, or the day of leaving became known."""

    agency: Line
    role: Line
    until: date


class LinkAccount(_OnChair):
    """The account with which the chair signs in, so that they see their own record."""

    account_id: Line


class SuspendChair(_OnChair):
    reason: PersonalText


class ReinstateChair(_OnChair):
    reason: PersonalText


class RemoveChair(_OnChair):
    reason: PersonalText


class LeaveList(_OnChair):
    """The chair asks to leave the list."""

    left_on: date


class RenewApproval(_OnChair):
    approved_until: date


class RecordOtherReview(_OnChair):
    """The chair leads a SAR or an LCSPR, or a review elsewhere; it counts as load (H-11)."""

    review_id: Annotated[Id, New]
    review_type: ReviewType
    reference: Line
    started_on: date


class EndOtherReview(_OnChair):
    review_id: Id
    ended_on: date


class RecordKpiReview(_OnChair):
    """The SPT reviewed the chair's work and says what follows (Q-04)."""

    outcome: KpiOutcome
    reason: PersonalText
    reviewed_on: date
