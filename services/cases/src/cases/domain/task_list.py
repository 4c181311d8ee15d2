"""How far has each of the guide's 21 steps come, who takes it on, and by when (G section C and D)?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from shared.contracts.cases.answers import Step
from shared.contracts.cases.states import Awaited, StepOwner, StepSection, StepState, Waiting
from shared.contracts.cases.values import ReportStage
from shared.contracts.notifications.values import Notice, RecipientKind, Stage

from cases.domain.milestones import Milestones

LAST_OF_SETTING_UP = 12
"""The guide's section C ends with this step."""

PART_ONE_GOES_TO = frozenset(
    {
        RecipientKind.CSP_CHAIR,
        RecipientKind.BOARD_CHAIR,
        RecipientKind.SUBGROUP_CHAIR,
        RecipientKind.DCI,
        RecipientKind.MANAGER,
    }
)
"""N-02."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A step before its date is compared with today."""

    number: int
    name: str
    owner: StepOwner
    state: StepState
    due: date | None
    action: str | None = None
    waiting_for: Waiting | None = None


def task_list(reached: Milestones, today: date) -> tuple[Step, ...]:
    """All 21 steps, in the guide's order."""
    return tuple(_dated(step, today) for step in _steps(reached))


def _dated(step: _Draft, today: date) -> Step:
    late = step.state.open and step.due is not None and step.due < today
    return Step(
        number=step.number,
        name=step.name,
        section=StepSection.SETTING_UP if step.number <= LAST_OF_SETTING_UP else StepSection.CONCLUDING,
        state=StepState.OVERDUE if late else step.state,
        waiting_for=step.waiting_for,
        owner=step.owner,
        due=step.due,
        action=step.action if step.state.open else None,
    )


def _steps(m: Milestones) -> Iterator[_Draft]:
    yield from _setting_up(m)
    yield from _concluding(m)


def _setting_up(m: Milestones) -> Iterator[_Draft]:
    by_28 = m.decision_due
    going, met, decided = m.proceed is True, m.initial_on is not None, m.decided_on is not None
    yield _Draft(1, "Send Part 1 of the notification", StepOwner.TEAM, _part_one(m), by_28)
    assessed = m.criterion is not None
    state = StepState.NOT_STARTED
    if assessed or m.views:
        state = StepState.COMPLETED if assessed and (len(m.views) >= 4 or decided) else StepState.IN_PROGRESS
    next_ = "GiveView" if assessed else "AssessCriteria"
    yield _Draft(2, "Establish whether the criteria are met", StepOwner.SUBSTANTIVE, state, by_28, next_)
    yield _preliminary(m)
    state = StepState.COMPLETED if met else _recorded(m, 4, going)
    yield _Draft(4, "Agree a date for the initial panel meeting", StepOwner.TEAM, state, by_28, "RecordStep")
    name = "Ask agencies for panel members, secured files and chronologies"
    yield _Draft(5, name, StepOwner.TEAM, _recorded(m, 5, going), by_28, "RecordStep")
    state = _after(m, going, m.chair is not None)
    name = "Appoint the independent chair and the report writer"
    yield _Draft(6, name, StepOwner.CSP_CHAIR, state, by_28, "CommissionChair")
    name = "Draft the letter of introduction to family and friends"
    yield _Draft(7, name, StepOwner.CSP_CHAIR, _recorded(m, 7, m.chair is not None), by_28, "RecordStep")
    state = _sent(m, Notice.DECISION) if decided else StepState.CANNOT_START
    yield _Draft(8, "Tell the Home Office of the decision", StepOwner.MANAGER, state, by_28)
    bodies = (Notice.CORONER, Notice.ADULTS_BOARD, *((Notice.CHILDRENS_PARTNERSHIP,) if m.children else ()))
    state = _sent(m, *bodies) if decided else StepState.CANNOT_START
    yield _Draft(9, "Tell the coroner and the safeguarding boards", StepOwner.MANAGER, state, by_28)
    name = "Name panel members and return chronologies"
    yield _Draft(10, name, StepOwner.AGENCY_LEADS, _recorded(m, 10, going), by_28, "RecordStep")
    state = _after(m, m.chair is not None, met)
    yield _Draft(11, "Hold the initial panel meeting", StepOwner.PANEL_CHAIR, state, by_28, "RecordInitialMeeting")
    name = "Send the formal letter to family and friends"
    yield _Draft(12, name, StepOwner.PANEL, _recorded(m, 12, met), by_28, "RecordStep")


