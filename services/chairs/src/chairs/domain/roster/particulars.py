"""What is known of a chair beside their standing: training, specialisms, affiliations, other reviews, expiry?"""

from datetime import date
from typing import assert_never

from shared.calendar import in_words
from shared.contracts.chairs.commands import (
    ChangeSpecialisms,
    DeclareAffiliation,
    EndAffiliation,
    EndOtherReview,
    LinkAccount,
    OfferReviewTypes,
    RecordOtherReview,
    RecordTraining,
)
from shared.contracts.chairs.values import Affiliation, ListStage, Training
from shared.date_checks import not_in_future
from shared.decider import Context
from shared.message import Refused

from chairs.domain.events import (
    AccountLinked,
    AffiliationDeclared,
    AffiliationEnded,
    ChairEvent,
    Expired,
    Expiring,
    ExpiryWarned,
    OtherReviewEnded,
    OtherReviewRecorded,
    ReviewTypesOffered,
    SpecialismsChanged,
    TrainingRecorded,
)
from chairs.domain.people.ranking import WARNING_DAYS
from chairs.domain.roster.chair import Chair, to_end
from chairs.domain.roster.found import RosterFound


def particulars(
    command: RecordTraining
    | ChangeSpecialisms
    | OfferReviewTypes
    | DeclareAffiliation
    | EndAffiliation
    | LinkAccount
    | RecordOtherReview
    | EndOtherReview,
    chair: Chair,
    context: Context[RosterFound],
) -> list[ChairEvent]:
    applied(chair)
    found = context.found
    match command:
        case RecordTraining():
            training(command.training, context)
            return [] if command.training == chair.training else [TrainingRecorded(training=command.training)]
        case ChangeSpecialisms():
            known(command.specialisms, found.specialisms)
            same = set(command.specialisms) == set(chair.specialisms)
            return [] if same else [SpecialismsChanged(specialisms=command.specialisms)]
        case OfferReviewTypes():
            same = set(command.review_types) == set(chair.review_types)
            return [] if same else [ReviewTypesOffered(review_types=command.review_types)]
        case DeclareAffiliation():
            affiliation(command.affiliation, context, field="affiliation")
            place(command.affiliation, field="affiliation.areas")
            if command.affiliation in chair.affiliations:
                return []
            return [AffiliationDeclared(affiliation=command.affiliation, open_cases=found.open_cases)]
        case EndAffiliation():
            return _end_affiliation(command, chair, context, found)
        case LinkAccount():
            if found.linked_to is not None:
                raise Refused(
                    f"This account is linked to {found.linked_to}. An account is one chair's alone. "
                    "Choose another account.",
                    field="account_id",
                )
            same = command.account_id == chair.account_id
            return [] if same else [AccountLinked(account_id=command.account_id)]
        case RecordOtherReview():
            if any(other.review_id == command.review_id for other in chair.others):
                return []
            return [OtherReviewRecorded(**command.model_dump(exclude={"chair_id"}))]
        case EndOtherReview():
            other = next((each for each in chair.others if each.review_id == command.review_id), None)
            if other is None:
                raise Refused("There is no such review on this chair's record. Choose one that is listed there.")
            not_in_future(command.ended_on, context.today, field="ended_on")
            if command.ended_on < other.started_on:
                raise Refused(
                    f"This review began on {in_words(other.started_on)}. Enter that day or a later one.",
                    field="ended_on",
                )
            if other.ended_on == command.ended_on:
                return []
            return [OtherReviewEnded(review_id=command.review_id, ended_on=command.ended_on)]
        case _:
            assert_never(command)


def _end_affiliation(
    command: EndAffiliation, chair: Chair, context: Context[RosterFound], found: RosterFound
) -> list[ChairEvent]:
    tie = to_end(chair.affiliations, command.agency, command.role)
    if tie is None:
        raise Refused("This affiliation is not on the chair's record. Declare it first.", field="agency")
    if tie.until == command.until:
        return []
    affiliation(tie.model_copy(update={"until": command.until, "end_unknown": False}), context, field="until")
    event = AffiliationEnded(agency=command.agency, role=command.role, until=command.until, open_cases=found.open_cases)
    return [event]


def pass_time(chair: Chair, context: Context[RosterFound]) -> list[ChairEvent]:
    """Each date is warned of once, and said to be over once (H-13)."""
    return due(chair, context.today)


def due(chair: Chair, today: date) -> list[ChairEvent]:
    if chair.stage not in {ListStage.LISTED, ListStage.SUSPENDED}:
        return []
    ends = (
        (Expiring.TRAINING, chair.training.expires_on if chair.training else None),
        (Expiring.APPROVAL, chair.approved_until),
    )
    events: list[ChairEvent] = []
    for what, day in ends:
        if day is None:
            continue
        if day < today and f"over {what} {day}" not in chair.warned:
            events.append(Expired(what=what, expired_on=day))
        if day - WARNING_DAYS <= today <= day and f"soon {what} {day}" not in chair.warned:
            events.append(ExpiryWarned(what=what, expires_on=day))
    return events


def applied(chair: Chair) -> None:
    if chair.stage is None:
        raise Refused("There is no application under this reference. Find the person in the approved list.")


def known(specialisms: tuple[str, ...], known: tuple[str, ...]) -> None:
    unknown = [name for name in specialisms if name not in known]
    if unknown:
        raise Refused(f"{unknown[0]} is not one of the county's specialisms yet. Add it first.", field="specialisms")


def training(training: Training, context: Context[RosterFound]) -> None:
    if training.completed_on > context.today:
        raise Refused(
            "The training cannot have been completed in the future. Enter the day on which it was.", field="training"
        )
    if training.expires_on is not None and training.expires_on <= training.completed_on:
        raise Refused("The training has to expire after it was completed. Check both days.", field="training")


def place(tie: Affiliation, *, field: str) -> None:
    """Independence rests on where an agency works, so that is said of each (H-05)."""
    said = sum((bool(tie.areas), tie.county_wide, tie.outside))
    if said == 0 or (tie.outside and said > 1):
        raise Refused(
            f"Say where {tie.agency} works: in which partnerships, in the whole county, or outside the county alone.",
            field=field,
        )


def affiliation(tie: Affiliation, context: Context[RosterFound], *, field: str) -> None:
    if tie.until is not None and tie.end_unknown:
        raise Refused("Give the day of leaving, or say that it is not known; not both.", field=field)
    if tie.until is not None and tie.until > context.today:
        raise Refused("The day of leaving is in the future. Leave it out until they have left.", field=field)
    if tie.until is not None and tie.since is not None and tie.until < tie.since:
        raise Refused("They cannot have left before they began. Check both days.", field=field)
