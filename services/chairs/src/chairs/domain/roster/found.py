"""What does a decision about the approved list need from the read models?"""

from dataclasses import dataclass

from chairs.domain.county.settings import SPECIALISMS
from chairs.domain.people.same_person import Alike


@dataclass(frozen=True, slots=True)
class RosterFound:
    specialisms: tuple[str, ...] = SPECIALISMS
    open_cases: tuple[str, ...] = ()
    """The cases that the chair leads now."""
    linked_to: str | None = None
    """The name of another chair who signs in with the account that is to be linked."""
    alike: tuple[Alike, ...] = ()
    """Other records of the applicant's name."""
