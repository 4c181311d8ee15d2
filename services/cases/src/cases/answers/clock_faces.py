"""How is a clock shown: the day it is on, its due date, and the last working day before it (C-01, C-06)?"""

from collections.abc import Iterator
from datetime import date

from shared.calendar import is_working_day, last_working_day, non_working_note
from shared.contracts.cases.answers import ClockFace
from shared.contracts.cases.values import Clock
from shared.deadline import Deadline

from cases.domain.clocks import clocks
from cases.domain.state import Case


def clock_faces(case: Case, today: date) -> Iterator[ClockFace]:
    for clock, deadline in clocks(case):
        yield _face(clock, deadline, today)


def _face(clock: Clock, deadline: Deadline, today: date) -> ClockFace:
    due = deadline.due
    note = non_working_note(due) if due is not None else None
    words = deadline.in_words(today)
    return ClockFace(
        name=clock,
        state=deadline.state(today),
        day=deadline.day(today),
        of=deadline.length,
        due=due,
        last_working_day=last_working_day(due) if due is not None and not is_working_day(due) else None,
        explanation=f"{words}. {note}" if note else f"{words}.",
    )
