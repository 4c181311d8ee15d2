"""The parts of a case, as its sub-navigation shows them, and where each command of a case is asked for."""

from shared.contracts.cases import commands as cases
from shared.contracts.chairs.commands import CommissionChair
from shared.contracts.tracker.commands import RecordQuarterlyUpdate
from shared.message import Command

from gateway.access import policy
from gateway.web.visit import Visit

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
