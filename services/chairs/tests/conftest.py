"""The chairs service, running on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator, Callable

import pytest
from shared.testing.spec import TODAY

from . import running


@pytest.fixture
def day() -> running.Day:
    return running.Day(TODAY)


@pytest.fixture
async def office(new_database: Callable[[], str], day: running.Day) -> AsyncIterator[running.Office]:
    started = await running.start(new_database(), new_database(), day)
    yield started
    await started.stop()
