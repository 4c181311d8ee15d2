"""Which dates are refused, and what is the person told?"""

from datetime import date

import pytest
from shared.date_checks import not_before, not_in_future
from shared.message import Refused

EVE, DAY, MORROW = date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)


def test_today_is_not_in_the_future_and_tomorrow_is() -> None:
    not_in_future(EVE, DAY, field="held_on")
    not_in_future(DAY, DAY, field="held_on")
    with pytest.raises(Refused, match=r"in the future\. Enter 29 February 2028 or an earlier date") as refused:
        not_in_future(MORROW, DAY, field="held_on")
    assert refused.value.field == "held_on"


def test_the_day_itself_is_not_before_it_and_the_eve_is() -> None:
    not_before(MORROW, DAY, "the decision", field="held_on")
    not_before(DAY, DAY, "the decision", field="held_on")
    with pytest.raises(Refused, match=r"cannot be before the decision, 29 February 2028\. Enter that day") as refused:
        not_before(EVE, DAY, "the decision", field="held_on")
    assert refused.value.field == "held_on"
