"""The overview report: versions, approvals in their order, rounds with the Home Office, publication (O, S, C-03)."""

from dataclasses import replace
from typing import assert_never

from shared.calendar import in_words
from shared.contracts.cases.commands import (
    AddReportVersion,
    AgreeExtension,
    AgreeReport,
    PublishReport,
    RecordOutcome,
    ReportCommand,
    SubmitReport,
)
from shared.contracts.cases.values import ReportFile, ReportStage
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused

from cases.domain import closing
from cases.domain.events import (
    CaseClosed,
    ExtensionAgreed,
    OutcomeRecorded,
    ReportAgreed,
    ReportEvent,
    ReportPublished,
    ReportSubmitted,
    ReportVersionAdded,
)
from cases.domain.family import has_had_its_time
from cases.domain.panel import enough_meetings
from cases.domain.rules import must_proceed
from cases.domain.state import Case, Report, Submission, Version

SENDABLE = frozenset({"pdf", "docx"})
"""The kinds of file in which a report goes to the Home Office."""

_ORDER = (ReportStage.PANEL, ReportStage.SUBGROUP, ReportStage.CSP)


def evolve(state: Report, event: ReportEvent) -> Report:
    match event:
        case ReportVersionAdded():
            file = (event.document, event.document_name) if event.document else None
            version = Version(added_on=event.added_on, note=event.note, file=file)
            return replace(state, versions={**state.versions, event.report_version: version})
        case ReportAgreed(stage=stage, report_version=version, agreed_on=day):
            agreed = {**({} if stage is ReportStage.PANEL else state.agreed), stage: day}
            return replace(state, agreed=agreed, agreed_version=version)
        case ExtensionAgreed(new_due=day):
            return replace(state, extended_to=day)
        case ReportSubmitted(round=number, submitted_on=day):
            return replace(state, rounds=(*state.rounds, Submission(number=number, submitted_on=day)))
        case OutcomeRecorded(outcome=outcome, recorded_on=day):
            answered = replace(state.rounds[-1], outcome=outcome, recorded_on=day)
            return replace(
                state,
                rounds=(*state.rounds[:-1], answered),
                agreed=state.agreed if outcome.approved else {},
            )
        case ReportPublished(published_on=day, where=where):
            return replace(state, published_on=day, published_where=where)
        case _:
            assert_never(event)


def decide(command: ReportCommand, case: Case, context: Context) -> list[ReportEvent | CaseClosed]:
    must_proceed(case)
    match command:
        case AddReportVersion():
            return _add(command, case, context)
        case AgreeReport():
            return _agree(command, case, context)
        case AgreeExtension():
            return _extend(command, case, context)
        case SubmitReport():
            return _submit(command, case.report, context)
        case RecordOutcome():
            return _record_outcome(command, case.report, context)
        case PublishReport():
            return _publish(command, case, context)
        case _:
            assert_never(command)


def _add(command: AddReportVersion, case: Case, context: Context) -> list[ReportEvent | CaseClosed]:
    if command.report_version in case.report.versions:
        same = Version(added_on=command.added_on, note=command.note, file=_file(command.document))
        if case.report.versions[command.report_version] == same:
            return []
        raise Refused("There is a version of this name already. Give this one another.", field="report_version")
    if case.panel.initial_on is None:
        raise Refused("Record the initial panel meeting first.")
    not_in_future(command.added_on, context.today, field="added_on")
    not_before(command.added_on, case.panel.initial_on, "the initial panel meeting", field="added_on")
    if command.document is not None and command.document.kind not in SENDABLE:
        raise Refused("The report has to be a PDF or a Word document (.docx).", field="document")
    sha256, name = _file(command.document) or (None, None)
    told = command.model_dump(exclude={"case_id", "document"})
    return [ReportVersionAdded(**told, document=sha256, document_name=name)]


def _file(document: ReportFile | None) -> tuple[str, str] | None:
    return (document.sha256, document.name) if document else None


