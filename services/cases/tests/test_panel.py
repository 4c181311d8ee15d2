"""The chair, the panel's meetings, the steps recorded by hand (rules P, H-06)."""

from datetime import date
from typing import Any

import pytest
from cases.domain import events as e
from cases.domain.case import CASE
from cases.domain.commands import NoteChairCommissioned
from shared.contracts.cases import facts
from shared.contracts.cases.commands import RecordInitialMeeting, RecordPanelMeeting, RecordStep
from shared.contracts.cases.values import Attendee, AttendeeRole, Referral
from shared.testing.spec import PANEL_CHAIR, SYSTEM, Spec

from . import story

CASE_SPEC = Spec(CASE)


def attendee(name: str, role: AttendeeRole, *, signed: bool = True) -> Attendee:
    return Attendee(name=name, role=role, confidentiality_signed=signed)


PRESENT = (
    attendee("Carol Csp", AttendeeRole.CSP_CHAIR),
    attendee("Chris Chair", AttendeeRole.PANEL_CHAIR),
    attendee("Pat Probation", AttendeeRole.AGENCY_MEMBER),
)


def initial_meeting(**changed: Any) -> RecordInitialMeeting:
    fields: dict[str, Any] = {
        "case_id": story.CASE_ID,
        "held_on": story.INITIAL,
        "attendees": PRESENT,
        "appointment_agreed": True,
        "chronologies": "Considered.",
        "further_information": "From the housing association, by May.",
        "terms_of_reference": "From January 2024 to the day of the death.",
        "communications_plan": "The chair leads.",
        "imr_requirements": "Three agencies, by the end of May.",
        "photograph_present": True,
    }
    return RecordInitialMeeting(**(fields | changed))


def panel_meeting(day: date, **changed: Any) -> RecordPanelMeeting:
    fields: dict[str, Any] = {
        "case_id": story.CASE_ID,
        "held_on": day,
        "attendees": PRESENT,
        "discussed": "Drafts.",
        "photograph_present": True,
    }
    return RecordPanelMeeting(**(fields | changed))


WITH_CHAIR = (*story.PROCEEDING, story.chair)


@pytest.mark.rule("H-06")
def test_the_commissioned_chair_is_noted_once() -> None:
    asked = NoteChairCommissioned(
        case_id=story.CASE_ID,
        chair_id=story.CHAIR_ID,
        chair_name="Chris Chair",
        writer_name=None,
        commissioned_on=date(2026, 3, 23),
    )
    CASE_SPEC.given(*story.PROCEEDING).when(asked, by=SYSTEM).then(story.chair).twice_changes_nothing()


@pytest.mark.rule("G-01", "H-06")
def test_who_is_commissioned_may_open_the_case_with_their_account() -> None:
    asked = NoteChairCommissioned(
        case_id=story.CASE_ID,
        chair_id=story.CHAIR_ID,
        chair_name="Chris Chair",
        writer_name=None,
        commissioned_on=date(2026, 3, 23),
        account_id=story.CHAIR_ACCOUNT,
    )
    let_in = story.to_the_chair.model_copy(update={"reason": "Chairs this review"})
    spec = CASE_SPEC.given(*story.PROCEEDING)
    spec.when(asked, by=SYSTEM, on=date(2026, 3, 23)).then(story.chair, let_in).twice_changes_nothing()
    CASE_SPEC.given(*story.PROCEEDING, story.to_the_chair).when(asked, by=SYSTEM).then(story.chair)


@pytest.mark.rule("P-02", "P-03")
def test_the_initial_meeting_records_its_agenda_with_content() -> None:
    held = CASE_SPEC.given(*WITH_CHAIR).when(initial_meeting(), by=PANEL_CHAIR, on=story.INITIAL)
    held.then_kinds(e.InitialMeetingHeld).twice_changes_nothing()
    panel = held.and_then.state.panel
    assert panel.initial is not None
    assert panel.initial.terms_of_reference == "From January 2024 to the day of the death."
    assert [member.name for member in panel.members] == ["Carol Csp", "Chris Chair", "Pat Probation"]
    assert len({member.member_id for member in panel.members}) == 3


@pytest.mark.rule("P-03")
@pytest.mark.parametrize(
    "agenda",
    ["chronologies", "further_information", "terms_of_reference", "communications_plan", "imr_requirements"],
)
def test_nothing_on_the_agenda_is_ticked_without_its_content(agenda: str) -> None:
    with pytest.raises(ValueError, match=agenda):
        initial_meeting(**{agenda: "  "})


@pytest.mark.rule("P-03", "P-10")
@pytest.mark.parametrize("referral", [*Referral, None])
def test_whether_a_referral_to_another_review_was_considered_is_kept_and_told(referral: Referral | None) -> None:
    held = CASE_SPEC.given(*WITH_CHAIR).when(initial_meeting(referral=referral), on=story.INITIAL)
    panel = held.then_kinds(e.InitialMeetingHeld).and_then.state.panel
    assert panel.initial is not None
    assert panel.initial.referral is referral
    (fact,) = story.told((*WITH_CHAIR, *held.events))
    assert fact == facts.InitialMeetingHeld(
        case_id=story.CASE_ID,
        reference=story.notified.reference,
        csp="Watford",
        held_on=story.INITIAL,
        appointment_agreed=True,
        referral=referral,
    )


