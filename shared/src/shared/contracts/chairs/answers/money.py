"""What is answered about budgets, exports and settings?"""

from datetime import date
from decimal import Decimal

from shared.contracts.chairs.values import (
    CostShare,
    Fees,
    InvoiceKind,
    Outcome,
)
from shared.message import Id, Value
from shared.money import Pounds


class FunderLine(Value):
    name: str
    share: Pounds


class BudgetLine(Value):
    case_id: Id
    reference: str
    chair_name: str
    committed: Pounds
    invoiced: Pounds
    paid: Pounds


class ExpectedLine(Value):
    """An open review that has no chair yet, and what one may cost."""

    case_id: Id
    reference: str
    amount: Pounds


class Budget(Value):
    """One financial year (Y-06). Invoices count in the years of their days of work, or else of their date."""

    year: int
    in_words: str
    """`2026 to 2027`"""
    funder: str | None
    allocated: Pounds
    committed: Pounds
    """The ceilings of the year's commissions, and what older ones were invoiced for in it."""
    invoiced: Pounds
    paid: Pounds
    remaining: Decimal
    """Allocated less committed; below zero where the year runs short."""
    brought_forward: Pounds
    """Of commissions of earlier years, what is not invoiced yet."""
    expected: Pounds
    """For open cases that have no chair yet, at the fee of the day."""
    forecast: Decimal
    """What would remain when all that came to pass."""
    lines: tuple[BudgetLine, ...]
    shares: tuple[FunderLine, ...]
    """How what is committed is shared among the funders (Y-10)."""
    waiting: tuple[ExpectedLine, ...] = ()
    """The reviews of which that is expected."""
    years: tuple[int, ...]
    """The years there is anything to say about."""


class ExportedLine(Value):
    case_id: Id
    reference: str
    payee: str
    number: str
    kind: InvoiceKind
    amount: Decimal
    """Credit notes are below zero."""
    dated_on: date
    approved_on: date


class Export(Value):
    export_id: Id
    made_on: date
    made_by: str
    lines: tuple[ExportedLine, ...]
    control_total: Decimal
    repeats: int
    """How often it was exported again."""


class ExportRow(Value):
    export_id: Id
    made_on: date
    count: int
    control_total: Decimal
    repeats: int


class Exports(Value):
    exports: tuple[ExportRow, ...]
    waiting: int
    """Approved invoices and credit notes not exported yet."""
    waiting_total: Decimal


class Settings(Value):
    """What holds on a day: for the forms."""

    on: date
    specialisms: tuple[str, ...]
    fees: Fees
    share: CostShare
    percent_at_draft: int
    point_outcomes: tuple[Outcome, ...]
    criteria: tuple[str, ...]
