"""How far has this case come? One question for the whole case page."""

from collections.abc import Iterator
from datetime import date

from shared.calendar import civil_date
from shared.contracts.cases.answers import (
    CaseHeader,
    Grant,
    ImrRow,
    Meeting,
    Overview,
    ReportVersion,
    Round,
    Sentence,
    Step,
)
from shared.contracts.cases.commands import RecordStep
from shared.contracts.cases.queries import CaseOverview
from shared.contracts.cases.values import Marking
from shared.contracts.deed import Openness, is_open
from shared.reader import Reader

from cases.answers.clock_faces import clock_faces
from cases.answers.opening import deeds_of, open_case
from cases.domain.deeds import DEEDS
from cases.domain.milestones import Milestones, reach, stage
from cases.domain.state import Case, Panel
from cases.domain.task_list import task_list
from cases.timeline import describe

_OURS = {command.__name__: command for command in DEEDS}
_SENTENCES = 50
"""On one page of the timeline."""


def case_overview(reader: Reader, question: CaseOverview) -> Overview:
    case, history = open_case(reader, question.case_id)
    reached = Milestones()
    for recorded in history:
        reached = reach(reached, recorded.message)
    deeds = deeds_of(case, reader)
    start = (max(question.timeline_page, 1) - 1) * _SENTENCES
    newest_first = list(reversed(history))[start : start + _SENTENCES]
    return Overview(
        header=_header(question.case_id, case, reached),
        clocks=tuple(clock_faces(case, reader.today)),
        steps=() if case.notification.imported else tuple(_steps(reached, reader.today, deeds)),
        timeline=tuple(
            Sentence(
                at=recorded.at.isoformat(),
                on=civil_date(recorded.at),
                text=describe(recorded.message),
                actor_id=recorded.actor_id,
                kind=recorded.message.type_name(),
            )
            for recorded in newest_first
        ),
        timeline_total=len(history),
        grants=tuple(
            Grant(grantee=who, name=grant.name, role=grant.role, since=grant.since, reason=grant.reason)
            for who, grant in case.access.grants.items()
        ),
        imrs=tuple(
            ImrRow(
                imr_id=imr_id,
                agency=imr.agency,
                state=imr.state,
                due_on=imr.due_on,
                author_named=imr.author is not None,
            )
            for imr_id, imr in case.imrs.items()
        ),
        meetings=tuple(_meetings(case.panel)),
        report_versions=tuple(
            ReportVersion(
                version=name,
                added_on=version.added_on,
                note=version.note,
                document=version.file.sha256 if version.file else None,
                document_name=version.file.name if version.file else None,
            )
            for name, version in case.report.versions.items()
        ),
        agreed=tuple(case.report.agreed),
        rounds=tuple(
            Round(
                number=sent.number,
                submitted_on=sent.submitted_on,
                outcome=sent.outcome,
                recorded_on=sent.recorded_on,
            )
            for sent in case.report.rounds
        ),
        agencies=case.decision.invited,
        draft_read_by=case.family.read_by,
        published_on=case.report.published_on,
        published_where=case.report.published_where,
        deeds=deeds,
    )


def _steps(reached: Milestones, today: date, deeds: tuple[Openness, ...]) -> Iterator[Step]:
    """A step names the deed that takes it on while the asker may do it. Deeds of other services are theirs to judge."""
    for step in task_list(reached, today):
        subject = str(step.number) if step.action == RecordStep.__name__ else None
        closed = step.action in _OURS and not is_open(deeds, _OURS[step.action], subject)
        yield step.model_copy(update={"action": None}) if closed else step


def _header(case_id: str, case: Case, reached: Milestones) -> CaseHeader:
    return CaseHeader(
        case_id=case_id,
        reference=case.notification.reference,
        csp=case.notification.csp,
        stage=stage(reached),
        marking=Marking.OFFICIAL,
        category=case.notification.category,
        murder_suicide=case.notification.murder_suicide,
        attention_date=case.notification.attention_date,
        decided_on=case.decision.decided_on,
        proceed=case.decision.proceed,
        chair=case.panel.chair_name,
        writer=case.panel.writer_name,
        conflict=case.panel.conflict,
        erased=case.access.erased,
        closed=reached.closed_on is not None,
    )


def _meetings(panel: Panel) -> Iterator[Meeting]:
    if panel.initial is not None:
        yield Meeting(number=1, held_on=panel.initial.held_on, present=len(panel.initial.present))
    for meeting in panel.meetings:
        yield Meeting(number=meeting.number, held_on=meeting.held_on, present=meeting.present)
