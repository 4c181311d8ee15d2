"""How is an instant written down? In UTC and always of one width, so that text sorts as time."""

from datetime import UTC, datetime


def as_text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
