"""The chair and the panel meetings."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from shared.actor import Role
from shared.contracts.cases.commands.of_case import PANEL_CHAIR, OfCase
from shared.contracts.cases.values import (
    Attendee,
    Referral,
)
from shared.message import PersonalText, Text


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
    referral: Referral | None = None
    """Whether a referral to another statutory review was considered, and with which outcome. None: not recorded."""
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


type PanelCommand = RecordInitialMeeting | RecordPanelMeeting
