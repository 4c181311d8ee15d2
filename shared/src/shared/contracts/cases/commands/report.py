"""The overview report, from its first version to publication."""

from datetime import date
from typing import ClassVar

from shared.actor import SPT, Role
from shared.contracts.cases.commands.of_case import CSP_CHAIR, PANEL_CHAIR, OfCase
from shared.contracts.cases.values import (
    Outcome,
    ReportFile,
    ReportStage,
)
from shared.message import Line, PersonalLine, PersonalText, Text


class AddReportVersion(OfCase):
    """Add a version of the overview report (O-01), with its file where there is one."""

    may: ClassVar[frozenset[Role]] = PANEL_CHAIR | {Role.REPORT_WRITER}
    report_version: Line
    author: PersonalLine
    added_on: date
    note: Text | None = None
    document: ReportFile | None = None


class AgreeReport(OfCase):
    """Record an approval of the report: panel, then Sub-Group, then CSP (O-03)."""

    may: ClassVar[frozenset[Role]] = PANEL_CHAIR | {Role.SUBGROUP_CHAIR, Role.CSP_CHAIR}
    stage: ReportStage
    report_version: Line
    agreed_on: date


class AgreeExtension(OfCase):
    """Record another date for the report, agreed by both panel and CSP (C-03)."""

    may: ClassVar[frozenset[Role]] = CSP_CHAIR | {Role.PANEL_CHAIR}
    new_due: date
    agreed_on: date
    panel_agreed: bool
    csp_agreed: bool
    reason: PersonalText


class SubmitReport(OfCase):
    """Submit the agreed report to the Home Office (S-01)."""

    may: ClassVar[frozenset[Role]] = frozenset({Role.MANAGER})
    submitted_on: date


class RecordOutcome(OfCase):
    """Record the Home Office's outcome (S-02, Q-05)."""

    may: ClassVar[frozenset[Role]] = SPT
    outcome: Outcome
    recorded_on: date
    letter: PersonalText


class PublishReport(OfCase):
    """Record where and when the CSP published the report (S-03)."""

    may: ClassVar[frozenset[Role]] = CSP_CHAIR
    published_on: date
    where: Line


type ReportCommand = AddReportVersion | AgreeReport | AgreeExtension | SubmitReport | RecordOutcome | PublishReport
