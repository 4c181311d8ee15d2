"""What is shared with the family."""

from datetime import date
from typing import Annotated, ClassVar

from shared.actor import Role
from shared.contracts.cases.commands.of_case import PANEL_CHAIR, OfCase
from shared.message import Line, Personal, Text


class ShareDraftWithFamily(OfCase):
    """Give the family a draft of the report to read, for at least 21 days (C-04, F-03)."""

    may: ClassVar[frozenset[Role]] = PANEL_CHAIR
    report_version: Line
    shared_on: date
    read_by: date


class RecordFamilyReading(OfCase):
    """Record that the family has read the draft, or declined to (O-04)."""

    may: ClassVar[frozenset[Role]] = PANEL_CHAIR
    declined: bool
    finished_on: date
    comments: Annotated[Text | None, Personal] = None


type FamilyCommand = ShareDraftWithFamily | RecordFamilyReading
