"""How does a chair come to a case, and leave it? The CSP Chair's choice and its checks (H-02, H-04 to H-12, Y-06)."""

from dataclasses import replace
from typing import assert_never

from shared.actor import Role
from shared.calendar import in_words as day_in_words
from shared.contracts.chairs.commands import (
    AgreeAppointment,
    ApproveOverspend,
    ChangeWriter,
    CommissionChair,
    CorrectSettlement,
    DecideConflict,
    EndAppointment,
    RecheckIndependence,
)
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused
from shared.money import NOTHING, in_words

from chairs.domain.appointment import changing_writer, settling
from chairs.domain.appointment.commissioning import commissioned
from chairs.domain.appointment.rechecking import decide_conflict, recheck
from chairs.domain.commands import CompleteCommission
from chairs.domain.events import (
    AppointmentAgreed,
    AppointmentEnded,
    AppointmentEvent,
    CommissionCompleted,
)
from chairs.domain.found import CommissionFound, account_of
from chairs.domain.money import overspending
from chairs.domain.rules import must_be_open, must_have_chair, not_about_oneself
from chairs.domain.state import Commission

type AppointmentCommand = (
    ApproveOverspend
    | CommissionChair
    | AgreeAppointment
    | EndAppointment
    | ChangeWriter
    | CorrectSettlement
    | RecheckIndependence
    | DecideConflict
    | CompleteCommission
)


def decide(command: AppointmentCommand, state: Commission, context: Context[CommissionFound]) -> list[AppointmentEvent]:
    match command:
        case ApproveOverspend():
            return [*overspending.approved(command, state, context)]
        case CommissionChair():
            return commissioned(command, state, context)
        case AgreeAppointment():
            return _agree(command, state, context)
        case EndAppointment():
            return _end(command, state, context)
        case ChangeWriter():
            return changing_writer.change(command, state, context)
        case CorrectSettlement():
            return settling.correct(command, state, context)
        case RecheckIndependence():
            return recheck(command, state, context)
        case DecideConflict():
            return decide_conflict(command, state, context)
        case CompleteCommission():
            return _complete(command, state)
        case _:
            assert_never(command)


def _agree(command: AgreeAppointment, state: Commission, context: Context[CommissionFound]) -> list[AppointmentEvent]:
    """The initial meeting agreed whoever was commissioned by then; who took over later is agreed at a later one."""
    present = state.present
    if context.actor.holds(Role.SERVICE):
        if present is None or present.agreed_on is not None or command.agreed_on < present.commissioned_on:
            return []
    else:
        present = must_have_chair(state)
        must_be_open(state)
        if present.agreed_on == command.agreed_on:
            return []
        if present.agreed_on is not None:
            raise Refused(
                f"The panel agreed this appointment on {day_in_words(present.agreed_on)}. "
                "That is on record already, so there is nothing more to do.",
                field="agreed_on",
            )
        not_in_future(command.agreed_on, context.today, field="agreed_on")
        not_before(command.agreed_on, present.commissioned_on, "the commission", field="agreed_on")
    return [AppointmentAgreed(case_id=command.case_id, number=present.number, agreed_on=command.agreed_on)]


def _end(command: EndAppointment, state: Commission, context: Context[CommissionFound]) -> list[AppointmentEvent]:
    last = state.appointments[-1] if state.appointments else None
    if last is not None and last.ended_on == command.ended_on:
        if last.settled == command.due_in_all:
            return []
        raise Refused(
            f"{in_words(last.settled or NOTHING)} was settled for {last.chair_name} already. "
            "If that is not right, another person can correct the settlement on the page of the review’s chair.",
            field="due_in_all",
        )
    present = must_have_chair(state)
    not_about_oneself(present, context)
    must_be_open(state)
    if state.approved:
        raise Refused(
            "The Home Office approved this report. The chair's work on it is done, so nobody has to replace them."
        )
    not_in_future(command.ended_on, context.today, field="ended_on")
    not_before(command.ended_on, present.commissioned_on, "the commission", field="ended_on")
    limit = state.limit(present)
    settling.at_least_what_is_owed(command.due_in_all, state, present)
    if command.due_in_all > limit:
        raise Refused(f"The commission's ceiling is {in_words(limit)}. Enter that amount or less.", field="due_in_all")
    return [
        AppointmentEnded(
            case_id=command.case_id,
            number=present.number,
            chair_id=present.chair_id,
            chair_name=present.chair_name,
            reason=command.reason,
            ended_on=command.ended_on,
            due_in_all=command.due_in_all,
            freed=limit - command.due_in_all,
            handover=command.handover,
            ended_by=context.actor.id,
            account_id=account_of(context, present.chair_id),
        )
    ]


def _complete(command: CompleteCommission, state: Commission) -> list[AppointmentEvent]:
    """What was not invoiced is free again; what is entered and not decided stays reserved."""
    present = state.present
    if present is None or state.completed_on is not None:
        return []
    closed = replace(state, completed_on=command.completed_on)
    return [
        CommissionCompleted(
            case_id=command.case_id,
            number=present.number,
            completed_on=command.completed_on,
            freed=closed.freed(present),
        )
    ]
