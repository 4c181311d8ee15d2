"""The chair and the panel meetings."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from shared.actor import Role
from shared.contracts.cases.commands.of_case import BY_THE_SYSTEM, PANEL_CHAIR, OfCase
from shared.contracts.cases.values import (
    Attendee,
)
from shared.message import Id, Line, PersonalText, Text


class RecordInitialMeeting(OfCase):
    """Record the initial panel meeting: nothing on its agenda without its content (P-03)."""

    may: ClassVar[frozenset[Role]] = PANEL_CHAIR
    held_on: date
    attendees: Annotated[tuple[Attendee, ...], Field(min_length=1)]
    appointment_agreed: bool
    chronologies: PersonalText
    further_information: PersonalText
    terms_of_reference: PersonalText
    communications_plan: PersonalText
    imr_requirements: PersonalText
    photograph_present: bool
    photograph_reason: Text | None = None
    """Why the photograph was not there (P-07)."""


class RecordPanelMeeting(OfCase):
    """Record a further panel meeting (P-06, P-07)."""

    may: ClassVar[frozenset[Role]] = PANEL_CHAIR
    held_on: date
    attendees: Annotated[tuple[Attendee, ...], Field(min_length=1)]
    discussed: PersonalText
    photograph_present: bool
    photograph_reason: Text | None = None


class NoteChairCommissioned(OfCase):
    """A chair was commissioned for this case (H-06)."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    chair_id: Id
    chair_name: Line
    writer_name: Line | None
    commissioned_on: date
    account_id: str | None = None


class NoteChairConflict(OfCase):
    """The chair's independence is in question, or somebody decided about it (H-12)."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    chair_name: Line | None = None
    """Whose; None where the question was decided."""
    chair_continues: bool | None = None
    """None: nobody decided yet."""
    on: date


class NoteWriterChanged(OfCase):
    """Somebody else writes the report from now on (H-07)."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    writer_name: Line | None
    """None: the chair writes it now."""
    former_name: Line | None
    changed_on: date
    former_account: str | None = None
    """With which the former writer signs in."""


class NoteChairReplaced(OfCase):
    """The chair's appointment ended before the review did (H-08)."""

    may: ClassVar[frozenset[Role]] = BY_THE_SYSTEM
    chair_id: Id
    chair_name: Line
    ended_on: date
    account_id: str | None = None
    """With which the former chair signs in."""


type PanelCommand = (
    RecordInitialMeeting
    | RecordPanelMeeting
    | NoteChairCommissioned
    | NoteChairConflict
    | NoteChairReplaced
    | NoteWriterChanged
)
