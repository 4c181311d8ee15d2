"""The steps of the guide: what a person records, and by when each is due (rules P-01, P-02, F-01, I-05, I-06)."""

from datetime import date

import pytest
from cases.domain import events as e
from cases.domain.case import CASE
from cases.domain.milestones import Milestones, reach, stage
from cases.domain.task_list import task_list
from shared.contracts.cases import facts
from shared.contracts.cases.answers import Step
from shared.contracts.cases.commands import RecordStep
from shared.contracts.cases.states import CaseStage, StepOwner, StepSection, StepState
from shared.testing.spec import Spec

from . import story

requested = e.ImrRequested(imr_id=story.IMR_ID, agency="NHS England", requested_on=story.INITIAL, due_on=story.LATER)
AT_WORK = (*story.PANEL_SITTING, requested)
DAY = date(2026, 4, 10)


def step(number: int, *events: e.CaseEvent, today: date = story.INITIAL) -> Step:
    reached = Milestones()
    for event in events:
        reached = reach(reached, event)
    return task_list(reached, today)[number - 1]


def record(number: int, day: date = DAY) -> RecordStep:
    return RecordStep(case_id=story.CASE_ID, step=number, done_on=day, note="By letter.")


# What a person records


@pytest.mark.parametrize(
    ("number", "owner", "opens_with", "before"),
    [
        pytest.param(4, StepOwner.TEAM, story.PROCEEDING, story.DECIDING, marks=pytest.mark.rule("P-02")),
        pytest.param(5, StepOwner.TEAM, story.PROCEEDING, story.DECIDING, marks=pytest.mark.rule("P-01")),
        pytest.param(
            7,
            StepOwner.CSP_CHAIR,
            (*story.PROCEEDING, story.chair),
            story.PROCEEDING,
            marks=pytest.mark.rule("F-01"),
        ),
        pytest.param(10, StepOwner.AGENCY_LEADS, story.PROCEEDING, story.DECIDING, marks=pytest.mark.rule("P-01")),
        pytest.param(
            12,
            StepOwner.PANEL,
            story.PANEL_SITTING,
            (*story.PROCEEDING, story.chair),
            marks=pytest.mark.rule("F-01"),
        ),
        pytest.param(14, StepOwner.PANEL_CHAIR, AT_WORK, story.PANEL_SITTING, marks=pytest.mark.rule("I-05")),
        pytest.param(
            16,
            StepOwner.TEAM,
            story.PANEL_SITTING,
            (*story.PROCEEDING, story.chair),
            marks=pytest.mark.rule("I-06"),
        ),
    ],
)
def test_a_step_that_a_person_records_is_done_with_its_day(
    number: int, owner: StepOwner, opens_with: tuple[e.CaseEvent, ...], before: tuple[e.CaseEvent, ...]
) -> None:
    early, ready = step(number, *before), step(number, *opens_with)
    assert (early.state, early.action) == (StepState.CANNOT_START, None)
    if number != 4:  # the meeting that was held had its date
        assert (ready.state, ready.owner, ready.action) == (StepState.NOT_STARTED, owner, "RecordStep")
    outcome = Spec(CASE).given(*opens_with).when(record(number), on=DAY)
    outcome.then(e.StepRecorded(step=number, done_on=DAY, note="By letter.")).twice_changes_nothing()
    done = step(number, *opens_with, *outcome.events)
    assert (done.state, done.action) == (StepState.COMPLETED, None)
    others = [one for one in range(1, 22) if one != number]
    assert [step(one, *opens_with, *outcome.events) for one in others] == [step(one, *opens_with) for one in others]


@pytest.mark.rule("P-01", "F-01", "I-05", "I-06")
@pytest.mark.parametrize("number", [4, 5, 7, 10, 12, 14, 16])
def test_the_day_of_a_step_lies_between_the_decision_and_today_and_stays(number: int) -> None:
    spec = Spec(CASE).given(*AT_WORK)
    spec.when(record(number, story.day_before(story.DECIDED)), on=DAY).refused("before the decision", field="done_on")
    spec.when(record(number, story.DECIDED), on=DAY).then_kinds(e.StepRecorded)
    spec.when(record(number, DAY), on=DAY).then_kinds(e.StepRecorded)
    spec.when(record(number, story.day_after(DAY)), on=DAY).refused("in the future", field="done_on")
    done = spec.when(record(number, DAY), on=DAY).and_then
    done.when(record(number, story.DECIDED), on=DAY).refused("was recorded as done on 10 April 2026")
    Spec(CASE).given(*story.DECIDING).when(record(number), on=DAY).refused("not yet decided to proceed")


@pytest.mark.parametrize("number", [number for number in range(1, 22) if number not in {4, 5, 7, 10, 12, 14, 16}])
def test_a_step_that_the_record_shows_is_not_ticked_by_hand(number: int) -> None:
    with pytest.raises(ValueError, match="step"):
        record(number)


