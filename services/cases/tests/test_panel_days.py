"""On which days may what the panel does be dated, and what is kept of it (rules P, I, F, O)?"""

from datetime import date
from typing import Any

import pytest
from cases.domain import events as e
from cases.domain.case import CASE
from shared.contracts.cases.commands import (
    AcceptImr,
    AddReportVersion,
    NameImrAuthor,
    RecordFamilyReading,
    RecordInitialMeeting,
    RecordPanelMeeting,
    RequestImr,
    ReturnImr,
    ShareDraftWithFamily,
    SubmitImr,
)
from shared.contracts.cases.states import ImrState
from shared.contracts.cases.values import Attendee, AttendeeRole
from shared.testing.spec import Outcome, Spec, some_id

from . import story
from .test_panel import PRESENT, WITH_CHAIR, initial_meeting, panel_meeting

TODAY = date(2026, 6, 15)
TOMORROW = story.day_after(TODAY)
SITTING = Spec(CASE).given(*story.PANEL_SITTING)
OF = {"case_id": story.CASE_ID}
OF_IMR = {**OF, "imr_id": story.IMR_ID}
requested = e.ImrRequested(
    imr_id=story.IMR_ID, agency="Probation Service", requested_on=date(2026, 4, 1), due_on=date(2026, 5, 29)
)
named = e.ImrAuthorNamed(imr_id=story.IMR_ID, author="Ann Author")
handed_in = e.ImrSubmitted(
    imr_id=story.IMR_ID, submitted_on=date(2026, 5, 20), signed_off_by="Sue Senior", signed_off_as="Director"
)
back = e.ImrReturned(imr_id=story.IMR_ID, returned_on=date(2026, 5, 21), reason="Add dates.")
taken = e.ImrAccepted(imr_id=story.IMR_ID, accepted_on=date(2026, 5, 27))


def decided(outcome: Outcome[Any, Any, Any], refusal: str | None, field: str, *events: Any) -> None:
    if refusal:
        outcome.refused(refusal, field=field)
    else:
        outcome.then(*events).twice_changes_nothing()


# The IMRs


def request(day: date = date(2026, 4, 1), due: date = date(2026, 5, 29)) -> RequestImr:
    return RequestImr(**OF_IMR, agency="Probation Service", requested_on=day, due_on=due)


def author(name: str = "Ann Author", *, not_involved: bool = True, not_line_manager: bool = True) -> NameImrAuthor:
    return NameImrAuthor(**OF_IMR, author=name, not_involved=not_involved, not_line_manager=not_line_manager)


def submit(day: date, by: str = "Sue Senior") -> SubmitImr:
    return SubmitImr(**OF_IMR, submitted_on=day, signed_off_by=by, signed_off_as="Director")


@pytest.mark.rule("I-01")
@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (story.day_before(story.INITIAL), "before the initial panel meeting"),
        (story.INITIAL, None),
        (TODAY, None),
        (TOMORROW, "in the future"),
    ],
)
def test_an_imr_is_requested_between_the_initial_meeting_and_today(day: date, refusal: str | None) -> None:
    event = requested.model_copy(update={"requested_on": day, "due_on": story.LATER})
    decided(SITTING.when(request(day, story.LATER), on=TODAY), refusal, "requested_on", event)


@pytest.mark.rule("I-01")
@pytest.mark.parametrize(
    ("due", "refusal"), [(date(2026, 3, 31), "before the day of the request"), (date(2026, 4, 1), None)]
)
def test_an_imr_is_not_due_before_it_is_requested(due: date, refusal: str | None) -> None:
    event = requested.model_copy(update={"due_on": due})
    decided(SITTING.when(request(due=due), on=TODAY), refusal, "due_on", event)


@pytest.mark.rule("I-01")
def test_each_agency_has_one_imr_and_each_imr_a_life_of_its_own() -> None:
    other = RequestImr(
        case_id=story.CASE_ID,
        imr_id=some_id("other"),
        agency="NHS England",
        requested_on=date(2026, 4, 2),
        due_on=date(2026, 5, 30),
    )
    both = SITTING.given(requested, named, handed_in).when(other, on=TODAY).and_then
    both.when(request(), on=TODAY).nothing()
    first, second = both.state.imrs[story.IMR_ID], both.state.imrs[other.imr_id]
    assert (first.state, first.author, first.submitted_on) == (ImrState.SUBMITTED, "Ann Author", date(2026, 5, 20))
    assert (second.state, second.agency, second.author) == (ImrState.REQUESTED, "NHS England", None)
    assert (second.requested_on, second.due_on, second.submitted_on) == (date(2026, 4, 2), date(2026, 5, 30), None)


