"""What the chairs service tells others."""

from datetime import date

from shared.message import Contract, Id
from shared.money import Pounds


class ChairListed(Contract):
    """Somebody was accepted on the approved list (H-01). A chair's name stands on the published report."""

    chair_id: Id
    name: str


class ChairCommissioned(Contract):
    """The CSP Chair commissioned a chair, assured of independence (H-06)."""

    case_id: Id
    chair_id: Id
    chair_name: str
    writer_name: str | None
    commissioned_on: date
    committed: Pounds


class InvoiceApproved(Contract):
    case_id: Id
    number: str
    amount: Pounds
    approved_on: date


class InvoicePaid(Contract):
    """An invoice of the chair was paid from the budget (Y-05)."""

    case_id: Id
    number: str
    amount: Pounds
    paid_on: date


class FirstTimePointGiven(Contract):
    """The report was accepted at its first submission; one point on the chair's record (Q-03)."""

    case_id: Id
    chair_id: Id
    given_on: date


class EvaluationReceived(Contract):
    """A panel member evaluated the chair (Q-01). No scores: the chair does not see who said what."""

    case_id: Id
    received: int
    expected: int


class BudgetChanged(Contract):
    """The year's budget as it stands (Y-06)."""

    year: int
    """The year in which the financial year begins."""
    allocated: Pounds
    committed: Pounds
    invoiced: Pounds
    paid: Pounds
