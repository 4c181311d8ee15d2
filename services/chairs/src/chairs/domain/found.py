"""What does a decision need from the service's read models? It comes as `context.found`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from shared.decider import Context

from chairs.domain.county.budget import YearTotals
from chairs.domain.county.settings import Settings
from chairs.domain.people.person import Person


@dataclass(frozen=True, slots=True)
class KnownCase:
    """What the cases service told about a case."""

    reference: str
    csp: str
    earliest_death: date | None = None
    agencies: tuple[str, ...] = ()
    decided_on: date | None = None
    """The day of the decision to proceed; None: not decided so, or not yet."""
    closed_on: date | None = None
    imported: bool = False


@dataclass(frozen=True, slots=True)
class CommissionFound:
    case: KnownCase | None = None
    settings: Settings = field(default_factory=Settings)
    people: Mapping[str, Person] = field(default_factory=dict)
    years: Mapping[int, YearTotals] = field(default_factory=dict)
    taken: frozenset[tuple[str, str]] = frozenset()
    """Who sent which invoice or credit note number already, on any case: (payee id, `as_number`)."""
    id_used: bool = False
    """What is entered has the reference of an invoice or credit note that stands already, on any case."""


def account_of(context: Context[CommissionFound], chair_id: str) -> str | None:
    """With which this chair signs in, where an account is linked."""
    person = context.found.people.get(chair_id)
    return person.account_id if person else None
