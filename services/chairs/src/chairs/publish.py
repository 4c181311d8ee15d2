"""Which facts do chairs tell others? Neither reasons nor scores are among them. Pure."""

from typing import Any

from shared.contracts.chairs import facts
from shared.contracts.chairs.values import InvoiceKind
from shared.message import Contract
from shared.record import Recorded

from chairs.domain import events as e
from chairs.domain.county.budget import Budget
from chairs.domain.money.ledger import ledger
from chairs.domain.state import Commission, Evaluation

_MOVES_MONEY = (
    e.ChairCommissioned,
    e.AppointmentEnded,
    e.WriterChanged,
    e.SettlementCorrected,
    e.CommissionCompleted,
    e.ComplexityGranted,
    e.MoreDaysGranted,
    e.LateInvoiceAllowed,
    e.InvoiceApproved,
    e.InvoicePaid,
    e.CreditNoteApproved,
)


def publish(recorded: Recorded[Any], state: Any) -> list[Contract]:
    event = recorded.message
    match state:
        case Commission():
            return _of_commission(event, state) + _money(event, state)
        case Budget():
            return [
                facts.BudgetChanged(
                    year=event.year,
                    allocated=state.allocated,
                    committed=state.stated.committed,
                    invoiced=state.stated.invoiced,
                    paid=state.stated.paid,
                )
            ]
        case _:
            return _of_chair(event, recorded.stream.removeprefix("chair-"))


def _of_chair(event: Any, chair_id: str) -> list[Contract]:
    match event:
        case e.ChairAccepted():
            return [facts.ChairListed(chair_id=chair_id, name=event.name)]
        case e.AffiliationDeclared() | e.AffiliationEnded():
            return [facts.ChairAffiliationsChanged(case_id=each, chair_id=chair_id) for each in event.open_cases]
        case e.ExpiryWarned():
            return [facts.ExpiryNear(chair_id=chair_id, what=str(event.what), expires_on=event.expires_on)]
        case e.InvoicesExported():
            return [
                facts.InvoiceExported(
                    case_id=line.case_id,
                    invoice_id=line.invoice_id,
                    credit=line.kind is InvoiceKind.CREDIT_NOTE,
                    exported_on=event.exported_on,
                )
                for line in event.lines
            ]
        case _:
            return []


def _of_commission(event: e.CommissionEvent, state: Commission) -> list[Contract]:
    match event:
        case e.ChairCommissioned():
            return [
                facts.ChairCommissioned(
                    case_id=event.case_id,
                    chair_id=event.chair_id,
                    chair_name=event.chair_name,
                    writer_name=event.writer_name,
                    commissioned_on=event.commissioned_on,
                    committed=event.ceiling,
                    account_id=event.account_id,
                )
            ]
        case e.AppointmentEnded():
            return [
                facts.ChairReplaced(
                    case_id=event.case_id,
                    chair_id=event.chair_id,
                    chair_name=event.chair_name,
                    ended_on=event.ended_on,
                    account_id=event.account_id,
                )
            ]
        case e.WriterChanged():
            return [
                facts.WriterChanged(
                    case_id=event.case_id,
                    writer_name=event.writer_name,
                    former_name=event.former_name,
                    changed_on=event.changed_on,
                    former_account=event.former_account,
                )
            ]
        case e.ConflictFound():
            return [facts.ConflictFound(case_id=event.case_id, chair_id=event.chair_id, chair_name=event.chair_name)]
        case e.ConflictDecided():
            return [
                facts.ConflictDecided(
                    case_id=event.case_id, chair_id=event.chair_id, chair_continues=event.chair_continues
                )
            ]
        case e.InvoiceApproved():
            return [
                facts.InvoiceApproved(
                    case_id=event.case_id, number=event.number, amount=event.total, approved_on=event.approved_on
                )
            ]
        case e.InvoicePaid():
            return [
                facts.InvoicePaid(
                    case_id=event.case_id, number=event.number, amount=event.amount, paid_on=event.paid_on
                )
            ]
        case _:
            return _of_quality(event, state.evaluation)


def _of_quality(event: e.CommissionEvent, evaluation: Evaluation | None) -> list[Contract]:
    match event:
        case e.FirstTimePointGiven():
            return [facts.FirstTimePointGiven(case_id=event.case_id, chair_id=event.chair_id, given_on=event.given_on)]
        case e.EvaluationOpened():
            return [
                facts.EvaluationOpened(
                    case_id=event.case_id,
                    reference=event.reference,
                    csp=event.csp,
                    chair_name=event.chair_name,
                    member_ids=event.member_ids,
                    closes_on=event.closes_on,
                    evaluators=event.evaluators,
                )
            ]
        case e.EvaluatorInvitedAgain():
            return [
                facts.EvaluatorInvitedAgain(
                    case_id=event.case_id,
                    **_case(evaluation),
                    chair_name=event.chair_name,
                    closes_on=event.closes_on,
                    evaluator=event.evaluator,
                    link=event.link,
                )
            ]
        case e.EvaluationReminderFellDue():
            return [
                facts.EvaluationReminderDue(
                    case_id=event.case_id,
                    **_case(evaluation),
                    chair_name=event.chair_name,
                    member_ids=event.member_ids,
                    closes_on=event.closes_on,
                    evaluators=event.evaluators,
                    links=evaluation.links if evaluation else {},
                )
            ]
        case e.EvaluationSubmitted():
            return [
                facts.EvaluationReceived(
                    case_id=event.case_id,
                    member_id=event.member_id,
                    link=evaluation.link_of(event.member_id) if evaluation else 1,
                    received=event.received,
                    expected=event.expected,
                )
            ]
        case e.EvaluationClosed():
            return [
                facts.EvaluationClosed(
                    case_id=event.case_id,
                    member_ids=evaluation.member_ids if evaluation else (),
                    links=evaluation.links if evaluation else {},
                    received=event.received,
                    expected=event.expected,
                )
            ]
        case _:
            return []


def _case(evaluation: Evaluation | None) -> dict[str, str]:
    """What the letters say of the case."""
    return {"reference": evaluation.reference, "csp": evaluation.csp} if evaluation else {"reference": "", "csp": ""}


def _money(event: e.CommissionEvent, state: Commission) -> list[Contract]:
    """For our own budget: money of these financial years moved."""
    if not isinstance(event, _MOVES_MONEY):
        return []
    return [facts.CommissionMoneyMoved(case_id=event.case_id, years=tuple(sorted(ledger(state))))]
