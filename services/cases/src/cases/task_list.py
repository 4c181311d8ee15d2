"""How do the guide's 21 steps stand for a case, who holds each, and by when (G section C and D)?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shared.actor import SPT, Role
from shared.contracts.cases.answers import Step
from shared.contracts.cases.values import ReportStage

from cases.milestones import Milestones

SETTING_UP = "Establishing the review, within 28 days"
CONCLUDING = "Continuing and concluding, months 2 to 6"

CANNOT_START = "Cannot start yet"
NOT_STARTED = "Not started"
IN_PROGRESS = "In progress"
OVERDUE = "Overdue"
COMPLETED = "Completed"
NOT_APPLICABLE = "Not applicable"

_TEAM = "Strategic Partnership's Team"
_MANAGER = "Partnership's Manager"
_CSP = "CSP Chair"
_PANEL = "Panel chair"

OWNERS: dict[str, frozenset[Role]] = {
    _TEAM: SPT,
    _MANAGER: frozenset({Role.MANAGER}),
    _CSP: frozenset({Role.CSP_CHAIR}),
    _PANEL: frozenset({Role.PANEL_CHAIR}),
    "CSP Chair and substantive members": frozenset({Role.CSP_CHAIR, Role.SUBGROUP_CHAIR, Role.DCI, Role.MANAGER}),
    "Nominated leads of the agencies": frozenset({Role.AGENCY_LEAD}),
    "Panel chair and report writer": frozenset({Role.PANEL_CHAIR, Role.REPORT_WRITER}),
}


@dataclass(frozen=True, slots=True)
class _Draft:
    """A step before its date is held against today."""

    number: int
    name: str
    owner: str
    state: str
    due: date | None
    action: str | None = None


def task_list(reached: Milestones, today: date) -> tuple[Step, ...]:
    """All 21 steps, in the guide's order."""
    return tuple(_dated(step, today) for step in _steps(reached))


def _dated(step: _Draft, today: date) -> Step:
    open_ = step.state in {NOT_STARTED, IN_PROGRESS} or step.state.startswith("Waiting")
    late = open_ and step.due is not None and step.due < today
    return Step(
        number=step.number,
        name=step.name,
        section=SETTING_UP if step.number <= 12 else CONCLUDING,
        state=OVERDUE if late else step.state,
        owner=step.owner,
        due=step.due,
        action=step.action if open_ else None,
    )