def _agree(command: AgreeReport, case: Case, context: Context) -> list[ReportEvent | CaseClosed]:
    report = case.report
    if report.awaiting_outcome or report.approved:
        raise Refused("The report is with the Home Office, or approved by it.")
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
        before = _ORDER[_ORDER.index(command.stage) - 1]
        earlier = report.agreed.get(before)
        if earlier is None or not same:
            raise Refused(
                f"The {before} agrees this version of the report before the {command.stage}. Record that first.",
                field="stage",
            )
        not_before(command.agreed_on, earlier, f"the {before}'s agreement", field="agreed_on")
    return [ReportAgreed(stage=command.stage, report_version=command.report_version, agreed_on=command.agreed_on)]


def _extend(command: AgreeExtension, case: Case, context: Context) -> list[ReportEvent | CaseClosed]:
    due = case.report_due
    if due is None or command.new_due == due:
        return []
    if not (command.panel_agreed and command.csp_agreed):
        raise Refused(
            "Both the panel and the CSP agree another date. Record it when both have.",
            field="csp_agreed" if command.panel_agreed else "panel_agreed",
        )
    if case.report.rounds:
        raise Refused("The report was submitted. There is no date left to extend.")
    not_in_future(command.agreed_on, context.today, field="agreed_on")
    if command.new_due < due:
        raise Refused(f"The report is due on {in_words(due)}. Enter a later date.", field="new_due")
    return [ExtensionAgreed(old_due=due, new_due=command.new_due, agreed_on=command.agreed_on, reason=command.reason)]


def _submit(command: SubmitReport, report: Report, context: Context) -> list[ReportEvent | CaseClosed]:
    if report.awaiting_outcome:
        if report.rounds[-1].submitted_on == command.submitted_on:
            return []
        raise Refused("The report was submitted and waits for the Home Office's outcome.")
    if report.approved:
        raise Refused("The Home Office has approved the report.")
    agreed = report.agreed.get(ReportStage.CSP)
    if agreed is None or report.agreed_version is None:
        raise Refused("Panel, Sub-Group and CSP agree the report, in this order, before it is submitted.")
    not_in_future(command.submitted_on, context.today, field="submitted_on")
    not_before(command.submitted_on, agreed, "the CSP's agreement", field="submitted_on")
    sha256, name = report.versions[report.agreed_version].file or (None, None)
    return [
        ReportSubmitted(
            round=len(report.rounds) + 1,
            report_version=report.agreed_version,
            submitted_on=command.submitted_on,
            document=sha256,
            document_kind=name.rpartition(".")[2].lower() if name else None,
        )
    ]


def _record_outcome(command: RecordOutcome, report: Report, context: Context) -> list[ReportEvent | CaseClosed]:
    if not report.rounds:
        raise Refused("The report has not been submitted to the Home Office.")
    last = report.rounds[-1]
    if last.outcome is not None:
        if (last.outcome, last.recorded_on) == (command.outcome, command.recorded_on):
            return []
        raise Refused("The outcome of this round is recorded already.")
    not_in_future(command.recorded_on, context.today, field="recorded_on")
    not_before(command.recorded_on, last.submitted_on, "the submission", field="recorded_on")
    return [
        OutcomeRecorded(
            round=last.number, outcome=command.outcome, recorded_on=command.recorded_on, letter=command.letter
        )
    ]


def _publish(command: PublishReport, case: Case, context: Context) -> list[ReportEvent | CaseClosed]:
    report = case.report
    if report.published_on is not None:
        if (report.published_on, report.published_where) == (command.published_on, command.where):
            return []
        raise Refused(f"The report was published on {in_words(report.published_on)}.")
    if not report.approved or report.rounds[-1].recorded_on is None:
        raise Refused("The report is published after the Home Office's Quality Assurance Panel has approved it.")
    not_in_future(command.published_on, context.today, field="published_on")
    not_before(command.published_on, report.rounds[-1].recorded_on, "the Home Office's outcome", field="published_on")
    published = ReportPublished(published_on=command.published_on, where=command.where)
    after = replace(case, report=evolve(report, published))
    return [published, *closing.if_nothing_is_left(after, context.today)]
