"""The tracker service, running on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from . import county as service


@pytest.fixture
def day() -> service.Day:
    return service.Day(date(2026, 11, 3))


@pytest.fixture
async def county(database_url: str, tmp_path: Path, day: service.Day) -> AsyncIterator[service.County]:
    running = await service.running(database_url, f"sqlite:///{tmp_path / 'keys.db'}", day)
    yield running
    await service.stopped(running)
