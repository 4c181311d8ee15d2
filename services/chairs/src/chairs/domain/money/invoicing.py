"""May this invoice be entered, and what is wrong with it? (Y-03, Y-04, Y-05, Y-09)"""

from shared.calendar import FinancialYear
from shared.calendar import in_words as day_in_words
from shared.contracts.chairs.commands import EnterInvoice
from shared.contracts.chairs.values import FeeScheme, InvoiceState
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused
from shared.money import in_words

from chairs.domain.county.fees import claim, hours_of
from chairs.domain.events import InvoiceEntered, InvoiceQueried, PaymentEvent
from chairs.domain.found import CommissionFound
from chairs.domain.invoice import Invoice
from chairs.domain.money.bounds import tightest
from chairs.domain.money.days import claimed_before, days_of
from chairs.domain.money.late_invoices import what_to_do
from chairs.domain.money.numbers import as_number
from chairs.domain.money.payees import payee_of
from chairs.domain.rules import must_have_chair
from chairs.domain.state import Appointment, Commission


def entered(command: EnterInvoice, state: Commission, context: Context[CommissionFound]) -> list[PaymentEvent]:
    before = state.invoice(command.invoice_id)
    if before is not None and before.state is not InvoiceState.WITHDRAWN and _the_same(command, before, state):
        return []
    must_be_new(state, context, command.invoice_id)
    appointment = _appointment(command, state)
    payee_id, payee = _payee(command, appointment)
    not_a_duplicate(state, context, payee_id, payee, command.number)
    _dates(command, appointment, context)
    _scheme(command, appointment)
    question = claimed_before(command.hours, payee_id, state)
    invoice = InvoiceEntered(
        case_id=command.case_id,
        invoice_id=command.invoice_id,
        appointment=appointment.number,
        payee_id=payee_id,
        payee=payee,
        number=command.number,
        amount=command.amount,
        travel=command.travel,
        travel_reason=command.travel_reason,
        worked=command.hours,
        dated_on=command.dated_on,
        received_on=command.received_on,
        year=FinancialYear.of(command.dated_on).start,
        entered_by=context.actor.id,
    )
    bound = tightest(state, appointment, payee_id, command.amount, command.travel, state.live_of(appointment))
    if bound.over <= 0:
        return [invoice, *_queried(command, question)]
    open_by_day = appointment.scheme is FeeScheme.DAY_RATE and appointment.ended_on is None
    if open_by_day and state.completed_on is None and not _from_a_writer(command):
        query = (
            f"This brings the claims {in_words(bound.over)} over the {in_words(bound.most)} that is approved. "
            "More days have to be asked for and approved first."
        )
        return [invoice, *_queried(command, query, question)]
    raise Refused(f"{bound.passed}{what_to_do(bound, appointment, state)}", field="amount")


def _queried(command: EnterInvoice, *questions: str | None) -> list[PaymentEvent]:
    asked = " ".join(each for each in questions if each)
    if not asked:
        return []
    return [InvoiceQueried(case_id=command.case_id, invoice_id=command.invoice_id, query=asked)]


def _the_same(command: EnterInvoice, before: Invoice, state: Commission) -> bool:
    """What was entered before under this reference; anything else is not taken for it."""
    chair_id = state.appointments[before.appointment - 1].chair_id
    asked = (command.number, command.amount, command.travel, command.dated_on, command.received_on)
    held = (before.number, before.amount, before.travel, before.dated_on, before.received_on)
    return (
        asked == held
        and days_of(command.hours) == before.days
        and _from_a_writer(command) is (before.payee_id != chair_id)
        and command.former_writer in {None, before.payee}
        and command.chair_id in {None, chair_id}
    )


def _from_a_writer(command: EnterInvoice) -> bool:
    return command.from_writer or command.former_writer is not None


def must_be_new(state: Commission, context: Context[CommissionFound], entered_id: str) -> None:
    """A reference that somebody chose never takes the place of another invoice or credit note."""
    found = context.found
    if found.id_used or state.invoice(entered_id) is not None or state.credit(entered_id) is not None:
        raise Refused("This reference is used already, for another invoice or credit note. Please enter it again.")