def _preliminary(m: Milestones) -> _Draft:
    name, by_28 = "Hold the preliminary meeting and decide", m.decision_due
    if m.decided_on is not None:
        return _Draft(3, name, StepOwner.CSP_CHAIR, StepState.COMPLETED, by_28)
    if m.met_on is not None:
        return _Draft(3, name, StepOwner.CSP_CHAIR, StepState.IN_PROGRESS, by_28, "RecordDecision")
    if not m.invited:
        return _Draft(3, name, StepOwner.TEAM, StepState.NOT_STARTED, by_28, "InviteAgencies")
    waiting = Waiting(what=Awaited.PRELIMINARY_MEETING)
    return _Draft(3, name, StepOwner.TEAM, StepState.WAITING, by_28, "RecordPreliminaryMeeting", waiting)


def _concluding(m: Milestones) -> Iterator[_Draft]:
    by_report, met = m.report_due, m.initial_on is not None
    yield _imrs(m)
    state = _recorded(m, 14, bool(m.imrs))
    yield _Draft(14, "Brief the IMR authors", StepOwner.PANEL_CHAIR, state, by_report, "RecordStep")
    state = _after(m, met, m.meetings >= 2, m.meetings == 1)
    yield _Draft(15, "Meet at least twice more", StepOwner.PANEL_CHAIR, state, by_report, "RecordPanelMeeting")
    state = _recorded(m, 16, met)
    yield _Draft(16, "Follow up requests for information", StepOwner.TEAM, state, by_report, "RecordStep")
    state = _after(m, met, m.published_on is not None, True)
    next_ = "RecordFamilyReading" if m.read_by else "ShareDraftWithFamily"
    yield _Draft(17, "Keep family and friends involved", StepOwner.PANEL_CHAIR, state, None, next_)
    state = _after(m, m.proceed is True, m.closed_on is not None, True)
    yield _Draft(18, "Update the board every quarter", StepOwner.PANEL_CHAIR, state, None, "RecordQuarterlyUpdate")
    done = ReportStage.CSP in m.agreed or m.first_submitted_on is not None
    state = _after(m, met, done, bool(m.agreed) or m.versions > 0)
    next_ = "AgreeReport" if m.versions else "AddReportVersion"
    name = "Agree the overview report: panel, Sub-Group, CSP"
    yield _Draft(19, name, StepOwner.PANEL_CHAIR, state, by_report, next_)
    yield _submission(m)
    state = _after(m, m.outcome is not None and m.outcome.approved, m.published_on is not None)
    yield _Draft(21, "Publish the report", StepOwner.CSP_CHAIR, state, None, "PublishReport")


def _imrs(m: Milestones) -> _Draft:
    name, left = "Request the Individual Management Reviews", len(m.imrs) - m.imrs_accepted
    if m.imrs and left > 0:
        waiting = Waiting(what=Awaited.AGENCIES, count=left)
        return _Draft(13, name, StepOwner.TEAM, StepState.WAITING, m.report_due, "SubmitImr", waiting)
    state = _after(m, m.initial_on is not None, bool(m.imrs))
    return _Draft(13, name, StepOwner.TEAM, state, m.report_due, "RequestImr")


def _submission(m: Milestones) -> _Draft:
    name, owner, due = "Submit the report to the Home Office", StepOwner.MANAGER, m.report_due
    if m.submitted_on is not None and m.outcome is None:
        return _Draft(20, name, owner, StepState.WAITING, due, "RecordOutcome", Waiting(what=Awaited.HOME_OFFICE))
    approved = m.outcome is not None and m.outcome.approved
    return _Draft(20, name, owner, _after(m, ReportStage.CSP in m.agreed, approved), due, "SubmitReport")


def _after(m: Milestones, ready: bool, done: bool, doing: bool = False) -> StepState:
    """Not proceeding makes the later steps not applicable."""
    if done:
        return StepState.COMPLETED
    if m.proceed is False:
        return StepState.NOT_APPLICABLE
    if not ready:
        return StepState.CANNOT_START
    return StepState.IN_PROGRESS if doing else StepState.NOT_STARTED


def _recorded(m: Milestones, number: int, ready: bool) -> StepState:
    return _after(m, ready, number in m.recorded)


def _part_one(m: Milestones) -> StepState:
    sent = m.dispatches.get(Notice.PART_ONE, {})
    return _done(sent.keys() >= PART_ONE_GOES_TO, sent.values())


def _sent(m: Milestones, *notices: Notice) -> StepState:
    """Each of these is with those to whom it goes, or does not apply (X-01)."""
    stages = [stage for notice in notices for stage in m.dispatches.get(notice, {}).values()]
    return _done(all(notice in m.dispatches for notice in notices), stages)


def _done(everything: bool, stages: Iterable[Stage]) -> StepState:
    done = everything and all(stage.sent or stage is Stage.CANCELLED for stage in stages)
    return StepState.COMPLETED if done else StepState.IN_PROGRESS
