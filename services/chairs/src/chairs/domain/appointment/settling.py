"""What if a chair who was replaced is due another amount than was settled? Another person corrects it (H-08, Y-08)."""

from decimal import Decimal

from shared.calendar import FinancialYear
from shared.contracts.chairs.commands import CorrectSettlement
from shared.decider import Context
from shared.message import Refused
from shared.money import NOTHING, in_words

from chairs.domain.events import AppointmentEvent, SettlementCorrected
from chairs.domain.found import CommissionFound
from chairs.domain.money.overspending import must_be_confirmed, shortage
from chairs.domain.money.payees import still_due
from chairs.domain.rules import another_person, not_about_oneself
from chairs.domain.state import Appointment, Commission


def at_least_what_is_owed(due: Decimal, state: Commission, appointment: Appointment) -> None:
    """What was approved, and what was settled with a writer who went (H-08)."""
    invoiced = state.invoiced(appointment)
    if due < invoiced:
        raise Refused(
            f"{in_words(invoiced)} was approved already, so at least that is due. "
            "Enter a credit note first if some of it is to come back.",
            field="due_in_all",
        )
    owed = invoiced + still_due(state, appointment)
    if due < owed:
        raise Refused(
            f"{in_words(owed)} is due with what was settled with a former writer. Enter that amount or more.",
            field="due_in_all",
        )


def correct(command: CorrectSettlement, state: Commission, context: Context[CommissionFound]) -> list[AppointmentEvent]:
    ended = [each for each in state.appointments if each.chair_id == command.chair_id and each.settled is not None]
    if not ended:
        raise Refused(
            "Nothing was settled for this chair: that is done when the chair is replaced. End the appointment first.",
            field="chair_id",
        )
    last = ended[-1]
    before = last.settled or NOTHING
    if before == command.due_in_all:
        return []
    another_person(context.actor.id, last.settled_by, what="settled this")
    not_about_oneself(last, context)
    most = before + state.freed(last)
    at_least_what_is_owed(command.due_in_all, state, last)
    if command.due_in_all > most:
        raise Refused(
            f"The ceiling of this commission was {in_words(most)}. Enter that amount or less.", field="due_in_all"
        )
    found = context.found
    year = FinancialYear.of(context.today).start
    more, totals = command.due_in_all - before, found.years.get(year)
    short = shortage(more, totals)
    must_be_confirmed(short, more, totals, year, confirmed=command.accept_overspend)
    return [
        SettlementCorrected(
            case_id=command.case_id,
            number=last.number,
            chair_id=last.chair_id,
            chair_name=last.chair_name,
            before=before,
            due_in_all=command.due_in_all,
            freed=most - command.due_in_all,
            reason=command.reason,
            corrected_by=context.actor.id,
            corrected_on=context.today,
            overspend=short,
        )
    ]
