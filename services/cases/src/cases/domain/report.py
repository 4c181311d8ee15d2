"""The overview report: versions, approvals in their order, rounds with the Home Office, publication (O, S, C-03)."""

from dataclasses import replace
from datetime import date
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

from cases.domain import approving, closing
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
from cases.domain.rules import must_have_met, must_proceed
from cases.domain.state import Case, File, Report, Submission, Version

SENDABLE = frozenset({"pdf", "docx"})
"""The kinds of file in which a report goes to the Home Office."""


def evolve(state: Report, event: ReportEvent) -> Report:
    match event:
        case ReportVersionAdded():
            file = File(event.document, event.document_name) if event.document else None
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


def decide(command: ReportCommand, case: Case, context: Context[None]) -> list[ReportEvent | CaseClosed]:
    must_proceed(case)
    match command:
        case AddReportVersion():
            return _add(command, case, context)
        case AgreeReport():
            return [*approving.agree(command, case, context)]
        case AgreeExtension():
            return _extend(command, case, context)
        case SubmitReport():
            return _submit(command, case, context)
        case RecordOutcome():
            return _record_outcome(command, case, context)
        case PublishReport():
            return _publish(command, case, context)
        case _:
            assert_never(command)


def _add(command: AddReportVersion, case: Case, context: Context[None]) -> list[ReportEvent | CaseClosed]:
    if command.report_version in case.report.versions:
        same = Version(added_on=command.added_on, note=command.note, file=_file(command.document))
        if case.report.versions[command.report_version] == same:
            return []
        raise Refused("There is a version of this name already. Give this one another.", field="report_version")
    initial_on = must_have_met(case)
    not_in_future(command.added_on, context.today, field="added_on")
    not_before(command.added_on, initial_on, "the initial panel meeting", field="added_on")
    if command.document is not None and command.document.kind not in SENDABLE:
        raise Refused("The report has to be a PDF or a Word document (.docx).", field="document")
    file = _file(command.document)
    told = command.model_dump(exclude={"case_id", "document"})
    return [
        ReportVersionAdded(**told, document=file.sha256 if file else None, document_name=file.name if file else None)
    ]


def _file(document: ReportFile | None) -> File | None:
    return File(document.sha256, document.name) if document else None


def _extend(command: AgreeExtension, case: Case, context: Context[None]) -> list[ReportEvent | CaseClosed]:
    due = case.report_due
    if due is None or command.new_due == due:
        return []
    ready_to_extend(case)
    if not (command.panel_agreed and command.csp_agreed):
        raise Refused(
            "Both the panel and the CSP agree another date. Record it when both have.",
            field="csp_agreed" if command.panel_agreed else "panel_agreed",
        )
    not_in_future(command.agreed_on, context.today, field="agreed_on")
    if command.new_due < due:
        raise Refused(f"The report is due on {in_words(due)}. Enter a later date.", field="new_due")
    return [ExtensionAgreed(old_due=due, new_due=command.new_due, agreed_on=command.agreed_on, reason=command.reason)]


def ready_to_extend(case: Case) -> None:
    must_proceed(case)
    if case.report.rounds:
        raise Refused("The report has been submitted. There is no date left to extend.")


def _submit(command: SubmitReport, case: Case, context: Context[None]) -> list[ReportEvent | CaseClosed]:
    report = case.report
    if report.awaiting_outcome and report.rounds[-1].submitted_on == command.submitted_on:
        return []
    agreed, version = ready_to_submit(case)
    not_in_future(command.submitted_on, context.today, field="submitted_on")
    not_before(command.submitted_on, agreed, "the CSP's agreement", field="submitted_on")
    file = report.versions[version].file
    return [
        ReportSubmitted(
            round=len(report.rounds) + 1,
            report_version=version,
            submitted_on=command.submitted_on,
            document=file.sha256 if file else None,
            document_kind=file.name.rpartition(".")[2].lower() if file and file.name else None,
        )
    ]


def ready_to_submit(case: Case) -> tuple[date, str]:
    """The day on which the CSP agreed, and the version that it agreed."""
    must_proceed(case)
    report = case.report
    if report.awaiting_outcome:
        raise Refused("The report has been submitted. Record the Home Office's outcome first.")
    if report.approved:
        raise Refused("The Home Office has approved the report.")
    agreed = report.agreed.get(ReportStage.CSP)
    if agreed is None or report.agreed_version is None:
        raise Refused("Panel, Sub-Group and CSP agree the report, in this order, before it is submitted.")
    return agreed, report.agreed_version


def _record_outcome(command: RecordOutcome, case: Case, context: Context[None]) -> list[ReportEvent | CaseClosed]:
    answered = case.report.rounds[-1] if case.report.rounds else None
    if answered and (answered.outcome, answered.recorded_on) == (command.outcome, command.recorded_on):
        return []
    last = ready_for_the_outcome(case)
    not_in_future(command.recorded_on, context.today, field="recorded_on")
    not_before(command.recorded_on, last.submitted_on, "the submission", field="recorded_on")
    return [
        OutcomeRecorded(
            round=last.number, outcome=command.outcome, recorded_on=command.recorded_on, letter=command.letter
        )
    ]


def ready_for_the_outcome(case: Case) -> Submission:
    """The round that the Home Office answers."""
    must_proceed(case)
    if not case.report.rounds:
        raise Refused("The report has not been submitted to the Home Office.")
    last = case.report.rounds[-1]
    if last.outcome is not None:
        raise Refused("The outcome of this round is recorded already.")
    return last


def _publish(command: PublishReport, case: Case, context: Context[None]) -> list[ReportEvent | CaseClosed]:
    report = case.report
    if report.published_on and (report.published_on, report.published_where) == (command.published_on, command.where):
        return []
    approved_on = ready_to_publish(case)
    not_in_future(command.published_on, context.today, field="published_on")
    not_before(command.published_on, approved_on, "the Home Office's outcome", field="published_on")
    published = ReportPublished(published_on=command.published_on, where=command.where)
    after = replace(case, report=evolve(report, published))
    return [published, *closing.if_nothing_is_left(after, context.today)]


def ready_to_publish(case: Case) -> date:
    """The day on which the Home Office approved the report."""
    must_proceed(case)
    report = case.report
    if report.published_on is not None:
        raise Refused(f"The report was published on {in_words(report.published_on)}.")
    if not report.approved or report.rounds[-1].recorded_on is None:
        raise Refused("The report is published after the Home Office's Quality Assurance Panel has approved it.")
    return report.rounds[-1].recorded_on
