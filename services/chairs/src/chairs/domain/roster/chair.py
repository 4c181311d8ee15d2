"""What does the record keep of somebody on the approved list? Nothing personal is in the state."""

from dataclasses import dataclass
from datetime import date

from shared.contracts.chairs.values import Affiliation, ListStage, ReviewType, Skill, Training


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


def to_end(ties: tuple[Affiliation, ...], agency: str, role: str) -> Affiliation | None:
    """Of several stints in one role the one that goes on, or whose end is not known; else the last."""
    theirs = [tie for tie in ties if (tie.agency, tie.role) == (agency, role)]
    return max(theirs, key=lambda tie: tie.until or date.max, default=None)
