"""Which quarters have a report, and which reviews gave an update (B-02, B-03)? Texts stay in the stream."""

from typing import Any

from shared.contracts.chairs.facts import BudgetChanged
from shared.record import Recorded
from shared.view import Key, Row, View

from tracker.domain.events import quarter as q
from tracker.views.tables import budgets, quarters, updates


def _quarter_key(recorded: Recorded[Any]) -> Key:
    return (recorded.message.quarter,)


def _quarter(row: Row | None, recorded: Recorded[Any]) -> Row:
    known = row or {"quarter": recorded.message.quarter}
    match recorded.message:
        case q.UpdatesAsked(asked_on=day):
            return {**known, "asked_on": day}
        case q.UpdatesChased(chased_on=day):
            return {**known, "chased_on": day}
        case q.QuarterlyReportPresented(presented_on=day):
            return {**known, "presented_on": day}
        case _:
            return known


def _update_key(recorded: Recorded[Any]) -> Key:
    return (recorded.message.quarter, recorded.message.case_id)


def _update(_: Row | None, recorded: Recorded[Any]) -> Row:
    given: q.QuarterlyUpdateRecorded = recorded.message
    return {"quarter": given.quarter, "case_id": given.case_id, "given_on": given.given_on}


def _budget_key(recorded: Recorded[Any]) -> Key:
    return (recorded.message.year,)


def _budget(_: Row | None, recorded: Recorded[Any]) -> Row:
    told: BudgetChanged = recorded.message
    return {name: getattr(told, name) for name in ("year", "allocated", "committed", "invoiced", "paid")}


QUARTERS = View(
    table=quarters,
    listens=(q.UpdatesAsked, q.UpdatesChased, q.QuarterlyUpdateRecorded, q.QuarterlyReportPresented),
    key=_quarter_key,
    apply=_quarter,
)
UPDATES = View(table=updates, listens=(q.QuarterlyUpdateRecorded,), key=_update_key, apply=_update)
BUDGETS = View(table=budgets, listens=(BudgetChanged,), key=_budget_key, apply=_budget)
