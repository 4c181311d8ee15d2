"""Which reviews were given to whom, how did they end, and how were they judged?"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from shared.record import Recorded
from shared.view import Key, Row, View
from sqlalchemy import Connection, select

from chairs.domain import events as e
from chairs.domain.people.ranking import ENOUGH_RESPONSES
from chairs.domain.quality.scoring import Ratio, sheet, with_another
from chairs.views.tables import appointments

APPROVED, REPLACED, CLOSED = "approved", "replaced", "closed"


class Given(NamedTuple):
    """One review that was given to a chair."""

    case_id: str
    number: int
    chair_id: str
    commissioned_on: date
    ended_on: date | None
    ended_why: str | None
    round_closed: bool
    point: bool
    responses: int
    mean: Ratio | None
    """Of the evaluations."""

    @property
    def goes_on(self) -> bool:
        return self.ended_on is None

    @property
    def told(self) -> bool:
        return enough(self.responses, closed=self.round_closed)


class Led(NamedTuple):
    """What a choice among hundreds reads of each review that was given: the same, and no more of it."""

    commissioned_on: date
    goes_on: bool
    round_closed: bool
    responses: int
    above: str | None
    below: str | None

    @property
    def mean(self) -> Ratio | None:
        return _mean(self.above, self.below)

    @property
    def told(self) -> bool:
        return enough(self.responses, closed=self.round_closed)


def enough(responses: int, *, closed: bool) -> bool:
    """Whether answers count yet: while a round is open, one or two would tell who gave them (Q-01)."""
    return closed or responses >= ENOUGH_RESPONSES


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
            "writer_id": event.writer_id,
            "commissioned_on": event.commissioned_on,
            "ended_on": None,
            "ended_why": None,
            "responses": 0,
            "mean_above": None,
            "mean_below": None,
            "round_closed": False,
            "point": False,
        }
    return row and {**row, **_change(row, event)}


def _change(row: Row, event: Any) -> dict[str, Any]:
    match event:
        case e.AppointmentEnded():
            return {"ended_on": event.ended_on, "ended_why": REPLACED}
        case e.WriterChanged():
            return {"writer_id": event.writer_id}
        case e.CommissionCompleted() if row["ended_on"] is None:
            return {"ended_on": event.completed_on, "ended_why": CLOSED}
        case e.OutcomeNoted() if event.outcome.approved and row["ended_on"] is None:
            return {"ended_on": event.recorded_on, "ended_why": APPROVED}
        case e.FirstTimePointGiven():
            return {"point": True}
        case e.EvaluationSubmitted():
            before = _mean(row["mean_above"], row["mean_below"])
            above, below = with_another(before, row["responses"], sheet(event.scores))
            return {"responses": row["responses"] + 1, "mean_above": str(above), "mean_below": str(below)}
        case e.EvaluationClosed():
            return {"round_closed": True}
        case _:
            return {}


APPOINTMENTS = View(
    appointments,
    (
        e.ChairCommissioned,
        e.AppointmentEnded,
        e.WriterChanged,
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
    c = appointments.c
    query = select(
        c.case_id,
        c.number,
        c.chair_id,
        c.commissioned_on,
        c.ended_on,
        c.ended_why,
        c.round_closed,
        c.point,
        c.responses,
        c.mean_above,
        c.mean_below,
    ).order_by(c.commissioned_on, c.case_id)
    if chair_ids is not None:
        query = query.where(c.chair_id.in_(chair_ids))
    found: defaultdict[str, list[Given]] = defaultdict(list)
    for case_id, number, chair_id, on, ended, why, closed, point, responses, above, below in tx.execute(
        query
    ).fetchall():
        mean = _mean(above, below)
        found[chair_id].append(Given(case_id, number, chair_id, on, ended, why, closed, point, responses, mean))
    return {chair_id: tuple(each) for chair_id, each in found.items()}


def led_by(tx: Connection, chair_ids: Sequence[str] | None = None) -> dict[str, list[Led]]:
    """Each chair's reviews, in no order, as far as a choice looks at them."""
    c = appointments.c
    query = select(
        c.chair_id, c.commissioned_on, c.ended_on.is_(None), c.round_closed, c.responses, c.mean_above, c.mean_below
    )
    if chair_ids is not None:
        query = query.where(c.chair_id.in_(chair_ids))
    found: defaultdict[str, list[Led]] = defaultdict(list)
    for chair_id, *rest in tx.execute(query).fetchall():
        found[chair_id].append(Led._make(rest))
    return found


def _mean(above: str | None, below: str | None) -> Ratio | None:
    return (int(above), int(below)) if above is not None and below is not None else None


def open_cases_of(tx: Connection, chair_id: str) -> tuple[str, ...]:
    """The cases that this person leads now, or writes the report of."""
    c = appointments.c
    mine = ((c.chair_id == chair_id) | (c.writer_id == chair_id)) & c.ended_on.is_(None)
    return tuple(tx.scalars(select(c.case_id).where(mine).order_by(c.case_id)))


def of_case(tx: Connection, case_id: str) -> tuple[str, ...]:
    """Whoever of the list chairs or chaired this case, or writes its report."""
    rows = tx.execute(
        select(appointments.c.chair_id, appointments.c.writer_id).where(appointments.c.case_id == case_id)
    )
    return tuple(dict.fromkeys(each for row in rows for each in row if each is not None))
