"""What is answered about one case's commission and its invoices?"""

from datetime import date
from decimal import Decimal

from shared.contracts.chairs.answers.roster import HistoryLine
from shared.contracts.chairs.values import (
    Considered,
    CostShare,
    Fees,
    FeeScheme,
    InvoiceKind,
    InvoiceState,
    Milestone,
    Tier,
    Worked,
)
from shared.message import Id, Value
from shared.money import NOTHING, Pounds


class Pending(Value):
    """A request that waits for another person."""

    asked_on: date
    asked_by: str
    reason: str
    amount: Pounds | None = None
    days: int | None = None


class FormerWriter(Value):
    """Wrote the report before somebody else did."""

    name: str
    due: Pounds
    """The fees that were settled with them, in all."""


class Appointed(Value):
    """One appointment of the case, the present one or an earlier one."""

    number: int
    chair_id: Id
    chair_name: str
    writer_name: str | None
    writer_explanation: tuple[str, ...] = ()
    writer_independence: str | None = None
    former_writers: tuple[FormerWriter, ...] = ()
    commissioned_on: date
    commissioned_by: str
    on_behalf_of: str | None
    reason: str
    needed: tuple[str, ...]
    considered: tuple[Considered, ...]
    independence_decision: str | None
    load_override: str | None
    agreed_on: date | None
    """The initial panel meeting agreed it (H-06)."""
    scheme: FeeScheme
    tier: Tier | None
    fees: Fees
    share: CostShare
    days_estimated: int | None
    percent_at_draft: int = 50
    ceiling: Pounds
    payable_now: Pounds
    """Of the ceiling, what the milestones reached allow (Y-09)."""
    milestones: tuple[tuple[Milestone, date], ...]
    invoiced: Pounds
    """Approved, less credits."""
    paid: Pounds
    left: Pounds
    ended_on: date | None
    ended_why: str | None
    handover: tuple[str, ...]
    freed: Pounds = NOTHING
    """Of the ceiling, what nobody can invoice any more."""
    conflict: str | None
    """Found after the appointment, and not decided yet (H-12)."""
    complexity: Pending | None
    more_days: Pending | None


class InvoiceRow(Value):
    invoice_id: Id
    case_id: Id
    reference: str
    kind: InvoiceKind
    of_invoice: Id | None
    """Of a credit note: the invoice it credits."""
    payee: str
    number: str
    amount: Pounds
    travel: Pounds
    total: Pounds
    hours: Decimal | None
    dated_on: date
    received_on: date
    year: int
    state: InvoiceState
    query: str | None
    entered_by: str
    approved_by: str | None
    approved_on: date | None
    sent_on: date | None
    paid_on: date | None
    credited: Pounds
    exported: bool


class InvoiceRecord(Value):
    row: InvoiceRow
    worked: tuple[Worked, ...]
    travel_reason: str | None
    reason: str | None
    """Why it was refused or withdrawn; of a credit note, why it was given."""
    waits_for: str | None
    """What has to happen next, in words."""
    parts: tuple[tuple[int, Pounds], ...] = ()
    """In which financial years it counts, each with what (Y-06)."""
    ceiling: Pounds = NOTHING
    """Of the appointment that it belongs to, travel that was approved included."""
    left: Pounds = NOTHING
    """Of the ceiling, less what is approved."""
    payable: Pounds = NOTHING
    """Of this payee's part, what the milestones reached allow, less what is approved (Y-09)."""


class Commission(Value):
    """The chair of one case, the money and the record of the choice."""

    case_id: Id
    reference: str
    csp: str
    present: Appointed | None
    earlier: tuple[Appointed, ...]
    invoices: tuple[InvoiceRecord, ...]
    overspend_approved: Pounds | None
    overspend_approved_by: str | None
    approved: bool = False
    """The Home Office approved the report: the chair's work is done, and nobody replaces them."""
    closed_on: date | None = None
    """The day the case was closed, and what was not invoiced was freed."""
    timeline: tuple[HistoryLine, ...]
    """Newest first."""


class LetterFile(Value):
    """A document as it is downloaded."""

    name: str
    media_type: str
    content: str
    """Base64."""
    sha256: str