@pytest.mark.rule("I-02")
def test_the_author_can_be_changed_until_the_imr_is_submitted() -> None:
    first = SITTING.given(requested).when(author(), on=TODAY).then(named).and_then
    first.when(author(), on=TODAY).nothing()
    first.when(author("Bob Author"), on=TODAY).then(e.ImrAuthorNamed(imr_id=story.IMR_ID, author="Bob Author"))
    for wrong in (author(not_involved=False), author(not_line_manager=False)):
        field = "not_line_manager" if wrong.not_involved else "not_involved"
        first.when(wrong, on=TODAY).refused("Ask the agency to name another author", field=field)
    for written in ((handed_in,), (handed_in, back), (handed_in, taken)):
        first.given(*written).when(author("Bob Author"), on=TODAY).refused("because the IMR has been submitted")


@pytest.mark.rule("I-03")
@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (date(2026, 3, 31), "before the day of the request"),
        (date(2026, 4, 1), None),
        (TODAY, None),
        (TOMORROW, "in the future"),
    ],
)
def test_an_imr_is_submitted_between_its_request_and_today(day: date, refusal: str | None) -> None:
    event = handed_in.model_copy(update={"submitted_on": day})
    decided(SITTING.given(requested, named).when(submit(day), on=TODAY), refusal, "submitted_on", event)


@pytest.mark.rule("I-01", "I-03")
def test_an_imr_that_was_returned_is_submitted_again_and_one_that_was_accepted_is_not() -> None:
    written = SITTING.given(requested, named, handed_in)
    written.when(submit(date(2026, 5, 20)), on=TODAY).nothing()
    written.when(submit(date(2026, 5, 21)), on=TODAY).then_kinds(e.ImrSubmitted)
    returned = written.given(back)
    assert returned.state.imrs[story.IMR_ID].state is ImrState.RETURNED
    returned.when(submit(date(2026, 5, 20)), on=TODAY).then_kinds(e.ImrSubmitted)
    written.given(taken).when(submit(date(2026, 5, 28)), on=TODAY).refused("has accepted this IMR")
    SITTING.given(requested, handed_in).when(submit(TODAY), on=TODAY).refused("Name the author first")


@pytest.mark.rule("I-01")
def test_an_imr_is_returned_with_its_day_and_reason() -> None:
    asked = ReturnImr(**OF_IMR, returned_on=date(2026, 5, 21), reason="Add dates.")
    written = SITTING.given(requested, named, handed_in)
    written.when(asked, on=date(2026, 5, 20)).refused("in the future", field="returned_on")
    written.when(asked, on=date(2026, 5, 21)).then(back).twice_changes_nothing()
    written.given(taken).when(asked, on=TODAY).refused("Only an IMR that was submitted")


@pytest.mark.rule("I-04")
@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (date(2026, 5, 19), "before the IMR was submitted"),
        (date(2026, 5, 20), None),
        (TODAY, None),
        (TOMORROW, "in the future"),
    ],
)
def test_an_imr_is_accepted_between_its_submission_and_today(day: date, refusal: str | None) -> None:
    asked = AcceptImr(**OF_IMR, accepted_on=day, quality_assured=True)
    event = taken.model_copy(update={"accepted_on": day})
    decided(SITTING.given(requested, named, handed_in).when(asked, on=TODAY), refusal, "accepted_on", event)
    SITTING.given(requested, named, handed_in, back).when(asked, on=TODAY).refused("before the panel accepts it")


@pytest.mark.rule("I-01")
@pytest.mark.parametrize(
    "command",
    [
        request(),
        author(),
        submit(TODAY),
        ReturnImr(**OF_IMR, returned_on=TODAY, reason="Add dates."),
        AcceptImr(**OF_IMR, accepted_on=TODAY, quality_assured=True),
    ],
    ids=lambda one: type(one).__name__,
)
def test_there_is_no_imr_without_a_review(command: Any) -> None:
    Spec(CASE).given(*story.DECIDING).when(command, on=TODAY).refused("not yet decided to proceed")


