"""What may be asked of the county's settings and budget: dated, so that old commissions keep theirs?"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from shared.actor import SPT, Role
from shared.contracts.chairs.commands.roles import BUDGET_HOLDERS
from shared.contracts.chairs.values import (
    CostShare,
    Fees,
    Outcome,
    Year,
)
from shared.message import Command, Line
from shared.money import Pounds


class AddSpecialism(Command):
    """Specialisms are data (H-03)."""

    may: ClassVar[frozenset[Role]] = SPT
    name: Line


class SetFees(Command):
    """Other amounts from a day on; commissions made before keep theirs (Y-01)."""

    may: ClassVar[frozenset[Role]] = BUDGET_HOLDERS
    holds_from: date
    fees: Fees


class SetFunding(Command):
    """Another funder, or another sharing of costs, from a day on (Y-10)."""

    may: ClassVar[frozenset[Role]] = BUDGET_HOLDERS
    holds_from: date
    share: CostShare


class SetMilestones(Command):
    """How much of a fixed fee is payable at the agreed draft; the rest follows at the outcome (Y-09)."""

    may: ClassVar[frozenset[Role]] = BUDGET_HOLDERS
    holds_from: date
    percent_at_draft: Annotated[int, Field(ge=0, le=100)]


class SetPointOutcomes(Command):
    """Which outcomes of a first submission earn the point (Q-05)."""

    may: ClassVar[frozenset[Role]] = SPT
    holds_from: date
    outcomes: tuple[Outcome, ...]


class SetCriteria(Command):
    """What panel members are asked about (Q-01)."""

    may: ClassVar[frozenset[Role]] = SPT
    holds_from: date
    criteria: Annotated[tuple[Line, ...], Field(min_length=1)]


class AllocateBudget(Command):
    """What the funder gives for chairs in a financial year; said again, it replaces what was said before (Y-06)."""

    may: ClassVar[frozenset[Role]] = BUDGET_HOLDERS
    year: Year
    amount: Pounds
    funder: Line = "Office of the Police and Crime Commissioner"
