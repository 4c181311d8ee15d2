"""A fact of a case was corrected: which dispatches told of it before, and call for a correction (N-11, X-06)? Pure.

The dispatches are those that were prepared by then. Each keeps its call until a correction of it is prepared.
"""

from dataclasses import dataclass

from shared.contracts.notifications.values import DispatchId
from shared.decider import Context, Decider

from notifications.domain.commands import CallForCorrection
from notifications.domain.events.corrections import CorrectionCalledFor


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """The dispatches of these kinds that were prepared and not called off."""

    dispatches: tuple[DispatchId, ...] = ()


def decide(command: CallForCorrection, state: None, context: Context[ToldBefore]) -> list[CorrectionCalledFor]:
    told = context.found.dispatches
    if not told:
        return []
    return [CorrectionCalledFor(case_id=command.case_id, what=command.what, on=command.on, dispatches=told)]


def evolve(state: None, event: CorrectionCalledFor) -> None:
    """A call needs nothing of those before it."""


CALLS: Decider[CallForCorrection, None, CorrectionCalledFor, ToldBefore] = Decider(decide, evolve, None)
