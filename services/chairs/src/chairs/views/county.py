"""What has the county settled, what was allocated, and what was exported?"""

from typing import Any

from shared.message import members
from shared.record import Recorded
from shared.view import Key, Row, View
from sqlalchemy import Connection, select

from chairs.domain import events as e
from chairs.domain.county.budget import YearTotals
from chairs.domain.county.fees import sum_of
from chairs.domain.county.settings import Settings, evolve
from chairs.domain.money.ledger import not_invoiced_before
from chairs.views.commissions import ledgers
from chairs.views.stored import SETTINGS, dumped
from chairs.views.tables import budgets, exports, settings

COUNTY = "county"


def apply_setting(row: Row | None, recorded: Recorded[Any]) -> Row:
    before = Settings() if row is None else SETTINGS.validate_json(row["data"])
    return {"key": COUNTY, "data": dumped(SETTINGS, evolve(before, recorded.message))}


COUNTY_SETTINGS = View(settings, members(e.SettingEvent), lambda _: (COUNTY,), apply_setting)


def settings_now(tx: Connection) -> Settings:
    data = tx.scalar(select(settings.c.data))
    return Settings() if data is None else SETTINGS.validate_json(data)


def apply_budget(row: Row | None, recorded: Recorded[Any]) -> Row:
    del row
    event = recorded.message
    return {"year": event.year, "amount": event.amount, "funder": event.funder}


BUDGETS = View(budgets, (e.BudgetAllocated,), lambda recorded: (recorded.message.year,), apply_budget)


def year_totals(tx: Connection, year: int) -> YearTotals:
    allocated = tx.scalar(select(budgets.c.amount).where(budgets.c.year == year))
    every = [lines for _, _, lines in ledgers(tx)]
    committed = sum_of(lines[year].committed for lines in every if year in lines)
    return YearTotals(allocated, committed, sum_of(not_invoiced_before(lines, year) for lines in every))


def every_year(tx: Connection) -> dict[int, YearTotals]:
    """The years that have a budget."""
    return {year: year_totals(tx, year) for year in tx.scalars(select(budgets.c.year)).all()}


def export_key(recorded: Recorded[Any]) -> Key:
    return (recorded.stream.removeprefix("export-"),)


def apply_export(row: Row | None, recorded: Recorded[Any]) -> Row | None:
    match recorded.message:
        case e.InvoicesExported() as event:
            return {
                "export_id": recorded.stream.removeprefix("export-"),
                "exported_on": event.exported_on,
                "count": len(event.lines),
                "control_total": event.control_total,
                "repeats": 0,
            }
        case _:
            return row and {**row, "repeats": row["repeats"] + 1}


EXPORTS = View(exports, members(e.ExportEvent), export_key, apply_export)
