"""What do the facts of other services make a case note?"""

from datetime import date
from typing import Any, assert_never

from shared.calendar import civil_date
from shared.contracts.chairs import facts as chairs
from shared.contracts.notifications import facts as notifications
from shared.contracts.notifications.values import Stage
from shared.contracts.tracker import facts as tracker
from shared.message import Command
from shared.record import Recorded
from shared.service import Reaction

from cases.domain.commands import (
    NoteChairCommissioned,
    NoteChairConflict,
    NoteChairReplaced,
    NoteDispatch,
    NoteEvaluation,
    NotePayment,
    NotePlan,
    NoteWriterChanged,
)

type Dispatched = (
    notifications.DispatchTaken
    | notifications.DispatchAcknowledged
    | notifications.DispatchFailed
    | notifications.DispatchUncertain
    | notifications.DispatchCancelled
)


def commissioned(recorded: Recorded[chairs.ChairCommissioned]) -> list[Command]:
    fact = recorded.message
    return [
        NoteChairCommissioned(
            case_id=fact.case_id,
            chair_id=fact.chair_id,
            chair_name=fact.chair_name,
            writer_name=fact.writer_name,
            commissioned_on=fact.commissioned_on,
            account_id=fact.account_id,
        )
    ]


def conflict_found(recorded: Recorded[chairs.ConflictFound]) -> list[Command]:
    fact = recorded.message
    return [NoteChairConflict(case_id=fact.case_id, chair_name=fact.chair_name, on=_day(recorded))]


def conflict_decided(recorded: Recorded[chairs.ConflictDecided]) -> list[Command]:
    fact = recorded.message
    return [NoteChairConflict(case_id=fact.case_id, chair_continues=fact.chair_continues, on=_day(recorded))]


def replaced(recorded: Recorded[chairs.ChairReplaced]) -> list[Command]:
    return [NoteChairReplaced(**recorded.message.model_dump())]


def writer_changed(recorded: Recorded[chairs.WriterChanged]) -> list[Command]:
    return [NoteWriterChanged(**recorded.message.model_dump())]


def paid(recorded: Recorded[chairs.InvoicePaid]) -> list[Command]:
    fact = recorded.message
    return [NotePayment(case_id=fact.case_id, number=fact.number, on=fact.paid_on)]


def evaluated(recorded: Recorded[chairs.EvaluationReceived]) -> list[Command]:
    fact = recorded.message
    return [
        NoteEvaluation(
            case_id=fact.case_id,
            received=fact.received,
            expected=fact.expected,
            first_time_point=False,
            on=_day(recorded),
        )
    ]


def point_given(recorded: Recorded[chairs.FirstTimePointGiven]) -> list[Command]:
    fact = recorded.message
    return [NoteEvaluation(case_id=fact.case_id, received=0, expected=0, first_time_point=True, on=fact.given_on)]


def dispatched(recorded: Recorded[Dispatched]) -> list[Command]:
    fact = recorded.message
    return [
        NoteDispatch(
            case_id=fact.case_id,
            dispatch_id=fact.dispatch_id,
            notice=fact.notice,
            recipient=fact.recipient_kind,
            stage=_stage(fact),
            on=fact.on,
        )
    ]


def plan_loaded(recorded: Recorded[tracker.PlanLoaded]) -> list[Command]:
    fact = recorded.message
    return [NotePlan(case_id=fact.case_id, loaded=fact.recommendations, on=_day(recorded))]


def action_assured(recorded: Recorded[tracker.ActionAssured]) -> list[Command]:
    fact = recorded.message
    return [NotePlan(case_id=fact.case_id, assured=fact.number, on=fact.assured_on)]


def action_reopened(recorded: Recorded[tracker.ActionReopened]) -> list[Command]:
    fact = recorded.message
    return [NotePlan(case_id=fact.case_id, reopened=fact.number, on=_day(recorded))]


def plan_completed(recorded: Recorded[tracker.PlanCompleted]) -> list[Command]:
    fact = recorded.message
    return [NotePlan(case_id=fact.case_id, completed=True, on=fact.completed_on)]


REACTIONS = (
    Reaction(chairs.ChairCommissioned, commissioned),
    Reaction(chairs.ConflictFound, conflict_found),
    Reaction(chairs.ConflictDecided, conflict_decided),
    Reaction(chairs.ChairReplaced, replaced),
    Reaction(chairs.WriterChanged, writer_changed),
    Reaction(chairs.InvoicePaid, paid),
    Reaction(chairs.EvaluationReceived, evaluated),
    Reaction(chairs.FirstTimePointGiven, point_given),
    Reaction(notifications.DispatchTaken, dispatched),
    Reaction(notifications.DispatchAcknowledged, dispatched),
    Reaction(notifications.DispatchFailed, dispatched),
    Reaction(notifications.DispatchUncertain, dispatched),
    Reaction(notifications.DispatchCancelled, dispatched),
    Reaction(tracker.PlanLoaded, plan_loaded),
    Reaction(tracker.ActionAssured, action_assured),
    Reaction(tracker.ActionReopened, action_reopened),
    Reaction(tracker.PlanCompleted, plan_completed),
)


def _day(recorded: Recorded[Any]) -> date:
    return civil_date(recorded.at)


def _stage(fact: Dispatched) -> Stage:
    match fact:
        case notifications.DispatchTaken(by_hand=True):
            return Stage.SENT_BY_HAND
        case notifications.DispatchTaken():
            return Stage.TAKEN
        case notifications.DispatchAcknowledged():
            return Stage.ACKNOWLEDGED
        case notifications.DispatchFailed():
            return Stage.FAILED
        case notifications.DispatchUncertain():
            return Stage.UNCERTAIN
        case notifications.DispatchCancelled():
            return Stage.CANCELLED
        case _:
            assert_never(fact)
