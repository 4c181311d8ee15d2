"""In which state is an action today, and is it red, amber or green (A-03)? Derived, never typed in. Pure."""

from datetime import date
from enum import StrEnum

from shared.calendar import days_in_words, in_words
from shared.contracts.tracker.values import ActionState, Rating

SOON = 28
"""Days before its target date from which an open action is amber."""


class Progress(StrEnum):
    """What was recorded, whatever the day."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    COMPLETE = "complete"
    ASSURED = "assured"
    CLOSED = "closed"

    @property
    def undone(self) -> bool:
        return self in {Progress.NOT_STARTED, Progress.IN_PROGRESS}

    @property
    def ended(self) -> bool:
        return self in {Progress.ASSURED, Progress.CLOSED}


def state_of(progress: Progress, target: date | None, today: date) -> ActionState:
    """An action is overdue from the day after its target date until the agency says that it is complete."""
    if progress.undone and target is not None and target < today:
        return ActionState.OVERDUE
    return ActionState[progress.name]


def rating_of(progress: Progress, owner: str | None, target: date | None, today: date) -> tuple[Rating, str]:
    """The rating that follows from state and date, and why, in words."""
    match state_of(progress, target, today):
        case ActionState.CLOSED:
            return Rating.NOT_RATED, "Closed with a reason"
        case ActionState.ASSURED:
            return Rating.GREEN, "Assured by the CSP Chair"
        case ActionState.COMPLETE:
            return Rating.AMBER, "Complete according to the agency, not assured by the CSP Chair yet"
        case ActionState.OVERDUE if target is not None:
            return Rating.RED, f"{days_in_words((today - target).days)} over its target date"
    if owner is None:
        return Rating.AMBER, "It has no owner yet"
    if target is None:
        return Rating.AMBER, "It has no target date yet"
    left = (target - today).days
    if left <= SOON:
        return Rating.AMBER, f"Due on {in_words(target)}, in {days_in_words(left)}" if left else "Due today"
    return Rating.GREEN, f"On time: due on {in_words(target)}"