def not_a_duplicate(
    state: Commission, context: Context[CommissionFound], payee_id: str, payee: str, number: str
) -> None:
    """The same number from the same person, on this case or any other (Y-05)."""
    found = context.found
    here = {(one.payee_id, as_number(one.number)) for one in state.invoices if one.state is not InvoiceState.WITHDRAWN}
    here |= {(one.payee_id, as_number(one.number)) for one in state.credits}
    if (payee_id, as_number(number)) in here | found.taken:
        raise Refused(f"{payee} sent number {number} already. Please check, and ask for a new one.", field="number")


def _appointment(command: EnterInvoice, state: Commission) -> Appointment:
    if command.chair_id is None:
        return must_have_chair(state)
    theirs = [each for each in state.appointments if each.chair_id == command.chair_id]
    if not theirs:
        raise Refused("This person did not chair the review. Choose one of its chairs.", field="chair_id")
    return theirs[-1]


def _payee(command: EnterInvoice, appointment: Appointment) -> tuple[str, str]:
    if command.former_writer is not None:
        former = next((one for one in appointment.former_writers if one.name == command.former_writer), None)
        if former is None:
            raise Refused(
                "Nobody of this name wrote the report before. Choose one of its writers.", field="former_writer"
            )
        return former.payee_id, former.name
    if not command.from_writer:
        return appointment.chair_id, appointment.chair_name
    if appointment.writer_name is None:
        raise Refused(
            "The chair writes the report too, so there is no other writer to pay. Enter it as the chair’s.",
            field="from_writer",
        )
    return payee_of(appointment.writer_id, appointment.writer_name), appointment.writer_name


def _dates(command: EnterInvoice, appointment: Appointment, context: Context[CommissionFound]) -> None:
    not_in_future(command.dated_on, context.today, field="dated_on")
    not_in_future(command.received_on, context.today, field="received_on")
    not_before(command.received_on, command.dated_on, "the date on the invoice", field="received_on")
    not_before(command.dated_on, appointment.commissioned_on, "the commission", field="dated_on")


def _in_their_time(command: EnterInvoice, appointment: Appointment) -> None:
    """Nobody is paid for a day on which somebody else had the work (H-08)."""
    last = appointment.ended_on
    if last is not None and any(each.day > last for each in command.hours):
        raise Refused(
            f"The appointment ended on {day_in_words(last)}. Check the days that are claimed after it.", field="hours"
        )
    first = appointment.writer_since if command.from_writer and command.former_writer is None else None
    if first is not None and any(each.day < first for each in command.hours):
        raise Refused(
            f"They write the report since {day_in_words(first)}. Check the days that are claimed before it.",
            field="hours",
        )


def _scheme(command: EnterInvoice, appointment: Appointment) -> None:
    if command.amount <= 0:
        raise Refused("An invoice is for more than nothing. Enter the fees that are printed on it.", field="amount")
    if appointment.scheme is not FeeScheme.DAY_RATE:
        if command.travel > 0:
            raise Refused(
                f"Travel is included in the {appointment.scheme}. Leave it empty, and ask for an invoice without it.",
                field="travel",
            )
        if command.hours:
            raise Refused(f"Hours are not claimed under the {appointment.scheme}. Leave them out.", field="hours")
        return
    if command.travel > 0 and command.travel_reason is None:
        raise Refused("Travel is paid in exceptional circumstances only. Give the reason.", field="travel_reason")
    if _from_a_writer(command) and not command.hours:
        return  # a writer other than the chair is paid what was agreed with them
    if not command.hours:
        raise Refused(
            "Under the day rate an invoice says which hours it is for. Enter each day with its hours.", field="hours"
        )
    hours = hours_of(command.hours)
    comes_to = claim(hours, appointment.fees)
    if command.amount != comes_to:
        raise Refused(
            f"{hours} hours come to {in_words(comes_to)}. Check both, and ask for a corrected invoice.",
            field="amount",
        )
    if any(each.day < appointment.commissioned_on or each.day > command.dated_on for each in command.hours):
        raise Refused(
            "Each day of work lies between the commission and the invoice. Check the days that are claimed.",
            field="hours",
        )
    _in_their_time(command, appointment)
