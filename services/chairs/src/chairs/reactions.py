"""What do the facts of cases, and our own, make us do? Pure."""

from shared.contracts.cases import facts as cases
from shared.contracts.cases.values import ReportStage
from shared.contracts.chairs import commands as ask
from shared.contracts.chairs import facts as own
from shared.contracts.chairs.values import Milestone
from shared.message import Command
from shared.record import Recorded
from shared.service import Reaction

from chairs.domain.commands import CompleteCommission, RecordOutcome, RestateBudget


def agree(told: Recorded[cases.InitialMeetingHeld]) -> list[Command]:
    """The panel agreed the appointment (H-06)."""
    fact = told.message
    if not fact.appointment_agreed:
        return []
    return [ask.AgreeAppointment(case_id=fact.case_id, agreed_on=fact.held_on)]


def check_again(
    told: Recorded[cases.AgenciesInvited]
    | Recorded[cases.CaseTransferred]
    | Recorded[cases.DateOfDeathCorrected]
    | Recorded[own.ChairAffiliationsChanged],
) -> list[Command]:
    """A fact changed on which independence rests (H-12)."""
    fact = told.message
    return [ask.RecheckIndependence(case_id=fact.case_id)] if fact.case_id else []


def draft_agreed(told: Recorded[cases.ReportAgreed]) -> list[Command]:
    """The first part of a fixed fee is payable when the panel agreed the draft (Y-09)."""
    fact = told.message
    if fact.stage is not ReportStage.PANEL:
        return []
    return [ask.ReachMilestone(case_id=fact.case_id, milestone=Milestone.AGREED_DRAFT, reached_on=fact.agreed_on)]


def outcome(told: Recorded[cases.OutcomeRecorded]) -> list[Command]:
    """The point, the evaluation, and the last part of the fee (Q-01, Q-03, Y-09)."""
    fact = told.message
    noted = RecordOutcome(
        case_id=fact.case_id,
        round=fact.round,
        outcome=fact.outcome,
        recorded_on=fact.recorded_on,
        panel_members=fact.panel_members,
        evaluators=fact.evaluators,
        reference=fact.reference,
        csp=fact.csp,
    )
    if not fact.outcome.approved:
        return [noted]
    reached = ask.ReachMilestone(case_id=fact.case_id, milestone=Milestone.OUTCOME, reached_on=fact.recorded_on)
    return [noted, reached]


def complete(told: Recorded[cases.CaseClosed]) -> list[Command]:
    return [CompleteCommission(case_id=told.message.case_id, completed_on=told.message.closed_on)]


def restate(told: Recorded[own.CommissionMoneyMoved]) -> list[Command]:
    return [RestateBudget(year=year) for year in told.message.years]


def sent(told: Recorded[own.InvoiceExported]) -> list[Command]:
    """What is in the list for finance is sent for payment; a credit note needs nothing more."""
    fact = told.message
    if fact.credit:
        return []
    return [ask.SendForPayment(case_id=fact.case_id, invoice_id=fact.invoice_id, sent_on=fact.exported_on)]


def erased(_: Recorded[cases.CaseErased]) -> list[Command]:
    """The key of the case goes by itself where this is heard; nothing else here names anybody of it."""
    return []


REACTIONS = (
    Reaction(cases.InitialMeetingHeld, agree),
    Reaction(cases.AgenciesInvited, check_again),
    Reaction(cases.CaseTransferred, check_again),
    Reaction(cases.DateOfDeathCorrected, check_again),
    Reaction(cases.ReportAgreed, draft_agreed),
    Reaction(cases.OutcomeRecorded, outcome),
    Reaction(cases.CaseClosed, complete),
    Reaction(cases.CaseErased, erased),
    Reaction(own.ChairAffiliationsChanged, check_again),
    Reaction(own.CommissionMoneyMoved, restate),
    Reaction(own.InvoiceExported, sent),
)
