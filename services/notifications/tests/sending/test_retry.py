"""Is a failure for now tried again long enough, and never for ever?"""

from datetime import timedelta
from itertools import pairwise

import pytest
from notifications.domain.retry import WAITS, wait_after


@pytest.mark.rule("X-05")
def test_waits_grow_over_at_least_24_hours() -> None:
    assert all(earlier < later for earlier, later in pairwise(WAITS))
    assert sum(WAITS, timedelta()) >= timedelta(hours=24)


@pytest.mark.rule("X-05")
def test_the_last_attempt_is_no_earlier_than_24_hours_after_the_first_and_then_it_is_for_good() -> None:
    waited, attempt = timedelta(), 1
    while (wait := wait_after(attempt)) is not None:
        waited += wait
        attempt += 1
    assert attempt == len(WAITS) + 1
    assert timedelta(hours=24) <= waited <= timedelta(hours=36)


@pytest.mark.parametrize(("attempt", "minutes"), [(1, 1), (2, 3), (len(WAITS), 400)])
def test_the_first_and_the_last_wait(attempt: int, minutes: int) -> None:
    assert wait_after(attempt) == timedelta(minutes=minutes)


def test_after_the_last_wait_there_is_none() -> None:
    assert wait_after(len(WAITS) + 1) is None
    assert wait_after(len(WAITS) + 100) is None
