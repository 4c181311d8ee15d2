"""Who chairs this review, on what terms, and why them? (H-06, H-10)"""

from base64 import b64encode
from hashlib import sha256
from typing import Any

from shared.contracts.chairs.answers import Appointed, Commission, FormerWriter, LetterFile, Pending
from shared.contracts.chairs.queries import CommissioningLetter, CommissionOfCase
from shared.contracts.chairs.values import Milestone
from shared.decider import fold
from shared.reader import Reader
from shared.record import Recorded
from shared.service import NotFound

from chairs.answers.chair import history_lines
from chairs.answers.invoices import records
from chairs.domain import events as e
from chairs.domain.commission import COMMISSION
from chairs.domain.state import Appointment, Request
from chairs.domain.state import Commission as State
from chairs.letters.commissioning import MEDIA_TYPE, letter
from chairs.policy import must_see
from chairs.views.cases_known import known_case


def commission_of_case(reader: Reader, question: CommissionOfCase) -> Commission:
    case = known_case(reader.tx, question.case_id)
    if case is None:
        raise NotFound("This case is not known here yet.")
    must_see(reader.actor, case.csp)
    history = reader.history(f"commission-{question.case_id}")
    state = fold(COMMISSION, (recorded.message for recorded in history))
    appointed = tuple(_appointed(state, each, history) for each in state.appointments)
    present = state.present
    overspend = state.overspend
    return Commission(
        case_id=question.case_id,
        reference=case.reference,
        csp=case.csp,
        present=appointed[-1] if present else None,
        earlier=appointed[:-1] if present else appointed,
        invoices=records(reader, question.case_id),
        overspend_approved=overspend.up_to if overspend else None,
        overspend_approved_by=overspend.approved_by if overspend else None,
        approved=state.approved,
        closed_on=state.completed_on,
        timeline=history_lines(history),
    )


def commissioning_letter(reader: Reader, question: CommissioningLetter) -> LetterFile:
    commission = commission_of_case(reader, CommissionOfCase(case_id=question.case_id))
    if commission.present is None:
        raise NotFound("This review has no chair now.")
    written = letter(commission, commission.present)
    return LetterFile(
        name=f"Commissioning letter {commission.reference}.docx",
        media_type=MEDIA_TYPE,
        content=b64encode(written).decode(),
        sha256=sha256(written).hexdigest(),
    )


def _appointed(state: State, appointment: Appointment, history: list[Recorded[Any]]) -> Appointed:
    made = _made(history, appointment.number)
    ended = _ended(history, appointment.number)
    limit, invoiced = state.limit(appointment), state.invoiced(appointment)
    conflict = appointment.conflict
    is_present = state.present == appointment
    return Appointed(
        number=appointment.number,
        chair_id=appointment.chair_id,
        chair_name=appointment.chair_name,
        writer_name=appointment.writer_name,
        writer_explanation=appointment.writer_explanation,
        writer_independence=_declared(history, appointment.number),
        former_writers=tuple(FormerWriter(name=one.name, due=one.due) for one in appointment.former_writers),
        commissioned_on=appointment.commissioned_on,
        commissioned_by=appointment.commissioned_by,
        on_behalf_of=made.on_behalf_of,
        reason=made.reason,
        needed=made.needed,
        considered=made.considered,
        independence_decision=made.independence_decision,
        load_override=made.load_override,
        agreed_on=appointment.agreed_on,
        scheme=appointment.scheme,
        tier=appointment.tier,
        fees=appointment.fees,
        share=appointment.share,
        days_estimated=appointment.days_estimated,
        percent_at_draft=appointment.percent_at_draft,
        ceiling=limit,
        payable_now=state.payable(appointment),
        milestones=_milestones(history, appointment),
        invoiced=invoiced,
        paid=state.paid(appointment),
        left=limit - invoiced,
        ended_on=appointment.ended_on,
        ended_why=ended.reason if ended else None,
        handover=ended.handover if ended else (),
        freed=state.freed(appointment),
        conflict=" ".join(conflict.explanation) if conflict and not conflict.settled else None,
        complexity=_pending(state.complexity, history, e.ComplexityRequested) if is_present else None,
        more_days=_pending(state.more_days, history, e.MoreDaysRequested) if is_present else None,
    )


def _made(history: list[Recorded[Any]], number: int) -> e.ChairCommissioned:
    found = (each.message for each in history if isinstance(each.message, e.ChairCommissioned))
    return next(event for event in found if event.number == number)


def _declared(history: list[Recorded[Any]], number: int) -> str | None:
    """What the present writer declared, or was decided about them."""
    said = (one.message for one in history if isinstance(one.message, e.ChairCommissioned | e.WriterChanged))
    return [event.writer_independence for event in said if event.number == number][-1]


def _ended(history: list[Recorded[Any]], number: int) -> e.AppointmentEnded | None:
    found = (each.message for each in history if isinstance(each.message, e.AppointmentEnded))
    return next((event for event in found if event.number == number), None)


def _milestones(history: list[Recorded[Any]], appointment: Appointment) -> tuple[tuple[Milestone, Any], ...]:
    """While this appointment was the present one: the next chair's milestones are their own."""
    reached, number = [], 0
    for each in history:
        match each.message:
            case e.ChairCommissioned():
                number = each.message.number
            case e.MilestoneReached() as event if number == appointment.number:
                reached.append((event.milestone, event.reached_on))
    return tuple(reached)


def _pending(request: Request | None, history: list[Recorded[Any]], kind: type[Any]) -> Pending | None:
    """A request that nobody has decided yet, with its reason."""
    if request is None or request.granted is not None:
        return None
    asked = next(each.message for each in reversed(history) if isinstance(each.message, kind))
    return Pending(
        asked_on=request.asked_on,
        asked_by=request.asked_by,
        reason=asked.reason,
        amount=request.amount or None,
        days=request.days or None,
    )
