"""May this person be commissioned today, whatever the review (H-01, H-02, H-11, H-13)?"""

from datetime import date

from shared.calendar import in_words
from shared.contracts.chairs.values import (
    ListStage,
    ReviewType,
    Skill,
)

from chairs.domain.people.person import Person

WARN_AT = 2


FULL_AT = 3


_SKILLS = frozenset(Skill)


def is_full(person: Person) -> bool:
    return person.open_reviews >= FULL_AT


def leading(person: Person) -> tuple[str, ...]:
    """What is to be said of the load, from two open reviews on (H-11)."""
    return (f"Leads {person.open_reviews} reviews already.",) if person.open_reviews >= WARN_AT else ()


def in_the_way(person: Person, today: date, review_type: ReviewType = ReviewType.DHR) -> tuple[str, ...]:
    """Why nobody would be offered this person today for a review of this kind, whichever it is; empty: they would."""
    return (*what_is_missing(person, today, review_type), *(leading(person) if is_full(person) else ()))


def what_is_missing(person: Person, today: date, review_type: ReviewType = ReviewType.DHR) -> tuple[str, ...]:
    """Why this person may not be commissioned at all (H-01, H-02, H-13)."""
    missing = []
    if person.stage is ListStage.SUSPENDED:
        missing.append("Suspended.")
    elif person.stage is not ListStage.LISTED:
        missing.append("Not on the approved list.")
    if person.approved_until is not None and person.approved_until < today:
        missing.append(f"The approval ended on {in_words(person.approved_until)}.")
    if person.training is None or person.training.completed_on > today:
        missing.append("The Home Office training (module 2) is not completed.")
    elif person.training.expires_on is not None and person.training.expires_on < today:
        missing.append(f"The Home Office training (module 2) expired on {in_words(person.training.expires_on)}.")
    if not _SKILLS.issubset(person.skills):
        missing.append("The skills and expertise are not all met.")
    if review_type not in person.review_types:
        missing.append(f"Not available for {review_type}s.")
    return tuple(missing)
