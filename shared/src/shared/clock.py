"""What day is it in London, and what is the time? Real, set, or read from a file that a demonstration moves
on.

Only for dates and instants that are recorded. Leases, waits and time-outs measure with `time.monotonic`.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from shared.calendar import LONDON, civil_date


class Today(Protocol):
    """The two settings that matter here."""

    @property
    def today(self) -> date | None: ...

    @property
    def today_file(self) -> Path | None: ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """For tests: `Clock(Fixed(date(2026, 11, 3)))`."""

    today: date | None = None
    today_file: Path | None = None


class Clock:
    """`real` gives the true instant; a test that is about the change of the day passes another."""

    def __init__(self, settings: Today, *, real: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._settings, self._real = settings, real

    def today(self) -> date:
        """The civil date in London (C-07)."""
        return self._set_day() or civil_date(self._real())

    def now(self) -> datetime:
        """The instant, in UTC. When the day is set: that day, at the real time of day."""
        real = self._real().astimezone(LONDON)
        day = self._set_day()
        there = datetime.combine(day, real.timetz()) if day else real
        return there.astimezone(UTC)

    def _set_day(self) -> date | None:
        if self._settings.today_file is None:
            return self._settings.today
        return read_today(self._settings.today_file)


def read_today(path: Path) -> date:
    """The day in the file. ValueError says in words what is wrong."""
    try:
        return date.fromisoformat(path.read_text().strip())
    except FileNotFoundError:
        raise ValueError("names a file that is not there") from None
    except (OSError, ValueError):
        raise ValueError("names a file that does not hold a date such as 2026-11-03") from None


def write_today(path: Path, day: date) -> None:
    """Whoever reads meanwhile sees the old day or the new one, never half a date."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    draft.write_text(f"{day.isoformat()}\n")
    os.replace(draft, path)