# The meetings


@pytest.mark.rule("P-02", "P-03")
def test_what_is_kept_of_the_initial_meeting() -> None:
    pat = Attendee(
        name="Pat Probation",
        role=AttendeeRole.AGENCY_MEMBER,
        agency="Probation Service",
        email="pat@probation.example",
        confidentiality_signed=True,
    )
    asked = initial_meeting(attendees=(*PRESENT[:2], pat), photograph_present=False, photograph_reason="Not wished.")
    (event,) = Spec(CASE).given(*WITH_CHAIR).when(asked, on=story.INITIAL).events
    assert isinstance(event, e.InitialMeetingHeld)
    kept = asked.model_dump(exclude={"case_id", "attendees"})
    assert event.model_dump(exclude={"present"}) == kept
    assert [one.model_dump(exclude={"member_id"}) for one in event.present] == [
        one.model_dump() for one in asked.attendees
    ]
    panel = Spec(CASE).given(*WITH_CHAIR, event).state.panel
    assert (panel.initial, panel.last_met) == (event, story.INITIAL)


@pytest.mark.rule("P-02")
@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (story.day_before(story.DECIDED), "before the decision to proceed"),
        (story.DECIDED, None),
        (story.INITIAL, None),
        (story.day_after(story.INITIAL), "in the future"),
    ],
)
def test_the_initial_meeting_was_held_after_the_decision(day: date, refusal: str | None) -> None:
    held = Spec(CASE).given(*WITH_CHAIR).when(initial_meeting(held_on=day), on=story.INITIAL)
    if refusal:
        held.refused(refusal, field="held_on")
    else:
        held.then_kinds(e.InitialMeetingHeld).twice_changes_nothing()


@pytest.mark.rule("P-02", "P-06")
def test_there_is_one_initial_meeting() -> None:
    SITTING.when(initial_meeting(), on=TODAY).nothing()
    SITTING.when(initial_meeting(held_on=TODAY), on=TODAY).refused("Record this one as a further meeting")


@pytest.mark.rule("P-03")
@pytest.mark.parametrize(("unsigned", "people"), [(1, "One person has"), (2, "2 people have")])
def test_everybody_at_the_initial_meeting_has_signed(unsigned: int, people: str) -> None:
    late = tuple(
        Attendee(name=f"Guest {number}", role=AttendeeRole.AGENCY_MEMBER, confidentiality_signed=False)
        for number in range(unsigned)
    )
    asked: RecordInitialMeeting = initial_meeting(attendees=(*PRESENT, *late))
    Spec(CASE).given(*WITH_CHAIR).when(asked, on=story.INITIAL).refused(
        f"{people} not yet signed the", field="attendees"
    )


@pytest.mark.rule("P-06", "P-07")
@pytest.mark.parametrize(
    ("asked", "refusal", "field"),
    [
        (panel_meeting(TOMORROW), "in the future", "held_on"),
        (panel_meeting(story.day_before(story.INITIAL)), "before the panel's last meeting", "held_on"),
        (panel_meeting(story.INITIAL), "The initial panel meeting was held on this day", "held_on"),
        (panel_meeting(TODAY, attendees=PRESENT[:1]), "do not include the panel chair", "attendees"),
        (panel_meeting(TODAY, photograph_present=False), "photograph", "photograph_reason"),
    ],
)
def test_what_a_further_meeting_needs(asked: RecordPanelMeeting, refusal: str, field: str) -> None:
    SITTING.when(asked, on=TODAY).refused(refusal, field=field)


