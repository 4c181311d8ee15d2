"""A step of the guide was recorded as done. Names and fields are stored for ever."""

from datetime import date

from shared.message import Event, PersonalText


class StepRecorded(Event):
    """A step of the guide that a person saw to."""

    step: int
    done_on: date
    note: PersonalText


type StepEvent = StepRecorded
