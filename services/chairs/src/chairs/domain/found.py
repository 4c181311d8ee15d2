"""What does a decision need from the service's read models? It comes as `context.found`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from shared.contracts.chairs.values import InvoiceKind
from shared.decider import Context
from shared.money import NOTHING

from chairs.domain.ranking import Person
from chairs.domain.same_person import Alike
from chairs.domain.settings import SPECIALISMS, Settings


@dataclass(frozen=True, slots=True)
class RosterFound:
    specialisms: tuple[str, ...] = SPECIALISMS
    open_cases: tuple[str, ...] = ()
    """The cases that the chair leads now."""
    linked_to: str | None = None
    """The name of another chair who signs in with the account that is to be linked."""
    alike: tuple[Alike, ...] = ()
    """Other records of the applicant's name."""


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
class YearTotals:
    """A year's budget, and what is committed of it on all cases."""

    allocated: Decimal | None = None
    committed: Decimal = NOTHING
    brought_forward: Decimal = NOTHING
    """Of commissions of earlier years, what is not invoiced yet: it falls in the year that runs."""

    @property
    def remaining(self) -> Decimal:
        return (self.allocated or NOTHING) - self.committed

    @property
    def free(self) -> Decimal:
        return self.remaining - self.brought_forward


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


@dataclass(frozen=True, slots=True)
class Waiting:
    """An approved invoice or credit note that was not exported yet."""

    invoice_id: str
    case_id: str
    reference: str
    payee: str
    number: str
    kind: InvoiceKind
    amount: Decimal
    dated_on: date
    approved_on: date


def account_of(context: Context, chair_id: str) -> str | None:
    """With which this chair signs in, where an account is linked."""
    person = context.found.people.get(chair_id) if isinstance(context.found, CommissionFound) else None
    return person.account_id if person else None


def plain(number: str) -> str:
    """Letters and figures alone: what may be one number is alike in this."""
    return "".join(letter for letter in number.casefold() if letter.isalnum())


def as_number(number: str) -> str:
    """Two ways of writing one number are one number: ` inv-007 `, `INV 007` and `Inv007`. `1-11` and `11-1` are two."""
    return " ".join(_RUNS.findall(number.casefold())) or number.strip()


_RUNS = re.compile(r"[^\W\d_]+|\d+")
