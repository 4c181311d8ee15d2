"""What does a commission keep of an invoice and of a credit note? Nothing personal."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shared.contracts.chairs.values import (
    InvoiceState,
)
from shared.money import NOTHING

from chairs.domain.county.fees import sum_of
from chairs.domain.county.years import Parts

LIVE = frozenset(InvoiceState) - {InvoiceState.REFUSED, InvoiceState.WITHDRAWN}


OWED = frozenset({InvoiceState.APPROVED, InvoiceState.SENT, InvoiceState.PAID})


@dataclass(frozen=True, slots=True)
class Credit:
    credit_id: str
    invoice_id: str
    payee_id: str
    number: str
    amount: Decimal
    entered_by: str
    state: InvoiceState = InvoiceState.ENTERED


@dataclass(frozen=True, slots=True)
class Invoice:
    invoice_id: str
    appointment: int
    payee_id: str
    payee: str
    number: str
    amount: Decimal
    travel: Decimal
    hours: Decimal
    dated_on: date
    year: int
    entered_by: str
    state: InvoiceState = InvoiceState.ENTERED
    approved_on: date | None = None
    credits: tuple[Credit, ...] = ()
    late: bool = False
    """Entered after the case closed: it takes from what was allowed since."""
    paid_amount: Decimal | None = None
    """What was credited before is not in it. Of what was paid before this was kept, None."""
    parts: Parts = ()
    """What counts in which financial year."""
    days: tuple[tuple[date, Decimal], ...] = ()
    """The hours of each day of work that is claimed."""
    received_on: date | None = None

    @property
    def credited(self) -> Decimal:
        return sum_of(each.amount for each in self.credits if each.state is InvoiceState.APPROVED)

    @property
    def paid(self) -> bool:
        return self.state is InvoiceState.PAID

    @property
    def total(self) -> Decimal:
        return self.amount + self.travel

    @property
    def fees_net(self) -> Decimal:
        """Fees less credits; a credit takes back travel first, so that it never makes room for more fees too soon."""
        return self.amount - max(NOTHING, self.credited - self.travel)

    @property
    def travel_net(self) -> Decimal:
        return max(NOTHING, self.travel - self.credited)

    @property
    def paid_net(self) -> Decimal:
        return self.total - self.credited if self.paid else NOTHING
