"""How much may still be invoiced or approved, and what sets the bound? (Y-01, Y-03, Y-09, H-08)"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from shared.money import in_words

from chairs.domain.county.fees import part, sum_of
from chairs.domain.invoice import Invoice
from chairs.domain.money.payees import is_former, own, part_of, shared
from chairs.domain.state import Appointment, Commission


@dataclass(frozen=True, slots=True)
class Bound:
    """`over`: by how much it would be passed; at most zero where there is room."""

    what: str
    most: Decimal
    over: Decimal

    def __str__(self) -> str:
        return f"{self.what}, {in_words(self.most)}"

    @property
    def passed(self) -> str:
        return f"This would pass {self}, by {in_words(self.over)}."


def tightest(
    state: Commission,
    appointment: Appointment,
    payee_id: str,
    fees: Decimal,
    travel: Decimal,
    counted: Iterable[Invoice],
) -> Bound:
    """Of an invoice over these amounts, beside those that count already."""
    return max(_bounds(state, appointment, payee_id, fees, travel, tuple(counted)), key=lambda bound: bound.over)


def _bounds(
    state: Commission,
    appointment: Appointment,
    payee_id: str,
    fees: Decimal,
    travel: Decimal,
    counted: tuple[Invoice, ...],
) -> Iterator[Bound]:
    if appointment.settled is not None:
        so_far = sum_of(each.total - each.credited for each in counted)
        yield _bound("what was settled", appointment.settled, so_far + fees + travel)
    if shared(appointment):
        what = _what(appointment, payee_id)
        yield _bound(what, own(appointment, payee_id), fees_of(appointment, payee_id, counted) + fees)
    all_fees = sum_of(each.fees_net for each in counted)
    yield _bound("the ceiling of the commission", appointment.ceiling - state.freed(appointment), all_fees + fees)


def _what(appointment: Appointment, payee_id: str) -> str:
    if is_former(appointment, payee_id):
        return "what was settled with the former writer"
    if part_of(appointment, payee_id) == appointment.chair_id:
        return "the chair's fee"
    return "what was agreed with the writer"


def _bound(what: str, most: Decimal, comes_to: Decimal) -> Bound:
    return Bound(what, most, comes_to - most)


def payable(state: Commission, appointment: Appointment, payee_id: str) -> Decimal:
    """Of what this payee is to have, what is payable now: the milestones hold for each one's part, and not for what
    was settled with a writer who went."""
    whole = state.payable(appointment)
    if is_former(appointment, payee_id):
        return own(appointment, payee_id)
    if not shared(appointment) or whole == appointment.ceiling - state.freed(appointment):
        return whole
    return part(own(appointment, payee_id), appointment.percent_at_draft) if whole else whole


def fees_of(appointment: Appointment, payee_id: str, counted: Iterable[Invoice]) -> Decimal:
    """All that is paid from the same part as this payee."""
    theirs = part_of(appointment, payee_id)
    return sum_of(each.fees_net for each in counted if part_of(appointment, each.payee_id) == theirs)
