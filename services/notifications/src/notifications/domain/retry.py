"""How long is waited after a failure for now (X-05)? Pure."""

from datetime import timedelta

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 3, 8, 20, 45, 90, 150, 220, 290, 350, 400))
"""They grow, and come to a little more than 26 hours: a mail server that is away for a day is waited for."""


def wait_after(attempt: int) -> timedelta | None:
    """The wait after this attempt (1, 2, 3 …) failed for now, or None: then it has failed for good."""
    return WAITS[attempt - 1] if attempt <= len(WAITS) else None
