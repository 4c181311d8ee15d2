"""What does the tracker ask of itself, and nobody else may?"""

from typing import ClassVar

from shared.actor import Role
from shared.contracts.tracker.commands import OfPlan


class PassTimeOnPlan(OfPlan):
    """A day has passed: what fell due or became overdue is put on record, once (A-03, A-06, A-10)."""

    may: ClassVar[frozenset[Role]] = frozenset({Role.SERVICE})
