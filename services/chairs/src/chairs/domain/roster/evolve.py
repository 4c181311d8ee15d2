"""How do the facts about somebody on the approved list move their record?"""

from dataclasses import replace
from typing import assert_never

from shared.contracts.chairs.values import Affiliation, ListStage

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
from chairs.domain.roster.chair import Chair, Other, to_end


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
