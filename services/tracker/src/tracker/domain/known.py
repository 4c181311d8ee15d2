"""What does the tracker know of the reviews when a plan's or a quarter's command is decided? Filled by `look_ups`."""

from dataclasses import dataclass

from shared.contracts.tracker.values import UpdateGiver

from tracker.domain.report import Source

NOTHING_KNOWN = Source()


@dataclass(frozen=True, slots=True)
class ReviewKnown:
    """The review that a plan belongs to. `csp`: None where the tracker does not know it."""

    csp: str | None


@dataclass(frozen=True, slots=True)
class QuarterKnown:
    """For an update: its review's partnership, and whose it is to give now (B-03). For the rest: the whole county."""

    csp: str | None = None
    asked_of: UpdateGiver | None = None
    county: Source = NOTHING_KNOWN
