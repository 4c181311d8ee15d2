"""What the county has settled about chairs, budgets and exports. Names and fields are stored for ever."""

from datetime import date
from decimal import Decimal

from shared.contracts.chairs.values import CostShare, Fees, InvoiceKind, Outcome
from shared.message import Event, Id, Value


class SpecialismAdded(Event):
    name: str


class FeesSet(Event):
    """Commissions made from this day on are paid by these amounts."""

    holds_from: date
    fees: Fees


class FundingSet(Event):
    holds_from: date
    share: CostShare


class MilestonesSet(Event):
    holds_from: date
    percent_at_draft: int


class PointOutcomesSet(Event):
    holds_from: date
    outcomes: tuple[Outcome, ...]


class CriteriaSet(Event):
    holds_from: date
    criteria: tuple[str, ...]


type SettingEvent = SpecialismAdded | FeesSet | FundingSet | MilestonesSet | PointOutcomesSet | CriteriaSet


class BudgetAllocated(Event):
    """The funder gives this much for the financial year; it replaces what was said before."""

    year: int
    amount: Decimal
    funder: str


class BudgetRestated(Event):
    """The year's totals after money moved."""

    year: int
    committed: Decimal
    invoiced: Decimal
    paid: Decimal


type BudgetEvent = BudgetAllocated | BudgetRestated


class ExportLine(Value):
    """One invoice or credit note as it went to finance; a credit is below zero."""

    invoice_id: Id
    case_id: Id
    reference: str
    payee: str
    number: str
    kind: InvoiceKind
    amount: Decimal
    dated_on: date
    approved_on: date


class InvoicesExported(Event):
    lines: tuple[ExportLine, ...]
    control_total: Decimal
    exported_on: date
    exported_by: str


class InvoicesExportedAgain(Event):
    """The same list once more, marked as such."""

    reason: str
    exported_on: date
    exported_by: str


type ExportEvent = InvoicesExported | InvoicesExportedAgain
