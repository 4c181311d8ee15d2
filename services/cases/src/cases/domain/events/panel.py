"""The chair and the panel meetings. Names and fields are stored for ever."""

from datetime import date
from typing import Annotated

from shared.contracts.cases.values import (
    AttendeeRole,
    Referral,
)
from shared.message import Event, Id, Personal, PersonalLine, PersonalText, Value


class Present(Value):
    """Somebody who was at a panel meeting."""

    member_id: Id
    name: PersonalLine
    role: AttendeeRole
    agency: str | None = None
    email: Annotated[str | None, Personal] = None
    confidentiality_signed: bool


class ChairCommissioned(Event):
    """An independent chair was commissioned."""

    chair_id: Id
    chair_name: str
    writer_name: str | None
    commissioned_on: date


class InitialMeetingHeld(Event):
    """The panel met for the first time and agreed how the review is to be done."""

    held_on: date
    present: tuple[Present, ...]
    appointment_agreed: bool
    chronologies: PersonalText
    further_information: PersonalText
    terms_of_reference: PersonalText
    communications_plan: PersonalText
    imr_requirements: PersonalText
    referral: Referral | None = None
    """Of meetings from before it was asked: None."""
    photograph_present: bool
    photograph_reason: str | None = None


class PanelMeetingHeld(Event):
    """The panel met again."""

    number: int
    held_on: date
    present: tuple[Present, ...]
    discussed: PersonalText
    photograph_present: bool
    photograph_reason: str | None = None


class ChairConflictNoted(Event):
    """A fact changed after the appointment, and the chair may not be independent any more."""

    chair_name: str
    on: date


class ChairConflictDecisionNoted(Event):
    """A person decided whether the chair goes on."""

    chair_continues: bool
    on: date


class ReportWriterChanged(Event):
    """Somebody else writes the report from now on. None: the chair."""

    writer_name: str | None
    former_name: str | None
    changed_on: date


class ChairReplacementNoted(Event):
    """The chair's appointment ended before the review did."""

    chair_name: str
    ended_on: date


type PanelEvent = (
    ChairCommissioned
    | ChairConflictNoted
    | ChairConflictDecisionNoted
    | ChairReplacementNoted
    | ReportWriterChanged
    | InitialMeetingHeld
    | PanelMeetingHeld
)