@pytest.mark.rule("F-01")
def test_the_formal_letter_alone_tells_that_the_family_was_offered_to_take_part() -> None:
    for number in (4, 5, 7, 10, 14, 16):
        assert story.told((*AT_WORK, e.StepRecorded(step=number, done_on=DAY, note="By letter."))) == []
    (offered,) = story.told((*AT_WORK, e.StepRecorded(step=12, done_on=DAY, note="By letter.")))
    assert isinstance(offered, facts.FamilyEngagementOffered)
    assert offered.offered_on == DAY


# By when


@pytest.mark.rule("P-02", "C-01", "C-10")
@pytest.mark.parametrize("number", range(1, 13))
def test_the_first_twelve_steps_are_due_on_the_28th_day(number: int) -> None:
    found = step(number, *story.OPENED)
    assert (found.number, found.due, found.section) == (number, story.DECISION_DUE, StepSection.SETTING_UP)


@pytest.mark.rule("P-02")
@pytest.mark.parametrize(
    ("today", "state"),
    [
        (story.day_before(story.DECISION_DUE), StepState.NOT_STARTED),
        (story.DECISION_DUE, StepState.NOT_STARTED),
        (story.day_after(story.DECISION_DUE), StepState.OVERDUE),
    ],
)
def test_the_initial_meeting_is_late_after_the_28th_day(today: date, state: StepState) -> None:
    with_chair = (*story.PROCEEDING, story.chair)
    assert step(11, *with_chair, today=today).state is state
    assert step(11, *with_chair, today=today).action == "RecordInitialMeeting"
    assert step(11, *with_chair, story.initial, today=today).state is StepState.COMPLETED
    assert step(11, *story.PROCEEDING, today=today).state is StepState.CANNOT_START


@pytest.mark.rule("C-02", "C-10")
@pytest.mark.parametrize(("number", "due"), [(13, True), (14, True), (15, True), (16, True), (17, False), (18, False)])
def test_the_work_of_the_panel_is_due_with_the_report(number: int, due: bool) -> None:
    found = step(number, *AT_WORK)
    assert (found.due, found.section) == (story.REPORT_DUE if due else None, StepSection.CONCLUDING)
    longer = e.ExtensionAgreed(old_due=story.REPORT_DUE, new_due=story.LATER, agreed_on=DAY, reason="The trial.")
    assert step(number, *AT_WORK, longer).due == (story.LATER if due else None)


# From step to step


@pytest.mark.rule("D-04", "D-05", "D-06")
def test_what_takes_the_first_steps_on() -> None:
    views = tuple(
        e.ViewGiven(post=post, met=True, comment="Met.", given_on=story.DECIDED)
        for post in ("CSP Chair", "Sub-Group Chair", "DCI of Safeguarding Command", "Partnership's Manager")
    )
    opened = story.OPENED

    def second(*events: e.CaseEvent) -> tuple[StepState, str | None]:
        found = step(2, *opened, *events)
        return found.state, found.action

    assert second() == (StepState.NOT_STARTED, "AssessCriteria")
    assert second(views[0]) == (StepState.IN_PROGRESS, "AssessCriteria")
    assert second(*views) == (StepState.IN_PROGRESS, "AssessCriteria")
    assert second(story.assessed) == (StepState.IN_PROGRESS, "GiveView")
    assert second(story.assessed, *views[:3]) == (StepState.IN_PROGRESS, "GiveView")
    assert second(story.assessed, *views[:3], views[0]) == (StepState.IN_PROGRESS, "GiveView")
    assert second(story.assessed, *views) == (StepState.COMPLETED, None)
    assert second(story.assessed, views[0], story.preliminary, story.decided) == (StepState.COMPLETED, None)

    def third(*events: e.CaseEvent) -> tuple[StepState, StepOwner, str | None]:
        found = step(3, *opened, *events)
        return found.state, found.owner, found.action

    assert third() == (StepState.NOT_STARTED, StepOwner.TEAM, "InviteAgencies")
    assert third(story.invited) == (StepState.WAITING, StepOwner.TEAM, "RecordPreliminaryMeeting")
    held = third(story.invited, story.preliminary)
    assert held == (StepState.IN_PROGRESS, StepOwner.CSP_CHAIR, "RecordDecision")
    assert third(story.preliminary, story.decided) == (StepState.COMPLETED, StepOwner.CSP_CHAIR, None)