@pytest.mark.rule("P-06", "Q-01")
def test_what_is_kept_of_a_further_meeting_and_of_those_who_came() -> None:
    """Known by name and agency; an e-mail address stays until there is another."""
    pat = {"name": "Pat Probation", "role": AttendeeRole.AGENCY_MEMBER, "confidentiality_signed": True}
    first = Attendee(**pat, agency="Probation Service", email="pat@old.example")
    silent = Attendee(**pat, agency="Probation Service")
    namesake = Attendee(**pat, agency="NHS England")
    may, june = date(2026, 5, 5), date(2026, 6, 1)
    one = SITTING.when(panel_meeting(may, attendees=(*PRESENT[:2], first)), on=TODAY).and_then
    outcome = one.when(panel_meeting(june, attendees=(*PRESENT[:2], silent, namesake)), on=TODAY)
    (event,) = outcome.events
    assert isinstance(event, e.PanelMeetingHeld)
    assert (event.number, event.held_on, event.discussed, event.photograph_present) == (3, june, "Drafts.", True)
    panel = outcome.and_then.state.panel
    assert [(meeting.number, meeting.held_on, meeting.present) for meeting in panel.meetings] == [
        (2, may, 3),
        (3, june, 4),
    ]
    assert panel.last_met == june
    probation, nhs = (who for who in panel.members if who.name == "Pat Probation")
    assert (probation.member_id, probation.email) == (story.initial.present[2].member_id, "pat@old.example")
    assert nhs.email is None
    assert len({who.member_id for who in panel.members}) == len(panel.members)
    outcome.and_then.when(panel_meeting(may), on=TODAY).nothing()
    outcome.and_then.when(panel_meeting(june), on=TODAY).nothing()


# The family and the versions


def share(day: date, until: date = story.LATER, version: str = "1") -> ShareDraftWithFamily:
    return ShareDraftWithFamily(**OF, report_version=version, shared_on=day, read_by=until)


@pytest.mark.rule("C-04", "F-03")
@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (story.day_before(story.VERSION_DAY), "before the version was added"),
        (story.VERSION_DAY, None),
        (TODAY, None),
        (TOMORROW, "in the future"),
    ],
)
def test_a_draft_is_shared_between_its_version_and_today(day: date, refusal: str | None) -> None:
    event = e.DraftSharedWithFamily(report_version="1", shared_on=day, read_by=story.LATER)
    decided(SITTING.given(story.version).when(share(day), on=TODAY), refusal, "shared_on", event)


@pytest.mark.rule("C-04")
def test_another_draft_or_another_day_begins_the_reading_anew() -> None:
    drafted = Spec(CASE).given(*story.DRAFTED, story.family_read)
    assert drafted.state.family.finished
    drafted.when(share(story.SHARED, story.READ_BY), on=TODAY).nothing()
    longer = drafted.when(share(story.SHARED, story.LATER), on=TODAY).then_kinds(e.DraftSharedWithFamily)
    assert longer.and_then.state.family.finished is False
    drafted.when(share(TODAY, version="2"), on=TODAY).refused("no report version of this name", field="report_version")


@pytest.mark.rule("O-04", "F-09")
def test_what_is_kept_of_the_familys_reading() -> None:
    asked = RecordFamilyReading(**OF, declined=False, finished_on=story.READ_BY, comments="She loved the sea.")
    drafted = Spec(CASE).given(*story.DRAFTED)
    drafted.when(asked, on=story.READ_BY).then(
        e.FamilyReadingFinished(declined=False, finished_on=story.READ_BY, comments="She loved the sea.")
    )
    drafted.when(asked, on=story.day_before(story.READ_BY)).refused("in the future", field="finished_on")
    not_shared = SITTING.given(story.version)
    not_shared.when(asked, on=story.LATER).refused("The draft has not been shared with the family")
    declined = asked.model_copy(update={"declined": True})
    changed = not_shared.when(declined, on=story.LATER).then_kinds(e.FamilyReadingFinished).and_then
    assert changed.state.family.declined
    drafted.given(story.family_read).when(declined, on=story.LATER).then_kinds(e.FamilyReadingFinished)


@pytest.mark.rule("O-01")
@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (story.day_before(story.INITIAL), "before the initial panel meeting"),
        (story.INITIAL, None),
        (TODAY, None),
        (TOMORROW, "in the future"),
    ],
)
def test_a_version_is_added_between_the_initial_meeting_and_today(day: date, refusal: str | None) -> None:
    asked = AddReportVersion(**OF, report_version="2", author="Chris Chair", added_on=day, note="For the panel.")
    event = e.ReportVersionAdded(report_version="2", author="Chris Chair", added_on=day, note="For the panel.")
    decided(SITTING.when(asked, on=TODAY), refusal, "added_on", event)
