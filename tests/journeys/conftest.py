"""The whole system for the journeys: one of its own for each module, begun empty."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.journeys.whole import Whole, whole_system

BEGIN = date(2026, 3, 2)


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with whole_system(tmp_path_factory.mktemp("whole"), BEGIN) as running:
        yield running
