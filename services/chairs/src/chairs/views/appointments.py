"""Which reviews were given to whom, how did they end, and how were they judged?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shared.record import Recorded
from shared.view import Key, Row, View
from sqlalchemy import Connection, select

from chairs.domain import events as e
from chairs.domain.scoring import Sheet, sheet
from chairs.views.stored import SHEETS, dumped
from chairs.views.tables import appointments

APPROVED, REPLACED, CLOSED = "approved", "replaced", "closed"


@dataclass(frozen=True, slots=True)
class Given:
    """One review that was given to a chair."""

    case_id: str
    number: int
    chair_id: str
    commissioned_on: date
    ended_on: date | None
    ended_why: str | None
    sheets: tuple[Sheet, ...]
    round_closed: bool
    point: bool


def key(recorded: Recorded[Any]) -> Key | None:
    event = recorded.message
    return None if event.number is None else (event.case_id, event.number)


def apply(row: Row | None, recorded: Recorded[Any]) -> Row | None:
    event = recorded.message
    if isinstance(event, e.ChairCommissioned):
        return {
            "case_id": event.case_id,
            "number": event.number,
            "chair_id": event.chair_id,
            "commissioned_on": event.commissioned_on,
            "ended_on": None,
            "ended_why": None,
            "sheets": "[]",
            "round_closed": False,
            "point": False,
        }
    return row and {**row, **_change(row, event)}


def _change(row: Row, event: Any) -> dict[str, Any]:
    match event:
        case e.AppointmentEnded():
            return {"ended_on": event.ended_on, "ended_why": REPLACED}
        case e.CommissionCompleted() if row["ended_on"] is None:
            return {"ended_on": event.completed_on, "ended_why": CLOSED}
        case e.OutcomeNoted() if event.outcome.approved and row["ended_on"] is None:
            return {"ended_on": event.recorded_on, "ended_why": APPROVED}
        case e.FirstTimePointGiven():
            return {"point": True}
        case e.EvaluationSubmitted():
            sheets = (*SHEETS.validate_json(row["sheets"]), sheet(event.scores))
            return {"sheets": dumped(SHEETS, sheets)}
        case e.EvaluationClosed():
            return {"round_closed": True}
        case _:
            return {}


APPOINTMENTS = View(
    appointments,
    (
        e.ChairCommissioned,
        e.AppointmentEnded,
        e.CommissionCompleted,
        e.OutcomeNoted,
        e.FirstTimePointGiven,
        e.EvaluationSubmitted,
        e.EvaluationClosed,
    ),
    key,
    apply,
)


def given_to(tx: Connection, chair_ids: Sequence[str] | None = None) -> dict[str, tuple[Given, ...]]:
    """Each chair's reviews, oldest first."""
    query = select(appointments).order_by(appointments.c.commissioned_on, appointments.c.case_id)
    if chair_ids is not None:
        query = query.where(appointments.c.chair_id.in_(chair_ids))
    found: dict[str, tuple[Given, ...]] = {}
    for row in tx.execute(query).mappings():
        each = Given(**{**row, "sheets": SHEETS.validate_json(row["sheets"])})
        found[each.chair_id] = (*found.get(each.chair_id, ()), each)
    return found


def open_cases_of(tx: Connection, chair_id: str) -> tuple[str, ...]:
    """The cases that this chair leads now."""
    mine = (appointments.c.chair_id == chair_id) & appointments.c.ended_on.is_(None)
    return tuple(tx.scalars(select(appointments.c.case_id).where(mine).order_by(appointments.c.case_id)))


def chairs_of(tx: Connection, case_id: str) -> tuple[str, ...]:
    """Whoever chairs or chaired this case."""
    return tuple(tx.scalars(select(appointments.c.chair_id).where(appointments.c.case_id == case_id)))
