"""A fact of a case was corrected: which dispatches told of it before, and call for a correction (N-11, X-06)? Pure.

The dispatches are those that were prepared by then. Each keeps its call until a correction of it is prepared.
"""

from dataclasses import dataclass

from shared.contracts.notifications.commands import CallForCorrection
from shared.contracts.notifications.values import DispatchId
from shared.decider import Context, Decider

from notifications.domain.events import CorrectionCalledFor


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """The dispatches of these kinds that were prepared and not called off."""

    dispatches: tuple[DispatchId, ...] = ()


def decide(command: CallForCorrection, calls: int, context: Context) -> list[CorrectionCalledFor]:
    found = context.found.dispatches if isinstance(context.found, ToldBefore) else ()
    if not found:
        return []
    return [CorrectionCalledFor(case_id=command.case_id, what=command.what, on=command.on, dispatches=found)]


def evolve(calls: int, event: CorrectionCalledFor) -> int:
    return calls + 1


CALLS: Decider[CallForCorrection, int, CorrectionCalledFor] = Decider(decide, evolve, 0)
