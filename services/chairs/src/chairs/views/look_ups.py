"""What do the read models say that a decision needs? Read in the writer's transaction, command by command."""

from shared.calendar import FinancialYear
from shared.contracts.chairs import commands as ask
from shared.message import Command
from sqlalchemy import Connection

from chairs.domain.commands import RecordOutcome, RestateBudget
from chairs.domain.county.budget import Line
from chairs.domain.county.export import Waiting
from chairs.domain.found import CommissionFound
from chairs.domain.people.person import Person
from chairs.domain.roster.found import RosterFound
from chairs.views.appointments import of_case, open_cases_of
from chairs.views.cases_known import known_case
from chairs.views.commissions import commission_of, totals_of
from chairs.views.county import every_year, settings_now, year_totals
from chairs.views.invoices import id_used, taken, waiting_for_export
from chairs.views.roster import linked_to, of_the_name, people


def of_roster(tx: Connection, command: Command) -> RosterFound:
    match command:
        case ask.ApplyToList():
            alike = of_the_name(tx, command.name, but=command.chair_id)
            return RosterFound(specialisms=settings_now(tx).specialisms, alike=alike)
        case ask.ApplyAgain() | ask.ChangeSpecialisms():
            return RosterFound(specialisms=settings_now(tx).specialisms)
        case ask.DeclareAffiliation() | ask.EndAffiliation():
            return RosterFound(open_cases=open_cases_of(tx, command.chair_id))
        case ask.LinkAccount():
            return RosterFound(linked_to=linked_to(tx, command.account_id, but=command.chair_id))
        case _:
            return RosterFound()


def of_commission(tx: Connection, command: Command) -> CommissionFound:
    match command:
        case ask.CommissionChair():
            year = FinancialYear.of(command.commissioned_on).start
            return CommissionFound(
                case=known_case(tx, command.case_id),
                settings=settings_now(tx),
                people=people(tx),
                years={year: year_totals(tx, year)},
            )
        case ask.ChangeWriter():
            return CommissionFound(case=known_case(tx, command.case_id), people=people(tx), years=every_year(tx))
        case ask.RecheckIndependence() | ask.EndAppointment():
            return CommissionFound(case=known_case(tx, command.case_id), people=_of_case(tx, command.case_id))
        case ask.DecideConflict() | ask.ApproveOverspend():
            return CommissionFound(case=known_case(tx, command.case_id), people=_of_case(tx, command.case_id))
        case ask.EnterInvoice(invoice_id=entered_id) | ask.EnterCreditNote(credit_id=entered_id):
            return CommissionFound(
                people=_of_case(tx, command.case_id),
                taken=taken(tx, command.number),
                id_used=id_used(tx, entered_id),
            )
        case ask.ApproveInvoice() | ask.ApproveCreditNote():
            return CommissionFound(people=_of_case(tx, command.case_id))
        case ask.DecideComplexity() | ask.DecideMoreDays():
            return CommissionFound(people=_of_case(tx, command.case_id), years=every_year(tx))
        case ask.CorrectSettlement():
            return CommissionFound(
                case=known_case(tx, command.case_id), people=_of_case(tx, command.case_id), years=every_year(tx)
            )
        case ask.AllowLateInvoice():
            return CommissionFound(people=_of_case(tx, command.case_id), years=every_year(tx))
        case ask.RequestComplexity() | ask.RequestMoreDays():
            return CommissionFound(people=_of_case(tx, command.case_id))
        case RecordOutcome():
            return CommissionFound(settings=settings_now(tx))
        case _:
            return CommissionFound()


def _of_case(tx: Connection, case_id: str) -> dict[str, Person]:
    """Whoever of the list is or was paid under this commission."""
    wrote = (one.payee_id for each in commission_of(tx, case_id).appointments for one in each.former_writers)
    return people(tx, only=(*of_case(tx, case_id), *wrote))


def of_budget(tx: Connection, command: Command) -> Line:
    return totals_of(tx, command.year) if isinstance(command, RestateBudget) else Line()


def of_export(tx: Connection, command: Command) -> tuple[Waiting, ...]:
    return waiting_for_export(tx) if isinstance(command, ask.ExportInvoices) else ()
