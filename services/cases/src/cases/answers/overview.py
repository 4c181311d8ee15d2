"""How does this case stand? One question for the whole case page."""

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
)
from shared.contracts.cases.queries import CaseOverview
from shared.contracts.cases.values import Marking
from shared.reader import Reader

from cases.answers.clock_faces import clock_faces
from cases.answers.opening import open_case
from cases.domain.milestones import Milestones, reach, stage
from cases.domain.state import Case
from cases.domain.task_list import task_list
from cases.timeline import describe

_SENTENCES = 50
"""On one page of the timeline."""


def case_overview(reader: Reader, question: CaseOverview) -> Overview:
    case, history = open_case(reader, question.case_id)
    reached = Milestones()
    for recorded in history:
        reached = reach(reached, recorded.message)
    start = (max(question.timeline_page, 1) - 1) * _SENTENCES
    newest_first = list(reversed(history))[start : start + _SENTENCES]
    return Overview(
        header=_header(question.case_id, case, reached),
        clocks=tuple(clock_faces(case, reader.today)),
        steps=() if case.notification.imported else task_list(reached, reader.today),
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
            Grant(grantee=who, name=name, role=role, since=since, reason=reason)
            for who, (name, role, reason, since) in case.access.grants.items()
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
        meetings=tuple(
            Meeting(number=number, held_on=held_on, present=present) for number, held_on, present in _meetings(case)
        ),
        report_versions=tuple(
            ReportVersion(
                version=name,
                added_on=version.added_on,
                note=version.note,
                document=version.file[0] if version.file else None,
                document_name=version.file[1] if version.file else None,
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
    )


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


def _meetings(case: Case) -> list[tuple[int, object, int]]:
    first = [(1, case.panel.initial_on, len(case.panel.members))] if case.panel.initial_on else []
    return [*first, *case.panel.meetings]
