"""What does a commission know of itself? Appointments, invoices, requests, the evaluation; nothing personal."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from shared.contracts.chairs.values import (
    CostShare,
    Fees,
    FeeScheme,
    Independence,
    Milestone,
    Outcome,
    Tier,
)
from shared.money import NOTHING

from chairs.domain.county.fees import part, sum_of
from chairs.domain.invoice import LIVE, OWED, Credit, Invoice
from chairs.domain.people.concerns import Concern


@dataclass(frozen=True, slots=True)
class Conflict:
    """Found after the appointment; `chair_continues` None: nobody decided yet."""

    explanation: tuple[str, ...]
    chair_continues: bool | None = None

    @property
    def settled(self) -> bool:
        return self.chair_continues is not None


@dataclass(frozen=True, slots=True)
class FormerWriter:
    """Wrote the report before somebody else did: `due`, the fees that were settled with them."""

    payee_id: str
    name: str
    due: Decimal


@dataclass(frozen=True, slots=True)
class Appointment:
    number: int
    chair_id: str
    chair_name: str
    writer_id: str | None
    writer_name: str | None
    commissioned_on: date
    commissioned_by: str
    scheme: FeeScheme
    tier: Tier | None
    fees: Fees
    share: CostShare
    percent_at_draft: int
    days_estimated: int | None
    ceiling: Decimal
    """Of fees; travel that was approved comes on top."""
    year: int
    explanation: tuple[str, ...]
    """Of independence, as it was when the chair was commissioned."""
    independence: Independence
    agreed_on: date | None = None
    ended_on: date | None = None
    writer_explanation: tuple[str, ...] = ()
    """Of a writer who is on the list, as `explanation`."""
    conflict: Conflict | None = None
    milestones: tuple[Milestone, ...] = ()
    allowed_late: tuple[Decimal, ...] = ()
    """What was committed again since the case closed: late invoices that were allowed, and more that was granted."""
    writer_fee: Decimal = NOTHING
    """What was agreed with the writer: a part of the ceiling, and theirs alone."""
    writer_since: date | None = None
    """None: since the commission."""
    former_writers: tuple[FormerWriter, ...] = ()
    settled: Decimal | None = None
    """What is due in all since the appointment ended, travel included (H-08)."""
    settled_by: str = ""
    limit_at_end: Decimal | None = None
    """The limit on the day of the settlement, which is a part of it."""
    concerns: tuple[Concern, ...] = ()
    """What was known against independence at the commission, or was raised since."""


@dataclass(frozen=True, slots=True)
class Request:
    """For more money or more days; `granted` None: nobody decided yet."""

    asked_by: str
    asked_on: date
    amount: Decimal = NOTHING
    days: int = 0
    granted: bool | None = None


@dataclass(frozen=True, slots=True)
class Overspend:
    up_to: Decimal
    approved_by: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    number: int
    chair_id: str
    member_ids: tuple[str, ...]
    criteria: tuple[str, ...]
    opened_on: date
    closes_on: date
    answered: tuple[str, ...] = ()
    reminded: bool = False
    closed: bool = False
    reference: str = ""
    csp: str = ""
    """Of the case, for the letters."""
    links: dict[str, int] = field(default_factory=dict)
    """Of each member which of their links opens the evaluation, where it is not the first."""

    def link_of(self, member_id: str) -> int:
        return self.links.get(member_id, 1)


@dataclass(frozen=True, slots=True)
class Commission:
    """One case's chair, and whoever chaired it before."""

    appointments: tuple[Appointment, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    overspend: Overspend | None = None
    complexity: Request | None = None
    more_days: Request | None = None
    outcomes: tuple[tuple[int, Outcome], ...] = ()
    point: bool = False
    evaluation: Evaluation | None = None
    completed_on: date | None = None

    @property
    def present(self) -> Appointment | None:
        """The chair of today."""
        last = self.appointments[-1] if self.appointments else None
        return last if last is not None and last.ended_on is None else None

    @property
    def approved(self) -> bool:
        """The Home Office approved the report: the work is done."""
        return any(outcome.approved for _, outcome in self.outcomes)

    def invoice(self, invoice_id: str) -> Invoice | None:
        return next((each for each in self.invoices if each.invoice_id == invoice_id), None)

    def credit(self, credit_id: str) -> Credit | None:
        return next((each for each in self.credits if each.credit_id == credit_id), None)

    @property
    def credits(self) -> tuple[Credit, ...]:
        return tuple(credit for invoice in self.invoices for credit in invoice.credits)

    def approved_of(self, appointment: Appointment) -> tuple[Invoice, ...]:
        return tuple(each for each in self.invoices if each.appointment == appointment.number and each.state in OWED)

    def live_of(self, appointment: Appointment) -> tuple[Invoice, ...]:
        return tuple(each for each in self.invoices if each.appointment == appointment.number and each.state in LIVE)

    def freed(self, appointment: Appointment) -> Decimal:
        """What is free of the ceiling again: what a settlement left (H-08), and once the case is closed, what no live
        invoice takes and nobody allowed since (Y-06). Never more than the ceiling, and never less than nothing."""
        if appointment.settled is not None:
            return (appointment.limit_at_end or appointment.settled) - appointment.settled
        if self.completed_on is None:
            return NOTHING
        late = sum_of(each.amount for each in self.invoices if each.late and each.appointment == appointment.number)
        allowed = max(NOTHING, sum_of(appointment.allowed_late) - late)
        taken = sum_of(each.fees_net for each in self.live_of(appointment))
        return max(NOTHING, appointment.ceiling - taken - allowed)

    def limit(self, appointment: Appointment) -> Decimal:
        """The approved ceiling: fees and approved travel (Y-04, Y-09); after the end, what was settled (H-08)."""
        if appointment.settled is not None:
            return appointment.settled
        travel = sum_of(each.travel_net for each in self.approved_of(appointment))
        return appointment.ceiling - self.freed(appointment) + travel

    def invoiced(self, appointment: Appointment) -> Decimal:
        """Approved, less credits."""
        return sum_of(each.total - each.credited for each in self.approved_of(appointment))

    def paid(self, appointment: Appointment) -> Decimal:
        return sum_of(each.paid_net for each in self.approved_of(appointment))

    def payable(self, appointment: Appointment) -> Decimal:
        """Of the ceiling of fees, what is payable now: all of it by the day, after settlement, or at the outcome."""
        whole = appointment.ceiling - self.freed(appointment)
        reached = appointment.milestones
        if appointment.scheme is FeeScheme.DAY_RATE or appointment.ended_on or Milestone.OUTCOME in reached:
            return whole
        return part(whole, appointment.percent_at_draft) if Milestone.AGREED_DRAFT in reached else NOTHING


def changed(state: Commission, number: int, **changes: object) -> Commission:
    """The commission with one appointment changed."""
    return replace(
        state,
        appointments=tuple(
            replace(each, **changes) if each.number == number else each  # type: ignore[arg-type]
            for each in state.appointments
        ),
    )