@pytest.mark.rule("H-06", "P-06", "O-03", "S-01", "S-02", "S-03")
@pytest.mark.parametrize(
    ("number", "events", "state", "action"),
    [
        (6, story.DECIDING, StepState.CANNOT_START, None),
        (6, story.PROCEEDING, StepState.NOT_STARTED, "CommissionChair"),
        (6, (*story.PROCEEDING, story.chair), StepState.COMPLETED, None),
        (13, story.PROCEEDING, StepState.CANNOT_START, None),
        (13, story.PANEL_SITTING, StepState.NOT_STARTED, "RequestImr"),
        (13, AT_WORK, StepState.WAITING, "SubmitImr"),
        (15, story.PROCEEDING, StepState.CANNOT_START, None),
        (15, story.PANEL_SITTING, StepState.NOT_STARTED, "RecordPanelMeeting"),
        (15, (*story.PANEL_SITTING, story.second), StepState.IN_PROGRESS, "RecordPanelMeeting"),
        (15, (*story.PANEL_SITTING, story.second, story.third), StepState.COMPLETED, None),
        (17, story.PROCEEDING, StepState.CANNOT_START, None),
        (17, story.PANEL_SITTING, StepState.IN_PROGRESS, "ShareDraftWithFamily"),
        (17, story.DRAFTED, StepState.IN_PROGRESS, "RecordFamilyReading"),
        (17, (*story.APPROVED, story.published), StepState.COMPLETED, None),
        (18, story.DECIDING, StepState.CANNOT_START, None),
        (18, story.PROCEEDING, StepState.IN_PROGRESS, "RecordQuarterlyUpdate"),
        (18, (*story.APPROVED, e.CaseClosed(closed_on=story.LATER)), StepState.COMPLETED, None),
        (19, story.PROCEEDING, StepState.CANNOT_START, None),
        (19, story.PANEL_SITTING, StepState.NOT_STARTED, "AddReportVersion"),
        (19, story.DRAFTED, StepState.IN_PROGRESS, "AgreeReport"),
        (19, (*story.READY_TO_AGREE, *story.agreements[:2]), StepState.IN_PROGRESS, "AgreeReport"),
        (19, story.AGREED, StepState.COMPLETED, None),
        (20, (*story.READY_TO_AGREE, *story.agreements[:2]), StepState.CANNOT_START, None),
        (20, story.AGREED, StepState.NOT_STARTED, "SubmitReport"),
        (20, story.SUBMITTED, StepState.WAITING, "RecordOutcome"),
        (20, (*story.SUBMITTED, story.sent_back), StepState.CANNOT_START, None),
        (20, story.APPROVED, StepState.COMPLETED, None),
        (20, (*story.DECIDING, story.not_proceeding), StepState.NOT_APPLICABLE, None),
        (21, story.SUBMITTED, StepState.CANNOT_START, None),
        (21, story.APPROVED, StepState.NOT_STARTED, "PublishReport"),
        (21, (*story.APPROVED, story.published), StepState.COMPLETED, None),
    ],
)
def test_what_takes_a_step_on(
    number: int, events: tuple[e.CaseEvent, ...], state: StepState, action: str | None
) -> None:
    found = step(number, *events)
    assert (found.state, found.action) == (state, action)


@pytest.mark.rule("S-02")
@pytest.mark.parametrize(
    ("events", "reached"),
    [
        (story.OPENED, CaseStage.NOTIFIED),
        ((*story.OPENED, story.assessed), CaseStage.DECIDING),
        ((*story.DECIDING, story.not_proceeding), CaseStage.NO_REVIEW),
        (
            (*story.DECIDING, story.not_proceeding, e.DecisionReopened(reason="New.", reopened_on=story.LATER)),
            CaseStage.DECIDING,
        ),
        (story.PROCEEDING, CaseStage.SETTING_UP),
        (story.PANEL_SITTING, CaseStage.PANEL),
        (story.SUBMITTED, CaseStage.HOME_OFFICE),
        ((*story.SUBMITTED, story.sent_back), CaseStage.PANEL),
        (story.APPROVED, CaseStage.APPROVED),
        ((*story.APPROVED, story.published), CaseStage.ACTIONS_OPEN),
        ((*story.APPROVED, story.published, e.CaseClosed(closed_on=story.LATER)), CaseStage.CLOSED),
    ],
)
def test_the_stage_follows_from_the_facts(events: tuple[e.CaseEvent, ...], reached: CaseStage) -> None:
    milestones = Milestones()
    for event in events:
        milestones = reach(milestones, event)
    assert stage(milestones) is reached


@pytest.mark.rule("B-08")
@pytest.mark.parametrize(("published", "reached"), [(True, CaseStage.PUBLISHED), (False, CaseStage.SETTING_UP)])
def test_a_review_that_was_taken_over_is_published_or_goes_on(published: bool, reached: CaseStage) -> None:
    taken = e.ReviewImported(
        reference="DHR-2019-001",
        csp="Watford",
        death_month="2019-07",
        category="familial abuse",
        murder_suicide=False,
        victims=1,
        perpetrator_deaths=0,
        children=0,
        published=published,
    )
    assert stage(reach(Milestones(), taken)) is reached
