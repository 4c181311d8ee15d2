"""What was shared with the family. Names and fields are stored for ever."""

from datetime import date
from typing import Annotated

from shared.message import Event, Personal


class DraftSharedWithFamily(Event):
    """The family was given a draft of the report to read."""

    report_version: str
    shared_on: date
    read_by: date


class FamilyReadingFinished(Event):
    """The family has read the draft, or declined to."""

    declined: bool
    finished_on: date
    comments: Annotated[str | None, Personal] = None


type FamilyEvent = DraftSharedWithFamily | FamilyReadingFinished