@pytest.mark.rule("P-03", "P-07")
@pytest.mark.parametrize(
    ("changed", "refusal", "field"),
    [
        ({"held_on": date(2026, 3, 19)}, "before the decision", "held_on"),
        ({"held_on": date(2026, 3, 28)}, "in the future", "held_on"),
        ({"attendees": PRESENT[1:]}, "CSP Chair", "attendees"),
        ({"attendees": PRESENT[:1]}, "panel chair", "attendees"),
        (
            {"attendees": (*PRESENT, attendee("Sam Social", AttendeeRole.AGENCY_MEMBER, signed=False))},
            "One person has not yet signed",
            "attendees",
        ),
        (
            {"attendees": (PRESENT[0], PRESENT[1].model_copy(update={"email": "chris.chair"}))},
            "a whole e-mail address",
            "attendees.1.email",
        ),
        ({"appointment_agreed": False}, "agrees the appointment", "appointment_agreed"),
        ({"photograph_present": False}, "photograph", "photograph_reason"),
    ],
)
def test_what_the_initial_meeting_needs(changed: dict[str, Any], refusal: str, field: str) -> None:
    CASE_SPEC.given(*WITH_CHAIR).when(initial_meeting(**changed), by=PANEL_CHAIR, on=story.INITIAL).refused(
        refusal, field=field
    )


@pytest.mark.rule("P-06", "Q-01")
def test_an_address_that_is_none_is_not_kept_of_a_further_meeting_either() -> None:
    present = (*PRESENT[:2], PRESENT[2].model_copy(update={"email": "pat@probation"}))
    asked = panel_meeting(date(2026, 5, 5), attendees=present)
    CASE_SPEC.given(*story.PANEL_SITTING).when(asked, on=story.LATER).refused(
        "a whole e-mail address", field="attendees.2.email"
    )


@pytest.mark.rule("P-03")
def test_the_initial_meeting_needs_a_decision_and_a_chair() -> None:
    CASE_SPEC.given(*story.DECIDING).when(initial_meeting(), on=story.INITIAL).refused("not yet decided to proceed")
    CASE_SPEC.given(*story.PROCEEDING).when(initial_meeting(), on=story.INITIAL).refused("Commission a chair first")


@pytest.mark.rule("P-07")
def test_an_absent_photograph_is_explained() -> None:
    asked = initial_meeting(photograph_present=False, photograph_reason="The family preferred that it was not.")
    CASE_SPEC.given(*WITH_CHAIR).when(asked, on=story.INITIAL).then_kinds(e.InitialMeetingHeld)
    CASE_SPEC.given(*story.PANEL_SITTING).when(
        panel_meeting(date(2026, 5, 5), photograph_present=False), on=story.LATER
    ).refused("photograph", field="photograph_reason")


@pytest.mark.rule("P-06")
def test_further_meetings_are_numbered_and_members_keep_their_ids() -> None:
    spec = CASE_SPEC.given(*WITH_CHAIR).when(initial_meeting(), on=story.INITIAL).and_then
    before = {member.name: member.member_id for member in spec.state.panel.members}
    for day in (date(2026, 5, 5), date(2026, 6, 30)):
        spec = spec.when(panel_meeting(day), on=story.LATER).twice_changes_nothing().and_then
    panel = spec.state.panel
    assert [meeting.number for meeting in panel.meetings] == [2, 3]
    assert {member.name: member.member_id for member in panel.members} == before


@pytest.mark.rule("P-06")
def test_a_further_meeting_comes_after_the_last() -> None:
    CASE_SPEC.given(*story.PANEL_SITTING, story.second).when(panel_meeting(date(2026, 5, 4)), on=story.LATER).refused(
        "before the panel's last meeting", field="held_on"
    )
    CASE_SPEC.given(*story.PROCEEDING).when(panel_meeting(date(2026, 5, 4)), on=story.LATER).refused("initial panel")


def step(number: int, day: date) -> RecordStep:
    return RecordStep(case_id=story.CASE_ID, step=number, done_on=day, note="By letter.")


@pytest.mark.rule("P-01", "F-01", "I-05", "I-06")
@pytest.mark.parametrize("number", [4, 5, 7, 10, 12, 14, 16])
def test_steps_that_nothing_else_shows_are_recorded_by_a_person(number: int) -> None:
    spec = CASE_SPEC.given(*story.PROCEEDING)
    spec.when(step(number, story.DECIDED), on=story.LATER).then(
        e.StepRecorded(step=number, done_on=story.DECIDED, note="By letter.")
    ).twice_changes_nothing()
    spec.when(step(number, story.day_before(story.DECIDED)), on=story.LATER).refused("before the decision")
