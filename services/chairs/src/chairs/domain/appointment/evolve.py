"""How do the facts about an appointment move a commission?"""

from dataclasses import replace
from typing import assert_never

from shared.contracts.chairs.values import Independence

from chairs.domain.events import (
    AppointmentAgreed,
    AppointmentEnded,
    AppointmentEvent,
    ChairCommissioned,
    CommissionCompleted,
    ConflictDecided,
    ConflictFound,
    OverspendApproved,
    SettlementCorrected,
    WriterChanged,
)
from chairs.domain.money.payees import payee_of
from chairs.domain.state import Appointment, Commission, Conflict, FormerWriter, Overspend, Request, changed


def evolve(state: Commission, event: AppointmentEvent) -> Commission:
    match event:
        case OverspendApproved():
            return replace(state, overspend=Overspend(event.up_to, event.approved_by))
        case ChairCommissioned():
            return replace(state, appointments=(*state.appointments, _appointment(event)), overspend=None)
        case AppointmentAgreed():
            return changed(state, event.number, agreed_on=event.agreed_on)
        case AppointmentEnded():
            ended = changed(
                state,
                event.number,
                ended_on=event.ended_on,
                limit_at_end=event.due_in_all + event.freed,
                settled=event.due_in_all,
                settled_by=event.ended_by,
                conflict=None,
            )
            complexity, more_days = _decided(state.complexity), _decided(state.more_days)
            return replace(ended, complexity=complexity, more_days=more_days, overspend=None)
        case WriterChanged():
            return _with_writer(state, event)
        case SettlementCorrected():
            return changed(state, event.number, settled=event.due_in_all, settled_by=event.corrected_by)
        case ConflictFound():
            known = next((each.concerns for each in state.appointments if each.number == event.number), ())
            every = tuple(dict.fromkeys((*known, *event.concerns)))
            return changed(state, event.number, conflict=Conflict(event.explanation), concerns=every)
        case ConflictDecided():
            last = state.appointments[-1].conflict if state.appointments else None
            settled = Conflict(last.explanation if last else (), event.chair_continues)
            return changed(state, event.number, conflict=settled)
        case CommissionCompleted():
            return replace(state, completed_on=event.completed_on)
        case _:
            assert_never(event)


def _decided(request: Request | None) -> Request | None:
    """What nobody decided falls with the appointment: it is not for the next chair."""
    return request if request is not None and request.granted is not None else None


def _with_writer(state: Commission, event: WriterChanged) -> Commission:
    """What was known about the writer who goes goes with them. A question that is open stays: a person decides it."""
    before = state.appointments[event.number - 1]
    former = before.former_writers
    if event.former_name is not None:
        payee_id = payee_of(event.former_id, event.former_name)
        former = (*former, FormerWriter(payee_id, event.former_name, event.due_in_all))
    of_chair = tuple(each for each in before.concerns if not each.of_writer)
    return changed(
        state,
        event.number,
        writer_id=event.writer_id,
        writer_name=event.writer_name,
        writer_fee=event.writer_fee,
        writer_explanation=event.writer_explanation,
        writer_since=event.changed_on,
        former_writers=former,
        concerns=(*of_chair, *event.concerns),
        ceiling=event.ceiling,
    )


def _appointment(event: ChairCommissioned) -> Appointment:
    chosen = next((each for each in event.considered if each.chair_id == event.chair_id), None)
    return Appointment(
        number=event.number,
        chair_id=event.chair_id,
        chair_name=event.chair_name,
        writer_id=event.writer_id,
        writer_name=event.writer_name,
        writer_explanation=event.writer_explanation,
        commissioned_on=event.commissioned_on,
        commissioned_by=event.commissioned_by,
        scheme=event.scheme,
        tier=event.tier,
        fees=event.fees,
        share=event.share,
        percent_at_draft=event.percent_at_draft,
        days_estimated=event.days_estimated,
        ceiling=event.ceiling,
        year=event.year,
        writer_fee=event.writer_fee,
        explanation=chosen.explanation if chosen else (),
        concerns=event.concerns,
        independence=chosen.independence if chosen else Independence.UNCLEAR,
    )
