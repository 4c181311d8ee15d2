"""What the chairs service tells others."""

from datetime import date

from pydantic import Field

from shared.contracts.cases.values import Evaluator
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
    account_id: str | None = None
    """With which they sign in: they may open this case now."""


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
    """A panel member evaluated the chair (Q-01): that they did, and nothing of what they said."""

    case_id: Id
    member_id: str | None = None
    link: int = 1
    """Which of their links is the last that was sent to them."""
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


class ChairReplaced(Contract):
    """The chair's appointment ended before the review did; clocks keep running (H-08)."""

    case_id: Id
    chair_id: Id
    chair_name: str
    ended_on: date
    account_id: str | None = None
    """With which they sign in: they may not open this case any more."""


class WriterChanged(Contract):
    """Somebody else writes the report from now on; the chair goes on (H-07)."""

    case_id: Id
    writer_name: str | None
    """None: the chair writes it now."""
    former_name: str | None
    changed_on: date
    former_account: str | None = None
    """With which the former writer signs in: they may not open this case any more."""


class ConflictFound(Contract):
    """After the appointment a fact changed, and the chair may not be independent any more: a person decides (H-12)."""

    case_id: Id
    chair_id: Id
    chair_name: str


class ConflictDecided(Contract):
    case_id: Id
    chair_id: Id
    chair_continues: bool


class EvaluationOpened(Contract):
    """The panel's members are asked to evaluate the chair (Q-01), by an invitation where an address is known."""

    case_id: Id
    reference: str = ""
    csp: str = ""
    chair_name: str
    member_ids: tuple[str, ...]
    closes_on: date
    evaluators: tuple[Evaluator, ...] = ()


class EvaluatorInvitedAgain(Contract):
    """A panel member is sent a new link, and the one before it opens nothing any more."""

    case_id: Id
    reference: str
    csp: str
    chair_name: str
    closes_on: date
    evaluator: Evaluator
    link: int


class EvaluationReminderDue(Contract):
    """These members have not answered yet. `links`: member -> which of their links opens it, where not the first."""

    case_id: Id
    reference: str = ""
    csp: str = ""
    chair_name: str
    member_ids: tuple[str, ...]
    closes_on: date
    evaluators: tuple[Evaluator, ...] = ()
    links: dict[str, int] = Field(default_factory=dict)


class EvaluationClosed(Contract):
    """Everybody has answered, or the time is over. `member_ids` are all who were asked; `links` as of a reminder."""

    case_id: Id
    member_ids: tuple[str, ...] = ()
    links: dict[str, int] = Field(default_factory=dict)
    received: int
    expected: int


class ChairAffiliationsChanged(Contract):
    """A chair declared another tie to an agency, and chairs this case or writes its report (H-12)."""

    case_id: Id
    chair_id: Id


class ExpiryNear(Contract):
    """A chair's training or approval expires within 60 days (H-13)."""

    chair_id: Id
    what: str
    expires_on: date


class InvoiceExported(Contract):
    """An approved invoice or credit note is in a list for the finance system (Y-11)."""

    case_id: Id
    invoice_id: Id
    credit: bool
    exported_on: date


class CommissionMoneyMoved(Contract):
    """What a case's commission costs in these financial years may have changed (Y-06)."""

    case_id: Id
    years: tuple[int, ...]
