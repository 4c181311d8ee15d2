"""The browser, and the demonstration county as it runs: started once for each module."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser

from tests.browser.looking import opened_browser
from tests.journeys.whole import Whole, whole_system

DAY = date(2026, 11, 3)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with whole_system(tmp_path_factory.mktemp("county"), DAY, seed="county") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened_browser() as opened:
        yield opened
