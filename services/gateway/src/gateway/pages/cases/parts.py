"""The parts of a case, as its sub-navigation shows them, and where each command of a case is asked for."""

from typing import Any

from shared.contracts.cases.queries import CasePanel, CasePartTwo, CasePeople

from gateway.access import policy
from gateway.visit import Visit

FORMS: dict[str, str] = {
    "AssessCriteria": "criteria",
    "GiveView": "view",
    "InviteAgencies": "agencies",
    "RecordPreliminaryMeeting": "preliminary-meeting",
    "RecordDecision": "decide",
    "CommissionChair": "chair",
    "RecordInitialMeeting": "initial-meeting",
    "RecordPanelMeeting": "panel-meeting",
    "RequestImr": "imrs/request",
    "SubmitImr": "panel",
    "ShareDraftWithFamily": "family-draft",
    "RecordFamilyReading": "family-reading",
    "AddReportVersion": "report-version",
    "AgreeReport": "agree-report",
    "SubmitReport": "submit-report",
    "RecordOutcome": "outcome",
    "PublishReport": "publish",
}
"""Command → the address of its form, below the case's."""


def sub_navigation(visit: Visit) -> list[dict[str, Any]]:
    case = f"/cases/{visit.path['case_id']}"
    here = visit.request.url.path
    parts = [
        ("Overview", case, None),
        ("People", f"{case}/people", CasePeople),
        ("Decision", f"{case}/decision", CasePartTwo),
        ("Panel and IMRs", f"{case}/panel", CasePanel),
        ("Report", f"{case}/report", None),
        ("Chair and payment", f"{case}/chair", _ask("chairs", "CommissionOfCase")),
        ("Dispatches", f"{case}/dispatches", _ask("notifications", "DispatchList")),
        ("Action plan", f"{case}/plan", _ask("tracker", "ActionPlan")),
        ("Access", f"{case}/access", None),
    ]
    return [
        {"text": text, "href": href, "active": here == href}
        for text, href, question in parts
        if question is None or policy.may_ask(question, visit.actor).allow
    ]


def _ask(service: str, name: str) -> Any:
    from importlib import import_module

    return getattr(import_module(f"shared.contracts.{service}.queries"), name)
