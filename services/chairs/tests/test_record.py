"""What is kept and told of each fact: golden examples and sentences."""

from pathlib import Path
from typing import Any

import pytest
from chairs.domain.events import BudgetEvent, ChairEvent, CommissionEvent, ExportEvent, SettingEvent
from chairs.timeline import describe
from shared.message import members
from shared.testing.golden import check_event, check_names

GOLDEN = Path(__file__).parent / "golden"
type Everything = ChairEvent | CommissionEvent | SettingEvent | BudgetEvent | ExportEvent


@pytest.mark.parametrize("event", members(Everything), ids=lambda event: event.__name__)
def test_stored_events_stay_readable_and_are_told_in_a_sentence(event: type[Any]) -> None:
    check_event(GOLDEN, event, describe)


def test_names_stay() -> None:
    check_names(GOLDEN, Everything)
