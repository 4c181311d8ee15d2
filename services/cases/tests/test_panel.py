"""The chair, the panel's meetings and the IMRs (rules P, I, H-06)."""

from datetime import date
from typing import Any

import pytest
from cases.domain import events as e
from cases.domain.case import CASE
from shared.contracts.cases.commands import (
    AcceptImr,
    NameImrAuthor,
    NoteChairCommissioned,
    RecordInitialMeeting,
    RecordPanelMeeting,
    RecordStep,
    RequestImr,
    ReturnImr,
    SubmitImr,
)
from shared.contracts.cases.values import Attendee, AttendeeRole
from shared.testing import PANEL_CHAIR, SYSTEM, Spec, some_id

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


@pytest.mark.rule("P-02", "P-03")
def test_the_initial_meeting_records_its_agenda_with_content() -> None:
    held = CASE_SPEC.given(*WITH_CHAIR).when(initial_meeting(), by=PANEL_CHAIR, on=story.INITIAL)
    held.then_kinds(e.InitialMeetingHeld).twice_changes_nothing()
    panel = held.and_then.state.panel
    assert panel.terms_of_reference == "From January 2024 to the day of the death."
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
            "not yet signed by one person",
            "attendees",
        ),
        ({"appointment_agreed": False}, "agrees the appointment", "appointment_agreed"),
        ({"photograph_present": False}, "photograph", "photograph_reason"),
    ],
)
def test_what_the_initial_meeting_needs(changed: dict[str, Any], refusal: str, field: str) -> None:
    CASE_SPEC.given(*WITH_CHAIR).when(initial_meeting(**changed), by=PANEL_CHAIR, on=story.INITIAL).refused(
        refusal, field=field
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
    assert [number for number, _, _ in panel.meetings] == [2, 3]
    assert {member.name: member.member_id for member in panel.members} == before


@pytest.mark.rule("P-06")
def test_a_further_meeting_comes_after_the_last() -> None:
    CASE_SPEC.given(*story.PANEL_SITTING, story.second).when(panel_meeting(date(2026, 5, 4)), on=story.LATER).refused(
        "before the panel's last meeting", field="held_on"
    )
    CASE_SPEC.given(*story.PROCEEDING).when(panel_meeting(date(2026, 5, 4)), on=story.LATER).refused("initial panel")


def step(number: int, day: date) -> RecordStep:
    return RecordStep(case_id=story.CASE_ID, step=number, done_on=day, note="By letter.")  # type: ignore[arg-type]


@pytest.mark.rule("P-01", "F-01", "I-05", "I-06")
@pytest.mark.parametrize("number", [4, 5, 7, 10, 12, 14, 16])
def test_steps_that_nothing_else_shows_are_recorded_by_a_person(number: int) -> None:
    spec = CASE_SPEC.given(*story.PROCEEDING)
    spec.when(step(number, story.DECIDED), on=story.LATER).then(
        e.StepRecorded(step=number, done_on=story.DECIDED, note="By letter.")
    ).twice_changes_nothing()
    spec.when(step(number, story.day_before(story.DECIDED)), on=story.LATER).refused("before the decision")


# Individual Management Reviews


def request() -> RequestImr:
    return RequestImr(
        case_id=story.CASE_ID,
        imr_id=story.IMR_ID,
        agency="Probation Service",
        requested_on=date(2026, 4, 1),
        due_on=date(2026, 5, 29),
    )


def name_author(*, not_involved: bool = True, not_line_manager: bool = True) -> NameImrAuthor:
    return NameImrAuthor(
        case_id=story.CASE_ID,
        imr_id=story.IMR_ID,
        author="Ann Author",
        not_involved=not_involved,
        not_line_manager=not_line_manager,
    )


def submit(by: str = "Sue Senior", day: date = date(2026, 5, 20)) -> SubmitImr:
    return SubmitImr(
        case_id=story.CASE_ID, imr_id=story.IMR_ID, submitted_on=day, signed_off_by=by, signed_off_as="Director"
    )


def accept(*, assured: bool = True, day: date = date(2026, 5, 27)) -> AcceptImr:
    return AcceptImr(case_id=story.CASE_ID, imr_id=story.IMR_ID, accepted_on=day, quality_assured=assured)


@pytest.mark.rule("I-01", "I-02", "I-03", "I-04")
def test_an_imr_goes_from_request_to_acceptance() -> None:
    spec = CASE_SPEC.given(*story.PANEL_SITTING)
    for command, state in (
        (request(), "requested"),
        (name_author(), "author named"),
        (submit(), "submitted"),
        (
            ReturnImr(case_id=story.CASE_ID, imr_id=story.IMR_ID, returned_on=date(2026, 5, 21), reason="Add dates."),
            "returned for revision",
        ),
        (submit(day=date(2026, 5, 26)), "submitted"),
        (accept(), "accepted by the panel"),
    ):
        spec = spec.when(command, by=PANEL_CHAIR, on=story.LATER).twice_changes_nothing().and_then
        assert spec.state.imrs[story.IMR_ID].state == state
    spec.when(submit(day=date(2026, 5, 28)), on=story.LATER).refused("has accepted this IMR")


@pytest.mark.rule("I-02")
@pytest.mark.parametrize(
    ("not_involved", "not_line_manager", "field"),
    [(False, True, "not_involved"), (True, False, "not_line_manager"), (False, False, "not_involved")],
)
def test_an_author_without_both_declarations_is_refused(not_involved: bool, not_line_manager: bool, field: str) -> None:
    spec = CASE_SPEC.given(*story.PANEL_SITTING).when(request(), on=story.LATER).and_then
    spec.when(name_author(not_involved=not_involved, not_line_manager=not_line_manager), on=story.LATER).refused(
        "Ask the agency to name somebody else", field=field
    )


@pytest.mark.rule("I-03")
@pytest.mark.parametrize("by", ["Ann Author", "ann author"])
def test_the_author_does_not_sign_off_their_own_imr(by: str) -> None:
    spec = CASE_SPEC.given(*story.PANEL_SITTING).when(request(), on=story.LATER).and_then
    spec = spec.when(name_author(), on=story.LATER).and_then
    spec.when(submit(by), on=story.LATER).refused("not the author", field="signed_off_by")


@pytest.mark.rule("I-01")
def test_an_imr_follows_its_order() -> None:
    spec = CASE_SPEC.given(*story.PANEL_SITTING)
    spec.when(name_author(), on=story.LATER).refused("was not requested")
    spec = spec.when(request(), on=story.LATER).and_then
    spec.when(submit(), on=story.LATER).refused("Name the author first")
    spec.when(accept(), on=story.LATER).refused("after it was submitted")
    again = request().model_copy(update={"imr_id": some_id("another")})
    spec.when(again, on=story.LATER).refused("requested from Probation Service already", field="agency")
    CASE_SPEC.given(*story.PROCEEDING).when(request(), on=story.LATER).refused("agrees the IMR requirements")


@pytest.mark.rule("I-04")
def test_the_panel_chair_is_satisfied_before_an_imr_is_accepted() -> None:
    spec = CASE_SPEC.given(*story.PANEL_SITTING)
    for command in (request(), name_author(), submit()):
        spec = spec.when(command, on=story.LATER).and_then
    spec.when(accept(assured=False), on=story.LATER).refused("quality-assured", field="quality_assured")
    spec.when(accept(day=date(2026, 5, 19)), on=story.LATER).refused("before the IMR was", field="accepted_on")
    spec.when(accept(day=date(2026, 5, 20)), on=story.LATER).then_kinds(e.ImrAccepted)
