"""What do the read models say that a decision needs: a case's partnership, or all that a quarterly report tells?"""

from datetime import date
from typing import Any, assert_never

from shared.contracts.cases.values import Outcome, Referral, ReportStage
from shared.contracts.tracker.commands import AskForUpdates, PresentQuarterlyReport, RecordQuarterlyUpdate
from shared.contracts.tracker.report import ReportedEscalation
from shared.contracts.tracker.values import Stage
from sqlalchemy import Connection, select

from tracker.domain.known import QuarterKnown, ReviewKnown
from tracker.domain.plan import PlanCommand
from tracker.domain.quarter import QuarterCommand
from tracker.domain.rating import Progress
from tracker.domain.report import ActionLine, CaseLine, Source
from tracker.views import counting
from tracker.views.tables import actions, escalations, tracker


def review_known(tx: Connection, command: PlanCommand) -> ReviewKnown:
    return ReviewKnown(csp=tx.scalar(select(tracker.c.csp).where(tracker.c.case_id == command.case_id)))


def quarter_known(tx: Connection, command: QuarterCommand) -> QuarterKnown:
    match command:
        case RecordQuarterlyUpdate(case_id=case_id):
            known = (tracker.c.case_id == case_id) & tracker.c.reference.is_not(None)
            row = tx.execute(select(tracker).where(known)).mappings().one_or_none()
            return QuarterKnown(row["csp"], case_line(dict(row)).asked_of) if row else QuarterKnown()
        case AskForUpdates() | PresentQuarterlyReport():
            return QuarterKnown(county=source(tx))
        case _:
            assert_never(command)


def source(tx: Connection) -> Source:
    """All that the report tells, in the order of the references."""
    known = tracker.c.reference.is_not(None)
    cases = tx.execute(select(tracker).where(known).order_by(tracker.c.reference)).mappings()
    a, x = actions.c, escalations.c
    acted = tx.execute(
        select(a.case_id, tracker.c.csp, a.owner, a.progress, a.target)
        .select_from(actions.join(tracker, tracker.c.case_id == a.case_id))
        .where(known)
    )
    raised = tx.execute(
        select(tracker.c.reference, tracker.c.csp, x.number, x.agency, x.reason, x.opened_on, x.closed_on, x.outcome)
        .select_from(escalations.join(tracker, tracker.c.case_id == x.case_id))
        .where(known)
        .order_by(x.opened_on, tracker.c.reference, x.escalation)
    ).mappings()
    return Source(
        cases=tuple(case_line(dict(row)) for row in cases),
        actions=tuple(
            ActionLine(case_id, csp, owner, Progress(progress), target)
            for case_id, csp, owner, progress, target in acted
        ),
        escalations=tuple(
            ReportedEscalation.model_validate({**row, "agency": row["agency"] or ""}) for row in map(dict, raised)
        ),
        figures=counting.figures(tx, counting.reported(None)),
        under_way=counting.figures(tx, counting.under_way(None)),
        themes=counting.themes(tx),
        budget=counting.latest_budget(tx),
    )


def case_line(row: dict[str, Any]) -> CaseLine:
    agreed_by_all: date | None = row["agreed_on"] if row["agreed_stage"] == ReportStage.CSP.value else None
    return CaseLine(
        case_id=row["case_id"],
        reference=row["reference"],
        csp=row["csp"],
        stage=Stage(row["stage"]),
        decided_on=row["decided_on"],
        chair=row["chair"],
        next_due=row["next_due"],
        extended_to=row["extended_to"],
        home_office_told=row["home_office_told"],
        referral=Referral(row["referral"]) if row["referral"] else None,
        report_complete=agreed_by_all is not None or bool(row["published"]) or _accepted(row),
    )


def _accepted(row: dict[str, Any]) -> bool:
    return row["submitted_on"] is not None and row["outcome"] != Outcome.RESUBMIT.value
