"""The chair and the panel's meetings (rules P)."""

from dataclasses import replace
from datetime import date
from typing import assert_never
from uuid import UUID, uuid5

from shared.contracts.cases.commands import PanelCommand, RecordInitialMeeting, RecordPanelMeeting
from shared.contracts.cases.states import Conflict
from shared.contracts.cases.values import Attendee, AttendeeRole
from shared.contracts.email_address import must_be_email
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused

from cases.domain import chairing
from cases.domain.commands import (
    ChairingCommand,
    NoteChairCommissioned,
    NoteChairConflict,
    NoteChairReplaced,
    NoteWriterChanged,
)
from cases.domain.events import (
    AccessEvent,
    ChairCommissioned,
    ChairConflictDecisionNoted,
    ChairConflictNoted,
    ChairReplacementNoted,
    InitialMeetingHeld,
    PanelEvent,
    PanelMeetingHeld,
    Present,
    ReportWriterChanged,
)
from cases.domain.rules import must_have_met, must_proceed
from cases.domain.state import Case, Meeting, Panel

type Facts = list[PanelEvent | AccessEvent]


def evolve(state: Panel, event: PanelEvent) -> Panel:
    match event:
        case ChairCommissioned():
            return replace(
                state,
                chair_id=event.chair_id,
                chair_name=event.chair_name,
                writer_name=event.writer_name,
                writer_since=None,
                conflict=None,
            )
        case ChairConflictNoted():
            return replace(state, conflict=Conflict.OPEN)
        case ChairConflictDecisionNoted(chair_continues=goes_on):
            return replace(state, conflict=None if goes_on else Conflict.TO_BE_REPLACED)
        case ChairReplacementNoted():
            return replace(state, chair_id=None, chair_name=None, writer_name=None, conflict=None)
        case ReportWriterChanged():
            return replace(state, writer_name=event.writer_name, writer_since=event.changed_on)
        case InitialMeetingHeld():
            return replace(state, initial=event, members=_with(state.members, event.present))
        case PanelMeetingHeld():
            meeting = Meeting(number=event.number, held_on=event.held_on, present=len(event.present))
            return replace(state, meetings=(*state.meetings, meeting), members=_with(state.members, event.present))
        case _:
            assert_never(event)


def decide(command: PanelCommand | ChairingCommand, case: Case, context: Context[None]) -> Facts:
    match command:
        case NoteChairCommissioned():
            return chairing.commissioned(command, case, context)
        case NoteChairConflict():
            return chairing.conflict(command, case)
        case NoteChairReplaced():
            return chairing.replaced(command, case)
        case NoteWriterChanged():
            return chairing.writer_changed(command, case)
        case RecordInitialMeeting():
            return _initial(command, case, context)
        case RecordPanelMeeting():
            return _further(command, case, context)
        case _:
            assert_never(command)


def _initial(command: RecordInitialMeeting, case: Case, context: Context[None]) -> Facts:
    if case.panel.initial_on == command.held_on:
        must_proceed(case)
        return []
    decided_on = ready_for_the_initial_meeting(case)
    if not command.appointment_agreed:
        raise Refused(
            "The initial meeting agrees the appointment of chair and writer. If it did not, commission another chair "
            "before you record the meeting.",
            field="appointment_agreed",
        )
    not_in_future(command.held_on, context.today, field="held_on")
    not_before(command.held_on, decided_on, "the decision to proceed", field="held_on")
    _reachable(command.attendees)
    _somebody(command.attendees, AttendeeRole.CSP_CHAIR)
    _somebody(command.attendees, AttendeeRole.PANEL_CHAIR)
    unsigned = sum(not attendee.confidentiality_signed for attendee in command.attendees)
    if unsigned:
        people = "One person has" if unsigned == 1 else f"{unsigned} people have"
        raise Refused(
            f"{people} not yet signed the confidentiality agreement. Everyone at the initial meeting signs it.",
            field="attendees",
        )
    _photograph(command.photograph_present, command.photograph_reason)
    return [
        InitialMeetingHeld(
            held_on=command.held_on,
            present=_present(command.case_id, "initial", command.attendees, case.panel.members),
            **command.model_dump(exclude={"case_id", "held_on", "attendees"}),
        )
    ]


def ready_for_the_initial_meeting(case: Case) -> date:
    """The day of the decision to proceed."""
    decided_on = must_proceed(case)
    if case.panel.initial_on is not None:
        raise Refused("The initial panel meeting is recorded already. Record this one as a further meeting.")
    if case.panel.chair_id is None:
        raise Refused("Commission a chair first: the initial meeting agrees the appointment.")
    return decided_on


def _further(command: RecordPanelMeeting, case: Case, context: Context[None]) -> Facts:
    initial_on = must_have_met(case)
    not_in_future(command.held_on, context.today, field="held_on")
    if any(meeting.held_on == command.held_on for meeting in case.panel.meetings):
        return []
    not_before(command.held_on, case.panel.last_met or initial_on, "the panel's last meeting", field="held_on")
    if command.held_on == initial_on:
        raise Refused("The initial panel meeting was held on this day.", field="held_on")
    _reachable(command.attendees)
    _somebody(command.attendees, AttendeeRole.PANEL_CHAIR)
    _photograph(command.photograph_present, command.photograph_reason)
    number = len(case.panel.meetings) + 2
    return [
        PanelMeetingHeld(
            number=number,
            held_on=command.held_on,
            present=_present(command.case_id, str(number), command.attendees, case.panel.members),
            **command.model_dump(exclude={"case_id", "held_on", "attendees"}),
        )
    ]


def enough_meetings(case: Case, agreed_on: date) -> None:
    """At least two further meetings follow the initial one before the report is agreed (P-06)."""
    held = sum(meeting.held_on <= agreed_on for meeting in case.panel.meetings)
    if held < 2:
        said = "none has" if held == 0 else "only one has"
        raise Refused(
            f"At least two panel meetings follow the initial one before the report is agreed; {said} been recorded."
        )


def _reachable(attendees: tuple[Attendee, ...]) -> None:
    """Where an address is given, the invitation to evaluate the chair can go there (Q-01)."""
    for number, attendee in enumerate(attendees):
        if attendee.email is not None:
            must_be_email(attendee.email, field=f"attendees.{number}.email")


def _somebody(attendees: tuple[Attendee, ...], role: AttendeeRole) -> None:
    if all(attendee.role is not role for attendee in attendees):
        raise Refused(f"The people present do not include the {role}. Add that person.", field="attendees")


def _photograph(present: bool, reason: str | None) -> None:
    if not present and reason is None:
        raise Refused(
            "Say why the photograph of the person who died was not there or not appropriate.",
            field="photograph_reason",
        )


def _present(
    case_id: str, meeting: str, attendees: tuple[Attendee, ...], members: tuple[Present, ...]
) -> tuple[Present, ...]:
    """Somebody who came before, by name and agency, keeps the same member id."""
    known = {(member.name, member.agency): member.member_id for member in members}
    return tuple(
        Present(
            member_id=known.get((who.name, who.agency)) or uuid5(UUID(case_id), f"{meeting}/{number}").hex,
            **who.model_dump(),
        )
        for number, who in enumerate(attendees)
    )


def _with(members: tuple[Present, ...], present: tuple[Present, ...]) -> tuple[Present, ...]:
    """Each as they were last seen; an e-mail address that was given once stays until there is another."""
    newer = {who.member_id for who in present}
    addresses = {member.member_id: member.email for member in members}
    return (
        *(member for member in members if member.member_id not in newer),
        *(who.model_copy(update={"email": who.email or addresses.get(who.member_id)}) for who in present),
    )
