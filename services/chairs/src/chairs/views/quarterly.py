"""Which quarterly updates were asked for, given and missed, of each review (B-03, Q-04)? As the tracker tells it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from shared.contracts.tracker import facts
from shared.contracts.tracker.values import UpdateGiver
from shared.record import Recorded
from shared.view import Key, Row, View
from sqlalchemy import Connection, select

from chairs.views.tables import quarterly_updates


def key(recorded: Recorded[Any]) -> Key:
    return (recorded.message.case_id, recorded.message.quarter)


def apply(row: Row | None, recorded: Recorded[Any]) -> Row:
    fact = recorded.message
    known = row or {
        "case_id": fact.case_id,
        "quarter": fact.quarter,
        "of": None,
        "asked_on": None,
        "due": None,
        "given_on": None,
        "missing_on": None,
        "called_off": False,
    }
    return {**known, **_change(known, fact)}


def _change(row: Row, fact: Any) -> dict[str, Any]:
    """What came first counts: whose it was, when it was asked for, the day it was given."""
    match fact:
        case facts.QuarterlyUpdateAsked():
            first = row["of"] is None
            return {"of": fact.of, "asked_on": fact.asked_on, "due": fact.due} if first else {}
        case facts.QuarterlyUpdateGiven():
            return {"of": row["of"] or fact.of, "given_on": row["given_on"] or fact.given_on}
        case facts.QuarterlyUpdateMissing():
            return {"of": row["of"] or fact.of, "missing_on": row["missing_on"] or fact.missing_on}
        case facts.QuarterlyUpdateCalledOff():
            return {"called_off": True}
        case _:
            return {}


QUARTERLY_UPDATES = View(
    quarterly_updates,
    (
        facts.QuarterlyUpdateAsked,
        facts.QuarterlyUpdateGiven,
        facts.QuarterlyUpdateMissing,
        facts.QuarterlyUpdateCalledOff,
    ),
    key,
    apply,
)


class Update(NamedTuple):
    """One quarter's update of a review, where it was the panel chair's to give."""

    quarter: str
    asked_on: date | None
    due: date | None
    given_on: date | None
    missing_on: date | None


def updates_of_chairs(tx: Connection, case_ids: Sequence[str]) -> dict[str, tuple[Update, ...]]:
    """Of each case, oldest first. What was called off before its day is nobody's."""
    c = quarterly_updates.c
    query = (
        select(c.case_id, c.quarter, c.asked_on, c.due, c.given_on, c.missing_on)
        .where(c.case_id.in_(case_ids), c.of == UpdateGiver.PANEL_CHAIR.value, c.called_off.is_(False))
        .order_by(c.case_id, c.quarter)
    )
    found: dict[str, list[Update]] = {}
    for case_id, *rest in tx.execute(query):
        found.setdefault(case_id, []).append(Update(*rest))
    return {case_id: tuple(updates) for case_id, updates in found.items()}
