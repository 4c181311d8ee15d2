"""What is a dispatch made of? Its slices, put together."""

from shared.decider import Decider, of_slices, whole

from notifications.domain import attempts, ending, preparing
from notifications.domain.attempts import AttemptCommand
from notifications.domain.ending import EndingCommand
from notifications.domain.events.dispatch import DispatchEvent
from notifications.domain.known import DispatchKnown
from notifications.domain.preparing import PreparingCommand
from notifications.domain.state import Nothing, State

type DispatchCommand = PreparingCommand | AttemptCommand | EndingCommand

NOTHING: State = Nothing()
DISPATCH: Decider[DispatchCommand, State, DispatchEvent, DispatchKnown] = of_slices(
    NOTHING,
    whole(preparing.decide, preparing.evolve),
    whole(attempts.decide, attempts.evolve),
    whole(ending.decide, ending.evolve),
)
