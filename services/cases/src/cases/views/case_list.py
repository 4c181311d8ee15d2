"""Which cases are there, and how far has each come?"""

from typing import Any

from shared.message import members
from shared.record import Recorded
from shared.view import Key, Row, View

from cases.domain.events import CaseEvent, CaseTransferred, DeathNotified, ReviewImported
from cases.domain.milestones import Milestones, reach, stage
from cases.views import tables


def _key(recorded: Recorded[Any]) -> Key:
    return (recorded.stream.removeprefix("case-"),)


def _apply(row: Row | None, recorded: Recorded[Any]) -> Row | None:
    event: CaseEvent = recorded.message
    before = Milestones() if row is None else Milestones.model_validate(row["milestones"])
    reached = reach(before, event)
    kept = dict(row or {"case_id": recorded.stream.removeprefix("case-")})
    match event:
        case DeathNotified() | ReviewImported():
            kept |= {"reference": event.reference, "csp": event.csp, "category": str(event.category)}
        case CaseTransferred():
            kept |= {"csp": event.to_csp}
        case _ if row is None or reached is before:
            return row
    return kept | {
        "stage": stage(reached).value,
        "attention_date": reached.attention_date,
        "decision_due": reached.decision_due,
        "report_due": reached.report_due,
        "next_due": _next_due(reached),
        "chair": reached.chair,
        "closed": reached.closed_on is not None,
        "milestones": reached.model_dump(mode="json"),
    }


def _next_due(reached: Milestones) -> Any:
    if reached.closed_on is not None or reached.proceed is False:
        return None
    if reached.decided_on is None:
        return reached.decision_due
    return reached.report_due if reached.first_submitted_on is None else None


VIEW = View(table=tables.case_list, listens=members(CaseEvent), key=_key, apply=_apply)
