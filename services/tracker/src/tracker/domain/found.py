"""What the service's own read models say when a plan's or a quarter's command is decided."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """`csp` of the case: None where the tracker does not know it."""

    csp: str | None
    asked_of: str | None = None
    """Whose the case's quarterly update is to give now (B-03)."""
