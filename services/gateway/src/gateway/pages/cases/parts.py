"""The parts of a case, as its sub-navigation shows them, and where each command of a case is asked for."""

from typing import Any

from shared.actor import Role
from shared.contracts.cases import commands as cases
from shared.contracts.cases.answers import Step, Task
from shared.contracts.cases.queries import CaseOverview, CasePanel, CasePartTwo, CasePeople
from shared.contracts.cases.states import StepState
from shared.contracts.chairs.commands import CommissionChair
from shared.contracts.chairs.queries import CommissionOfCase
from shared.contracts.notifications.queries import DispatchList
from shared.contracts.tracker.commands import RecordQuarterlyUpdate
from shared.contracts.tracker.queries import ActionPlan
from shared.message import Command

from gateway.access import policy
from gateway.visit import Visit

_FORMS: dict[type[Command], str] = {
    cases.AssessCriteria: "criteria",
    cases.GiveView: "view",
    cases.InviteAgencies: "agencies",
    cases.RecordPreliminaryMeeting: "preliminary-meeting",
    cases.RecordDecision: "decide",
    CommissionChair: "chair",
    cases.RecordInitialMeeting: "initial-meeting",
    cases.RecordPanelMeeting: "panel-meeting",
    cases.RecordStep: "steps/{step}",
    cases.RequestImr: "imrs/request",
    cases.SubmitImr: "panel",
    cases.ShareDraftWithFamily: "family-draft",
    cases.RecordFamilyReading: "family-reading",
    cases.AddReportVersion: "report-version",
    cases.AgreeReport: "agree-report",
    cases.SubmitReport: "submit-report",
    cases.RecordOutcome: "outcome",
    cases.PublishReport: "publish",
    RecordQuarterlyUpdate: "quarterly-update",
}
"""Command → the address of its form, below the case's."""

_BY_NAME = {command.__name__: command for command in _FORMS}


def form_of(visit: Visit, command: str | None, step: int) -> str | None:
    """Where this person takes the step on; None where somebody else does, or the system itself."""
    known = _BY_NAME.get(command or "")
    if known is None or not policy.may_ask(known, visit.actor).allow:
        return None
    return f"/cases/{visit.path['case_id']}/{_FORMS[known].format(step=step)}"


def step_state(step: Step | Task) -> str:
    """How far a step has come, and for whom it waits."""
    waiting = step.state is StepState.WAITING and step.waiting_for
    return f"{step.state} for {waiting.in_words}" if waiting else step.state


def sub_navigation(visit: Visit) -> list[dict[str, Any]]:
    case = f"/cases/{visit.path['case_id']}"
    here = visit.request.url.path
    parts = (
        ("Overview", case, CaseOverview),
        ("People", f"{case}/people", CasePeople),
        ("Decision", f"{case}/decision", CasePartTwo),
        ("Panel and IMRs", f"{case}/panel", CasePanel),
        ("Report", f"{case}/report", CaseOverview),
        ("Chair and payment", f"{case}/chair", CommissionOfCase),
        ("Dispatches", f"{case}/dispatches", DispatchList),
        ("Action plan", f"{case}/plan", ActionPlan),
        ("Access", f"{case}/access", CaseOverview),
    )
    if visit.actor.roles == {Role.AGENCY_LEAD} and here.startswith(f"{case}/plan"):
        # agencies see their actions in every plan, and the rest of a case only where they take part in it
        return [{"text": "Action plan", "href": f"{case}/plan", "active": True}]
    return [
        {"text": text, "href": href, "active": here == href}
        for text, href, question in parts
        if policy.may_ask(question, visit.actor).allow
    ]
