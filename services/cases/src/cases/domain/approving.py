"""Who agrees the report, and in which order: panel, Sub-Group, CSP (rules O-03, O-04, O-07)?"""

from datetime import date

from shared.contracts.cases.commands import AgreeReport
from shared.contracts.cases.values import ReportStage
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused

from cases.domain.events import ReportAgreed
from cases.domain.family import has_had_its_time
from cases.domain.panel import enough_meetings
from cases.domain.rules import must_proceed
from cases.domain.state import Case, Report

_ORDER = (ReportStage.PANEL, ReportStage.SUBGROUP, ReportStage.CSP)


def agree(command: AgreeReport, case: Case, context: Context[None]) -> list[ReportAgreed]:
    report = case.report
    ready_for_approvals(case)
    if command.report_version not in report.versions:
        raise Refused("There is no report version of this name. Add the version first.", field="report_version")
    same = report.agreed_version == command.report_version
    if same and report.agreed.get(command.stage) == command.agreed_on:
        return []
    not_in_future(command.agreed_on, context.today, field="agreed_on")
    if command.stage is ReportStage.PANEL:
        not_before(
            command.agreed_on, report.versions[command.report_version].added_on, "the version", field="agreed_on"
        )
        enough_meetings(case, command.agreed_on)
        has_had_its_time(case.family, command.agreed_on)
    else:
        earlier = agreed_before(report, command.stage)
        before = _ORDER[_ORDER.index(command.stage) - 1]
        if not same:
            raise Refused(
                f"The {before} agreed version {report.agreed_version}. The {command.stage} agrees the same version.",
                field="report_version",
            )
        not_before(command.agreed_on, earlier, f"the {before}'s agreement", field="agreed_on")
    return [ReportAgreed(stage=command.stage, report_version=command.report_version, agreed_on=command.agreed_on)]


def ready_for_approvals(case: Case) -> None:
    must_proceed(case)
    if case.report.awaiting_outcome or case.report.approved:
        raise Refused("The report is with the Home Office, or approved by it.")
    if not case.report.versions:
        raise Refused("There is no version of the report yet. Add one first.")


def ready_to_agree(case: Case, stage: ReportStage, today: date) -> None:
    """What does not hold today did not hold on an earlier day of an approval either."""
    ready_for_approvals(case)
    if stage is ReportStage.PANEL:
        enough_meetings(case, today)
        has_had_its_time(case.family, today)
    else:
        agreed_before(case.report, stage)


def agreed_before(report: Report, stage: ReportStage) -> date:
    """The day of the approval that comes before this one (O-03)."""
    before = _ORDER[_ORDER.index(stage) - 1]
    earlier = report.agreed.get(before)
    if earlier is None:
        raise Refused(
            f"The {before} agrees this version of the report before the {stage}. Record that first.", field="stage"
        )
    return earlier
