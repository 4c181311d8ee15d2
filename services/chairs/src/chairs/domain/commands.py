"""What may the system ask by itself: that it sees the day, and notes what other services told?

Nobody else may, so no contract publishes them.
"""

from datetime import date
from typing import ClassVar

from shared.actor import Role
from shared.contracts.cases.values import Evaluator
from shared.contracts.chairs.commands.roles import OnCommission
from shared.contracts.chairs.values import ChairId, Outcome, Year
from shared.message import Command

BY_THE_SYSTEM = frozenset({Role.SERVICE})


class RecordOutcome(OnCommission):
    """The Home Office answered: the point (Q-03), and after an approval the evaluation (Q-01)."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    round: int
    outcome: Outcome
    recorded_on: date
    panel_members: tuple[str, ...] = ()
    evaluators: tuple[Evaluator, ...] = ()
    reference: str = ""
    csp: str = ""


class PassTimeForCommission(OnCommission):
    """Remind panel members, and close the evaluation when its time is over, each once."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    evaluators: tuple[Evaluator, ...] = ()
    """Those who were invited, as the record has them: no state keeps an address."""


class CompleteCommission(OnCommission):
    """The case closed: nothing more is to come, and what was not invoiced is free again."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    completed_on: date


class RestateBudget(Command):
    """Bring the year's totals up to date after money moved."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    year: Year


class PassTimeForChair(Command):
    """Warn of what expires within 60 days, and say what has expired, once (H-13)."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    chair_id: ChairId
