"""What does the choice need to know of somebody on the approved list?"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shared.contracts.chairs.values import (
    Affiliation,
    ListStage,
    ReviewType,
    Skill,
    Training,
)


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """What the choice needs to know of somebody on the list, on the day of the choice. Each is itself: to compare
    hundreds by all they hold would take longer than to look at them."""

    chair_id: str
    name: str
    stage: ListStage
    specialisms: tuple[str, ...] = ()
    review_types: tuple[ReviewType, ...] = (ReviewType.DHR,)
    affiliations: tuple[Affiliation, ...] = ()
    training: Training | None = None
    first_trained_on: date | None = None
    skills: tuple[Skill, ...] = ()
    approved_until: date | None = None
    account_id: str | None = None
    open_reviews: int = 0
    given: tuple[date, ...] = ()
    """The days of their commissions."""
    average: Decimal | None = None
    responses: int = 0


def on_the_list(person: Person) -> bool:
    """Whoever was accepted and neither left nor was removed; the others were never candidates."""
    return person.stage in {ListStage.LISTED, ListStage.SUSPENDED}
