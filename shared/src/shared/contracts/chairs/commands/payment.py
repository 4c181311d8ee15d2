"""What may be asked about the money of a commission: requests, invoices, credit notes, exports?"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from shared.actor import SPT, Role
from shared.contracts.chairs.commands.roles import BUDGET_HOLDERS, SERVICE, SPT_OR_FINANCE, OnCommission
from shared.contracts.chairs.values import (
    ChairId,
    InvoiceId,
    Milestone,
    Worked,
)
from shared.message import Command, Id, Line, New, PersonalText, Text
from shared.money import NOTHING, Pounds


class RequestComplexity(OnCommission):
    """The chair asks for more than the fixed fee, once (Y-02)."""

    may: ClassVar[frozenset[Role]] = SPT | {Role.PANEL_CHAIR}
    amount: Pounds
    reason: PersonalText


class DecideComplexity(OnCommission):
    granted: bool
    reason: PersonalText


class RequestMoreDays(OnCommission):
    """More working days than the day rate foresees (Y-03)."""

    may: ClassVar[frozenset[Role]] = SPT | {Role.PANEL_CHAIR}
    days: Annotated[int, Field(ge=1, le=200)]
    reason: PersonalText


class DecideMoreDays(OnCommission):
    granted: bool
    reason: PersonalText


class ReachMilestone(OnCommission):
    """A part of the fixed fee becomes payable (Y-09). The system says so by itself after the facts of the case."""

    may: ClassVar[frozenset[Role]] = SPT | SERVICE
    milestone: Milestone
    reached_on: date


class AllowLateInvoice(OnCommission):
    """After the case closed, for work that was not invoiced in time: as much of what was freed is committed again."""

    may: ClassVar[frozenset[Role]] = BUDGET_HOLDERS
    up_to: Pounds
    reason: PersonalText
    accept_overspend: bool = False
    """The year's budget does not cover it, and is overspent all the same (Y-06)."""


class _OnInvoice(OnCommission):
    invoice_id: InvoiceId


class EnterInvoice(OnCommission):
    """An invoice was received (Y-05). Under the day rate with the hours it is for (Y-03)."""

    may: ClassVar[frozenset[Role]] = SPT | {Role.PANEL_CHAIR}
    invoice_id: Annotated[Id, New]
    number: Line
    """As printed on it."""
    amount: Pounds
    """Without travel."""
    dated_on: date
    received_on: date
    hours: tuple[Worked, ...] = ()
    travel: Pounds = NOTHING
    travel_reason: PersonalText | None = None
    """The exceptional circumstances (Y-04)."""
    from_writer: bool = False
    former_writer: Line | None = None
    """From whom it comes, where that is not who writes the report now (H-08)."""
    chair_id: ChairId | None = None
    """The chair it comes from, where that is one who was replaced (Y-11)."""


class CheckInvoice(_OnInvoice):
    """It was compared with the commission: scheme, ceiling, duplicates (Y-05)."""


class ApproveInvoice(_OnInvoice):
    """By another person than who entered it (Y-05, Y-08)."""

    may: ClassVar[frozenset[Role]] = SPT_OR_FINANCE


class RefuseInvoice(_OnInvoice):
    may: ClassVar[frozenset[Role]] = SPT_OR_FINANCE
    reason: PersonalText


class WithdrawInvoice(_OnInvoice):
    """It was entered by mistake; its number is free again."""

    reason: PersonalText


class SendForPayment(_OnInvoice):
    may: ClassVar[frozenset[Role]] = SPT_OR_FINANCE | SERVICE
    sent_on: date


class RecordPayment(_OnInvoice):
    may: ClassVar[frozenset[Role]] = SPT_OR_FINANCE
    paid_on: date


class EnterCreditNote(_OnInvoice):
    """The chair credits an invoice, in whole or in part (Y-11). It takes effect when another person approves it."""

    credit_id: Annotated[Id, New]
    number: Line
    amount: Pounds
    dated_on: date
    reason: PersonalText


class ApproveCreditNote(OnCommission):
    may: ClassVar[frozenset[Role]] = SPT_OR_FINANCE
    credit_id: Id


class RefuseCreditNote(OnCommission):
    may: ClassVar[frozenset[Role]] = SPT_OR_FINANCE
    credit_id: Id
    reason: PersonalText


class ExportInvoices(Command):
    """List the approved invoices for the finance system, each once, with a control total (Y-11)."""

    may: ClassVar[frozenset[Role]] = SPT_OR_FINANCE
    export_id: Annotated[Id, New]


class ReexportInvoices(Command):
    """The same list once more, marked as such."""

    may: ClassVar[frozenset[Role]] = SPT_OR_FINANCE
    export_id: Id
    reason: Text
