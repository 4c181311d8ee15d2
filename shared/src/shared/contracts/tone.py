"""In which tone is a state shown: does it wait, is it late, is it done?"""

from enum import StrEnum
from typing import Protocol


class Tone(StrEnum):
    """The tone belongs to the member of an enum, never to its word: a reworded state keeps its colour. The word carries
    the meaning; the colour only helps to find it."""

    GREY = "grey"
    """Nothing can be done about it: cannot start yet, not applicable, cancelled, closed."""
    BLUE = "blue"
    """Nothing has begun: not started, asked, draft, planned, open."""
    TURQUOISE = "turquoise"
    """Under way: in progress, sent, submitted."""
    YELLOW = "yellow"
    """Somebody is needed: waiting, due soon, returned, held for approval."""
    ORANGE = "orange"
    """Paused, or later than first agreed: extended, on hold, deferred."""
    RED = "red"
    """Late or broken: overdue, failed, uncertain, missing."""
    GREEN = "green"
    """Done well: completed, accepted, approved, published."""


class Toned(Protocol):
    """A state that says its word and its tone: an enum with a `tone`."""

    @property
    def value(self) -> str: ...

    @property
    def tone(self) -> Tone: ...
