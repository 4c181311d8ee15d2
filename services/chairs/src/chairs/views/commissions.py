"""How does each case's commission stand, and what does it cost in which year?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from shared.contracts.cases.values import Evaluator
from shared.message import members
from shared.record import Recorded
from shared.view import Key, Row, View
from sqlalchemy import Connection, select

from chairs.domain.commission import COMMISSION as COMMISSION_DECIDER
from chairs.domain.county.budget import Line
from chairs.domain.events import CommissionEvent, EvaluationOpened, EvaluatorInvitedAgain
from chairs.domain.money.ledger import ledger
from chairs.domain.state import Commission
from chairs.views.stored import COMMISSION, LEDGER, dumped
from chairs.views.tables import commissions


def key(recorded: Recorded[Any]) -> Key:
    return (recorded.message.case_id,)


def apply(row: Row | None, recorded: Recorded[Any]) -> Row:
    before = Commission() if row is None else COMMISSION.validate_json(row["data"])
    after = COMMISSION_DECIDER.evolve(before, recorded.message)
    last = after.appointments[-1] if after.appointments else None
    evaluation = after.evaluation
    return {
        "case_id": recorded.message.case_id,
        "chair_name": last.chair_name if last else None,
        "open_round_closes": evaluation.closes_on if evaluation and not evaluation.closed else None,
        "reminded": bool(evaluation and evaluation.reminded),
        "ledger": dumped(LEDGER, ledger(after)),
        "data": dumped(COMMISSION, after),
    }


COMMISSIONS = View(commissions, members(CommissionEvent), key, apply)


def commission_of(tx: Connection, case_id: str) -> Commission:
    found = tx.scalar(select(commissions.c.data).where(commissions.c.case_id == case_id))
    return Commission() if found is None else COMMISSION.validate_json(found)


def stream_of(case_id: str) -> str:
    return f"commission-{case_id}"


def invited(history: Sequence[Recorded[Any]]) -> tuple[Evaluator, ...]:
    """Who was asked to evaluate the chair, and where they are reached: on the record alone, never in a table."""
    people: dict[str, Evaluator] = {}
    for recorded in history:
        match recorded.message:
            case EvaluationOpened(evaluators=evaluators):
                people |= {one.member_id: one for one in evaluators}
            case EvaluatorInvitedAgain(evaluator=one):
                people[one.member_id] = one
            case _:
                pass
    return tuple(people.values())


def all_commissions(tx: Connection, case_ids: Sequence[str] | None = None) -> dict[str, Commission]:
    query = select(commissions.c.case_id, commissions.c.data).order_by(commissions.c.case_id)
    if case_ids is not None:
        query = query.where(commissions.c.case_id.in_(case_ids))
    return {case_id: COMMISSION.validate_json(data) for case_id, data in tx.execute(query)}


def ledgers(tx: Connection) -> Iterator[tuple[str, str | None, dict[int, Line]]]:
    """Of each case the chair's name and the lines by year."""
    c = commissions.c
    for case_id, chair_name, lines in tx.execute(select(c.case_id, c.chair_name, c.ledger).order_by(c.case_id)):
        yield case_id, chair_name, LEDGER.validate_json(lines)


def totals_of(tx: Connection, year: int) -> Line:
    total = Line()
    for _, _, lines in ledgers(tx):
        line = lines.get(year, Line())
        total = Line(total.committed + line.committed, total.invoiced + line.invoiced, total.paid + line.paid)
    return total


def open_rounds(tx: Connection) -> list[tuple[str, date, bool]]:
    """Cases whose evaluation is open, until when, and whether its members were reminded."""
    c = commissions.c
    query = select(c.case_id, c.open_round_closes, c.reminded).where(c.open_round_closes.is_not(None))
    return [(case_id, closes, reminded) for case_id, closes, reminded in tx.execute(query.order_by(c.case_id))]