def _steps(m: Milestones) -> Iterator[_Draft]:
    by_28, by_report = m.decision_due, m.report_due
    going = m.proceed is True

    def after(ready: bool, done: bool, doing: bool = False) -> str:
        """Not proceeding makes the later steps not applicable."""
        if done:
            return COMPLETED
        if m.proceed is False:
            return NOT_APPLICABLE
        if not ready:
            return CANNOT_START
        return IN_PROGRESS if doing else NOT_STARTED

    def recorded(number: int, ready: bool) -> str:
        return after(ready, number in m.recorded)

    yield _Draft(1, "Send Part 1 of the notification", _TEAM, _sent(m, "Part 1", 5), by_28)
    assessed = m.criterion is not None
    views = len(m.views) >= 4 or m.decided_on is not None
    state = COMPLETED if assessed and views else IN_PROGRESS if assessed or m.views else NOT_STARTED
    next_ = "GiveView" if assessed else "AssessCriteria"
    yield _Draft(2, "Establish whether the criteria are met", "CSP Chair and substantive members", state, by_28, next_)
    if m.decided_on is not None:
        yield _Draft(3, "Hold the preliminary meeting and decide", _CSP, COMPLETED, by_28)
    elif m.met_on is not None:
        yield _Draft(3, "Hold the preliminary meeting and decide", _CSP, IN_PROGRESS, by_28, "RecordDecision")
    elif m.invited:
        state = "Waiting for the preliminary meeting"
        yield _Draft(3, "Hold the preliminary meeting and decide", _TEAM, state, by_28, "RecordPreliminaryMeeting")
    else:
        yield _Draft(3, "Hold the preliminary meeting and decide", _TEAM, NOT_STARTED, by_28, "InviteAgencies")
    met = m.initial_on is not None
    state = COMPLETED if met else recorded(4, going)
    yield _Draft(4, "Agree a date for the initial panel meeting", _TEAM, state, by_28, "RecordStep")
    name = "Ask agencies for panel members, secured files and chronologies"
    yield _Draft(5, name, _TEAM, recorded(5, going), by_28, "RecordStep")
    state = after(going, m.chair is not None)
    yield _Draft(6, "Appoint the independent chair and the report writer", _CSP, state, by_28, "CommissionChair")
    name = "Draft the letter of introduction to family and friends"
    yield _Draft(7, name, _CSP, recorded(7, m.chair is not None), by_28, "RecordStep")
    decided = m.decided_on is not None
    state = _sent(m, "decision", 1) if decided else CANNOT_START
    yield _Draft(8, "Tell the Home Office of the decision", _MANAGER, state, by_28)
    state = _bodies(m) if decided else CANNOT_START
    yield _Draft(9, "Tell the coroner and the safeguarding boards", _MANAGER, state, by_28)
    name = "Name panel members and return chronologies"
    yield _Draft(10, name, "Nominated leads of the agencies", recorded(10, going), by_28, "RecordStep")
    state = after(m.chair is not None, met)
    yield _Draft(11, "Hold the initial panel meeting", _PANEL, state, by_28, "RecordInitialMeeting")
    name = "Send the formal letter to family and friends"
    yield _Draft(12, name, "Panel chair and report writer", recorded(12, met), by_28, "RecordStep")

    all_in = bool(m.imrs) and m.imrs_accepted >= len(m.imrs)
    waiting = len(m.imrs) - m.imrs_accepted
    state = after(met, all_in)
    if m.imrs and not all_in:
        state = f"Waiting for {waiting} {'agency' if waiting == 1 else 'agencies'}"
    next_ = "SubmitImr" if m.imrs else "RequestImr"
    yield _Draft(13, "Request the Individual Management Reviews", _TEAM, state, by_report, next_)
    yield _Draft(14, "Brief the IMR authors", _PANEL, recorded(14, bool(m.imrs)), by_report, "RecordStep")
    state = after(met, m.meetings >= 2, m.meetings == 1)
    yield _Draft(15, "Meet at least twice more", _PANEL, state, by_report, "RecordPanelMeeting")
    state = recorded(16, met)
    yield _Draft(16, "Follow up requests for information", _TEAM, state, by_report, "RecordStep")
    state = after(met, m.published_on is not None, True)
    next_ = "RecordFamilyReading" if m.read_by else "ShareDraftWithFamily"
    yield _Draft(17, "Keep family and friends involved", _PANEL, state, None, next_)
    state = after(going, m.closed_on is not None, True)
    yield _Draft(18, "Update the board every quarter", _PANEL, state, None, "RecordQuarterlyUpdate")
    done = ReportStage.CSP in m.agreed or m.first_submitted_on is not None
    state = after(met, done, bool(m.agreed) or m.versions > 0)
    next_ = "AgreeReport" if m.versions else "AddReportVersion"
    yield _Draft(19, "Agree the overview report: panel, Sub-Group, CSP", _PANEL, state, by_report, next_)
    yield _Draft(20, "Submit the report to the Home Office", _MANAGER, _submission(m), by_report, _submit_next(m))
    state = after(m.outcome is not None and m.outcome.approved, m.published_on is not None)
    yield _Draft(21, "Publish the report", _CSP, state, None, "PublishReport")


def _submission(m: Milestones) -> str:
    if m.proceed is False:
        return NOT_APPLICABLE
    if m.outcome is not None and m.outcome.approved:
        return COMPLETED
    if m.submitted_on is not None and m.outcome is None:
        return "Waiting for the Home Office"
    return NOT_STARTED if ReportStage.CSP in m.agreed else CANNOT_START


def _submit_next(m: Milestones) -> str:
    return "RecordOutcome" if m.submitted_on is not None and m.outcome is None else "SubmitReport"


def _sent(m: Milestones, word: str, wanted: int) -> str:
    states = [state for notice, state in m.sent.items() if word.casefold() in notice.split("|")[0].casefold()]
    return _of(states, wanted)


def _bodies(m: Milestones) -> str:
    words = ("coroner", "safeguarding")
    states = [state for notice, state in m.sent.items() if any(word in notice.casefold() for word in words)]
    return _of(states, 2)


def _of(states: list[str], wanted: int) -> str:
    done = [state for state in states if state in {"sent", "acknowledged", "sent by hand", "not applicable"}]
    if len(done) >= wanted and len(done) == len(states):
        return COMPLETED
    return IN_PROGRESS
