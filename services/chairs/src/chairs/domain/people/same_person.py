"""Does the list know this applicant already? One person has one record, with its load and history (H-01, H-11).

They are compared by name: an e-mail address is sealed on the record, and no table keeps anything it could be told from.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from shared.contracts.chairs.values import ListStage
from shared.message import Refused

GONE = frozenset({ListStage.REFUSED, ListStage.REMOVED, ListStage.LEFT})
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame"})


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody of the same name who is on the list, was on it, or applied to be."""

    chair_id: str
    name: str
    stage: ListStage


def plain_name(name: str) -> str:
    """Without titles, accents, full stops and capitals: `Dr. Zoë  REED` and `Zoe Reed` are alike."""
    letters = (each for each in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(each))
    words = "".join(letters).replace(".", " ").split()
    return " ".join(words[1:] if len(words) > 2 and words[0] in _TITLES else words)


def plain_address(email: str) -> str:
    return email.strip().casefold()


def must_be_somebody_new(alike: Sequence[Alike], *, another_person: bool) -> None:
    """Whoever enters it may know better: two people can have one name."""
    if alike and not another_person:
        first = min(alike, key=lambda one: one.stage in GONE)
        raise Refused(f"{_known_already(first)} If this is another person of that name, say so below.", field="name")


def _known_already(one: Alike) -> str:
    match one.stage:
        case ListStage.APPLIED:
            return f"{one.name} has an application open already. Add what is new to their record."
        case ListStage.LISTED | ListStage.SUSPENDED:
            return f"{one.name} is on the approved list already. Change their record instead."
        case ListStage.REFUSED:
            return f"{one.name} applied before, and was not accepted. {_AGAIN}"
        case ListStage.REMOVED:
            return f"{one.name} was on the list before, and was removed. {_AGAIN}"
        case ListStage.LEFT:
            return f"{one.name} was on the list before, and left. {_AGAIN}"


_AGAIN = "Open their record and choose “Apply again”, so that their reviews and evaluations stay with them."
