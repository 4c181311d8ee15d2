"""Does a clock say how it stands?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared.deadline import SOON_SIX_MONTHS, ClockState, Deadline

START, DUE = date(2026, 11, 2), date(2026, 11, 30)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@pytest.mark.rule("C-06")
@pytest.mark.parametrize(
    ("clock", "today", "state", "words"),
    [
        (Deadline(due=None), DUE, ClockState.NOT_STARTED, "Not started"),
        (Deadline(DUE), DUE, ClockState.NOT_STARTED, "Not started"),
        (Deadline(DUE, started_on=START), date(2026, 11, 1), ClockState.NOT_STARTED, "Not started"),
        (Deadline(DUE, started_on=START), START, ClockState.RUNNING, "Day 0 of 28, due on 30 November 2026"),
        (
            Deadline(DUE, started_on=START),
            date(2026, 11, 22),
            ClockState.RUNNING,
            "Day 20 of 28, due on 30 November 2026",
        ),
        (
            Deadline(DUE, started_on=START),
            date(2026, 11, 23),
            ClockState.DUE_SOON,
            "Day 21 of 28, due on 30 November 2026",
        ),
        (Deadline(DUE, started_on=START), DUE, ClockState.DUE_SOON, "Day 28 of 28, due on 30 November 2026"),
        (
            Deadline(DUE, started_on=START),
            date(2026, 12, 1),
            ClockState.OVERDUE,
            "1 day overdue, was due on 30 November 2026",
        ),
        (
            Deadline(DUE, started_on=START, met_on=DUE),
            date(2027, 1, 1),
            ClockState.MET,
            "Met on 30 November 2026, day 28 of 28",
        ),
        (
            Deadline(DUE, started_on=START, met_on=date(2026, 12, 2)),
            date(2027, 1, 1),
            ClockState.MET_LATE,
            "Met on 2 December 2026, 2 days late",
        ),
    ],
)
def test_each_state_of_a_clock(clock: Deadline, today: date, state: ClockState, words: str) -> None:
    assert clock.state(today) == state
    assert clock.in_words(today) == words


@pytest.mark.rule("C-06")
def test_due_soon_is_a_setting_of_each_clock() -> None:
    review = Deadline(date(2027, 5, 1), started_on=date(2026, 11, 1), soon=SOON_SIX_MONTHS)
    assert review.state(date(2027, 4, 2)) == ClockState.RUNNING
    assert review.state(date(2027, 4, 3)) == ClockState.DUE_SOON
    assert Deadline(DUE, started_on=START, soon=0).state(DUE) == ClockState.DUE_SOON
    assert Deadline(DUE, started_on=START, soon=0).state(date(2026, 11, 29)) == ClockState.RUNNING


ORDER = [ClockState.NOT_STARTED, ClockState.RUNNING, ClockState.DUE_SOON, ClockState.OVERDUE]


@pytest.mark.rule("C-06")
@given(DAYS, st.integers(0, 400), st.integers(0, 60), DAYS)
def test_a_clock_only_moves_forward_while_nothing_is_done(start: date, length: int, soon: int, today: date) -> None:
    clock = Deadline(start + timedelta(days=length), started_on=start, soon=soon)
    tomorrow = today + timedelta(days=1)
    assert ORDER.index(clock.state(today)) <= ORDER.index(clock.state(tomorrow))
    assert clock.day(today) + clock.days_left(today) == clock.length == length
    assert (clock.state(today) == ClockState.OVERDUE) == (today > clock.due if clock.due else False)


@pytest.mark.rule("C-06")
@given(DAYS, st.integers(0, 400), DAYS, DAYS)
def test_what_is_met_stays_as_it_was_met(start: date, length: int, met: date, today: date) -> None:
    due = start + timedelta(days=length)
    clock = Deadline(due, started_on=start, met_on=met)
    assert clock.state(today) == (ClockState.MET if met <= due else ClockState.MET_LATE)
    assert clock.day(today) == (met - start).days
