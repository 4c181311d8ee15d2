"""What if somebody else writes the report from now on, while the chair goes on? (H-07, H-08, Y-06, Y-09)

What the former writer is due is settled within what was agreed with them; the new one is checked as at a commission.
"""

from decimal import Decimal

from shared.contracts.chairs.commands import ChangeWriter
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused
from shared.money import NOTHING, in_words

from chairs.domain.appointment.writer import Writer, writer_of
from chairs.domain.events import AppointmentEvent, WriterChanged
from chairs.domain.found import CommissionFound, account_of
from chairs.domain.money.bounds import fees_of
from chairs.domain.money.overspending import as_borne, budget_left, shortage, years_that_bear
from chairs.domain.money.payees import is_former, own, payee_of, payee_writing
from chairs.domain.rules import must_be_open, must_have_chair, not_about_oneself
from chairs.domain.state import Appointment, Commission


def change(command: ChangeWriter, state: Commission, context: Context[CommissionFound]) -> list[AppointmentEvent]:
    present = must_have_chair(state)
    not_about_oneself(present, context)
    if _done_before(command, present):
        return []
    must_be_open(state)
    if state.approved:
        raise Refused("The Home Office approved this report. It is written, so nobody has to take over.")
    _dates(command, present, context)
    found = context.found
    if found.case is None:
        raise Refused("This case is not known here yet. Please try again in a minute.")
    writer = writer_of(command, found, found.case, present.chair_id, context)
    _another_writer(writer, present)
    _settled(command, state, present)
    ceiling = _ceiling(command, present)
    _within_budget(ceiling - present.ceiling, present, found, context)
    return [
        WriterChanged(
            case_id=command.case_id,
            number=present.number,
            chair_id=present.chair_id,
            chair_name=present.chair_name,
            former_id=present.writer_id,
            former_name=present.writer_name,
            due_in_all=command.due_in_all,
            writer_id=writer.writer_id if writer else None,
            writer_name=writer.name if writer else None,
            writer_fee=command.writer_fee,
            writer_explanation=writer.explanation if writer else (),
            writer_independence=command.writer_independence,
            concerns=writer.concerns if writer else (),
            ceiling=ceiling,
            reason=command.reason,
            changed_on=command.changed_on,
            changed_by=context.actor.id,
            former_account=account_of(context, present.writer_id) if present.writer_id else None,
        )
    ]


def _done_before(command: ChangeWriter, present: Appointment) -> bool:
    """The same was asked before; the writer by whichever of id and name was given."""
    named = present.writer_id if command.writer_id is not None else present.writer_name
    asked = None if command.writer_id == present.chair_id else command.writer_id or command.writer_name
    return (command.changed_on, asked, command.writer_fee) == (present.writer_since, named, present.writer_fee)


def _dates(command: ChangeWriter, present: Appointment, context: Context[CommissionFound]) -> None:
    not_in_future(command.changed_on, context.today, field="changed_on")
    not_before(command.changed_on, present.commissioned_on, "the commission", field="changed_on")
    if present.writer_since is not None:
        not_before(command.changed_on, present.writer_since, "the last change of writer", field="changed_on")


def _another_writer(writer: Writer | None, present: Appointment) -> None:
    if writer is None and present.writer_name is None:
        raise Refused(f"{present.chair_name} writes this report already. Say who writes it from now on.")
    if writer is None:
        return
    payee_id = payee_of(writer.writer_id, writer.name)
    if payee_id == payee_writing(present):
        raise Refused(f"{writer.name} writes this report already. Say who writes it from now on.")
    if is_former(present, payee_id):
        raise Refused(
            f"{writer.name} wrote this report before, and what is due to them is settled. Choose another writer."
        )


def _settled(command: ChangeWriter, state: Commission, present: Appointment) -> None:
    former = payee_writing(present)
    if former is None:
        if command.due_in_all:
            raise Refused(
                f"{present.chair_name} wrote the report so far, so nothing is due to another writer. Leave it empty.",
                field="due_in_all",
            )
        return
    approved = tuple(each for each in state.approved_of(present) if each.payee_id == former)
    least, most = sum((each.fees_net for each in approved), NOTHING), _most(state, present, former)
    if command.due_in_all < least:
        raise Refused(
            f"{in_words(least)} was approved for {present.writer_name} already, so at least that is due. "
            "Enter a credit note first if some of it is to come back.",
            field="due_in_all",
        )
    if command.due_in_all > most:
        raise Refused(
            f"{in_words(most)} can be due to {present.writer_name} at the most. Enter that amount or less.",
            field="due_in_all",
        )


def _most(state: Commission, present: Appointment, former: str) -> Decimal:
    """What was agreed with them; where nothing was, what the chair's fee has left for both."""
    if present.writer_fee:
        return present.writer_fee
    others = [each for each in state.approved_of(present) if each.payee_id != former]
    return own(present, present.chair_id) - fees_of(present, present.chair_id, others)


def _ceiling(command: ChangeWriter, present: Appointment) -> Decimal:
    """The chair's part stays as it is; where nothing was agreed apart, what is settled comes out of it."""
    freed = present.writer_fee - command.due_in_all if present.writer_fee else NOTHING
    return present.ceiling - freed + command.writer_fee


def _within_budget(
    more: Decimal, present: Appointment, found: CommissionFound, context: Context[CommissionFound]
) -> None:
    """What comes on top is committed in the year of the commission, and brought forward into the running one (Y-06)."""
    for year in years_that_bear(present.year, context):
        totals = as_borne(found.years.get(year), year, context)
        if short := shortage(more, totals):
            raise Refused(
                f"{budget_left(more, totals, year)} Enter less for the writer, or ask for the budget of that year to "
                f"be raised by {in_words(short)} first.",
                field="writer_fee",
            )
