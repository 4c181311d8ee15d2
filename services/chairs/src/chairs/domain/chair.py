"""Somebody on the approved list: where they stand, and how facts move them. Nothing personal is in the state."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from shared.contracts.chairs.values import Affiliation, ListStage, ReviewType, Skill, Training

from chairs.domain.events import (
    AccountLinked,
    AffiliationDeclared,
    AffiliationEnded,
    ApplicationAssessed,
    ApplicationReceived,
    ApplicationRefused,
    AppliedAgain,
    ApprovalRenewed,
    ChairAccepted,
    ChairEvent,
    ChairLeft,
    ChairReinstated,
    ChairRemoved,
    ChairSuspended,
    Expired,
    ExpiryWarned,
    KpiReviewRecorded,
    OtherReviewEnded,
    OtherReviewRecorded,
    ReviewTypesOffered,
    SpecialismsChanged,
    TrainingRecorded,
)


@dataclass(frozen=True, slots=True)
class Other:
    """A SAR, an LCSPR or a review elsewhere; it counts as load."""

    review_id: str
    review_type: ReviewType
    reference: str
    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Chair:
    """`stage` None: nobody applied under this id."""

    stage: ListStage | None = None
    name: str = ""
    entered_by: str = ""
    applied_on: date | None = None
    specialisms: tuple[str, ...] = ()
    review_types: tuple[ReviewType, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    training: Training | None = None
    first_trained_on: date | None = None
    """Training is renewed, and `training` is the latest; this is the day since which they have been trained."""
    assessed: bool = False
    skills: tuple[Skill, ...] = ()
    approved_until: date | None = None
    decided_on: date | None = None
    account_id: str | None = None
    others: tuple[Other, ...] = ()
    warned: tuple[str, ...] = ()
    """What was warned of or found expired, with its date: `training 2027-01-31`."""


def evolve(state: Chair, event: ChairEvent) -> Chair:
    match event:
        case ApplicationReceived():
            return Chair(
                stage=ListStage.APPLIED,
                name=event.name,
                entered_by=event.entered_by,
                applied_on=event.applied_on,
                specialisms=event.specialisms,
                review_types=event.review_types,
                affiliations=event.affiliations,
                training=event.training,
                first_trained_on=event.training.completed_on if event.training else None,
            )
        case AppliedAgain():
            return replace(
                state,
                stage=ListStage.APPLIED,
                name=event.name,
                entered_by=event.entered_by,
                applied_on=event.applied_on,
                specialisms=event.specialisms,
                review_types=event.review_types,
                assessed=False,
                skills=(),
                approved_until=None,
                decided_on=None,
            )
        case ApplicationAssessed():
            return replace(state, assessed=True, skills=event.skills)
        case ChairAccepted():
            return replace(
                state, stage=ListStage.LISTED, approved_until=event.approved_until, decided_on=event.decided_on
            )
        case ApplicationRefused():
            return replace(state, stage=ListStage.REFUSED, decided_on=event.decided_on)
        case TrainingRecorded():
            first = min(state.first_trained_on or event.training.completed_on, event.training.completed_on)
            return replace(state, training=event.training, first_trained_on=first)
        case SpecialismsChanged():
            return replace(state, specialisms=event.specialisms)
        case ReviewTypesOffered():
            return replace(state, review_types=event.review_types)
        case AffiliationDeclared():
            return replace(state, affiliations=(*state.affiliations, event.affiliation))
        case AffiliationEnded():
            return replace(state, affiliations=_ended(state.affiliations, event))
        case AccountLinked():
            return replace(state, account_id=event.account_id)
        case ChairSuspended():
            return replace(state, stage=ListStage.SUSPENDED)
        case ChairReinstated():
            return replace(state, stage=ListStage.LISTED)
        case ChairRemoved():
            return replace(state, stage=ListStage.REMOVED)
        case ChairLeft():
            return replace(state, stage=ListStage.LEFT)
        case ApprovalRenewed():
            return replace(state, approved_until=event.approved_until)
        case OtherReviewRecorded():
            other = Other(event.review_id, event.review_type, event.reference, event.started_on)
            return replace(state, others=(*state.others, other))
        case OtherReviewEnded():
            return replace(
                state,
                others=tuple(
                    replace(other, ended_on=event.ended_on) if other.review_id == event.review_id else other
                    for other in state.others
                ),
            )
        case KpiReviewRecorded():
            return state
        case ExpiryWarned():
            return replace(state, warned=(*state.warned, f"soon {event.what} {event.expires_on}"))
        case Expired():
            return replace(state, warned=(*state.warned, f"over {event.what} {event.expired_on}"))
        case _:
            assert_never(event)


def _ended(ties: tuple[Affiliation, ...], event: AffiliationEnded) -> tuple[Affiliation, ...]:
    left = to_end(ties, event.agency, event.role)
    ended = {"until": event.until, "end_unknown": False}
    return tuple(tie.model_copy(update=ended) if tie is left else tie for tie in ties)


def to_end(ties: tuple[Affiliation, ...], agency: str, role: str) -> Affiliation | None:
    """Of several stints in one role the one that goes on, or whose end is not known; else the last."""
    theirs = [tie for tie in ties if (tie.agency, tie.role) == (agency, role)]
    return max(theirs, key=lambda tie: tie.until or date.max, default=None)
