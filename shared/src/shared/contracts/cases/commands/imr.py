"""The Individual Management Reviews."""

from datetime import date
from typing import Annotated, ClassVar

from shared.actor import Role
from shared.contracts.cases.commands.of_case import PANEL_CHAIR, OfCase
from shared.message import Id, Line, New, PersonalLine, PersonalText


class RequestImr(OfCase):
    """Ask an agency for its Individual Management Review, on behalf of the panel chair (I-01)."""

    may: ClassVar[frozenset[Role]] = PANEL_CHAIR
    imr_id: Annotated[Id, New]
    agency: Line
    requested_on: date
    due_on: date


class NameImrAuthor(OfCase):
    """Name the author of an IMR, with both declarations of independence (I-02)."""

    may: ClassVar[frozenset[Role]] = PANEL_CHAIR | {Role.AGENCY_LEAD, Role.IMR_AUTHOR}
    imr_id: Id
    author: PersonalLine
    not_involved: bool
    """No direct involvement with the victim, the perpetrator or either family."""
    not_line_manager: bool
    """Not the immediate line manager of any staff involved."""


class SubmitImr(OfCase):
    """Hand in an IMR, signed off by a senior manager who is not its author (I-03)."""

    may: ClassVar[frozenset[Role]] = PANEL_CHAIR | {Role.AGENCY_LEAD, Role.IMR_AUTHOR}
    imr_id: Id
    submitted_on: date
    signed_off_by: PersonalLine
    signed_off_as: Line


class ReturnImr(OfCase):
    """Send an IMR back for revision (I-01)."""

    may: ClassVar[frozenset[Role]] = PANEL_CHAIR
    imr_id: Id
    returned_on: date
    reason: PersonalText


class AcceptImr(OfCase):
    """Accept an IMR for the panel, the panel chair being satisfied that it is quality-assured (I-01, I-04)."""

    may: ClassVar[frozenset[Role]] = PANEL_CHAIR
    imr_id: Id
    accepted_on: date
    quality_assured: bool


type ImrCommand = RequestImr | NameImrAuthor | SubmitImr | ReturnImr | AcceptImr
