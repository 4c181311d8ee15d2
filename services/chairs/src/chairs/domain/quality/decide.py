"""How good was the chair's work? The point of a first submission, and what the panel says (Q-01, Q-03, Q-05, Q-07)."""

from datetime import timedelta
from typing import assert_never

from shared.actor import SPT
from shared.calendar import in_words
from shared.contracts.cases.values import Evaluator
from shared.contracts.chairs.commands import InviteEvaluatorAgain, SubmitEvaluation
from shared.contracts.email_address import must_be_email
from shared.decider import Context
from shared.message import Refused

from chairs.domain.commands import PassTimeForCommission, RecordOutcome
from chairs.domain.county.settings import Settings, holding
from chairs.domain.events import (
    EvaluationClosed,
    EvaluationOpened,
    EvaluationReminderFellDue,
    EvaluationSubmitted,
    EvaluatorInvitedAgain,
    FirstTimePointGiven,
    OutcomeNoted,
    QualityEvent,
)
from chairs.domain.found import CommissionFound
from chairs.domain.state import Commission, Evaluation

OPEN_FOR = timedelta(days=28)
REMIND_BEFORE = timedelta(days=7)

type QualityCommand = RecordOutcome | InviteEvaluatorAgain | SubmitEvaluation | PassTimeForCommission


def decide(command: QualityCommand, state: Commission, context: Context[CommissionFound]) -> list[QualityEvent]:
    match command:
        case RecordOutcome():
            return _outcome(command, state, context)
        case InviteEvaluatorAgain():
            return _invite_again(command, state, context)
        case SubmitEvaluation():
            return _submit(command, state, context)
        case PassTimeForCommission():
            return _pass_time(command, state, context)
        case _:
            assert_never(command)


def _outcome(command: RecordOutcome, state: Commission, context: Context[CommissionFound]) -> list[QualityEvent]:
    """Each round is noted once, so the point is given once, whatever is delivered again (Q-03)."""
    if any(number == command.round for number, _ in state.outcomes):
        return []
    found = context.found
    settings: Settings = found.settings
    present = state.present
    events: list[QualityEvent] = [
        OutcomeNoted(
            case_id=command.case_id,
            number=present.number if present else None,
            chair_id=present.chair_id if present else None,
            round=command.round,
            outcome=command.outcome,
            recorded_on=command.recorded_on,
        )
    ]
    if present is None:
        return events
    who = {"case_id": command.case_id, "number": present.number, "chair_id": present.chair_id}
    earns = command.outcome in holding(settings.point_outcomes, command.recorded_on)
    if command.round == 1 and earns:
        events.append(FirstTimePointGiven.model_validate(who | {"given_on": command.recorded_on}))
    if command.outcome.approved and state.evaluation is None and command.panel_members:
        events.append(
            EvaluationOpened(
                case_id=command.case_id,
                number=present.number,
                chair_id=present.chair_id,
                chair_name=present.chair_name,
                member_ids=tuple(dict.fromkeys(command.panel_members)),
                criteria=holding(settings.criteria, command.recorded_on),
                opened_on=command.recorded_on,
                closes_on=max(command.recorded_on, context.today) + OPEN_FOR,
                reference=command.reference,
                csp=command.csp,
                evaluators=command.evaluators,
            )
        )
    return events


def _invite_again(
    command: InviteEvaluatorAgain, state: Commission, context: Context[CommissionFound]
) -> list[QualityEvent]:
    evaluation = _waits_for(command.member_id, state, context)
    must_be_email(command.email)
    return [
        EvaluatorInvitedAgain(
            case_id=command.case_id,
            number=evaluation.number,
            chair_name=state.appointments[evaluation.number - 1].chair_name,
            evaluator=Evaluator(member_id=command.member_id, name=command.name, email=command.email),
            link=evaluation.link_of(command.member_id) + 1,
            reason=command.reason,
            invited_on=context.today,
            closes_on=evaluation.closes_on,
        )
    ]


def _waits_for(member_id: str, state: Commission, context: Context[CommissionFound]) -> Evaluation:
    """The open evaluation, if this member was asked and has not answered."""
    evaluation = state.evaluation
    if evaluation is None:
        raise Refused("The chair is evaluated after the Home Office has approved the report. Please come back then.")
    if member_id not in evaluation.member_ids:
        raise Refused(
            "This person is not a member of the panel of this review. Choose one of its members.", field="member_id"
        )
    if member_id in evaluation.answered:
        raise Refused(
            "This panel member has evaluated the chair already, so nothing more is needed from them.", field="member_id"
        )
    if evaluation.closed or context.today > evaluation.closes_on:
        raise Refused(f"The evaluation closed on {in_words(evaluation.closes_on)}, so no answer can be added any more.")
    return evaluation


def _submit(command: SubmitEvaluation, state: Commission, context: Context[CommissionFound]) -> list[QualityEvent]:
    if not context.actor.holds(*SPT) and context.actor.id != command.member_id:
        raise Refused("Each panel member answers for themselves. Please ask them to.", field="member_id")
    evaluation = _waits_for(command.member_id, state, context)
    if command.link not in (None, evaluation.link_of(command.member_id)):
        raise Refused("A newer link was sent to you. Please open the one in our latest e-mail.")
    asked = [score.criterion for score in command.scores]
    if sorted(asked) != sorted(evaluation.criteria):
        raise Refused("Give one score to each of the criteria.", field="scores")
    events: list[QualityEvent] = [
        EvaluationSubmitted(
            case_id=command.case_id,
            number=evaluation.number,
            chair_id=evaluation.chair_id,
            member_id=command.member_id,
            scores=command.scores,
            submitted_on=context.today,
            received=len(evaluation.answered) + 1,
            expected=len(evaluation.member_ids),
        )
    ]
    if len(evaluation.answered) + 1 == len(evaluation.member_ids):
        events.append(_closed(command.case_id, evaluation, received=len(evaluation.answered) + 1))
    return events


def _pass_time(
    command: PassTimeForCommission, state: Commission, context: Context[CommissionFound]
) -> list[QualityEvent]:
    evaluation = state.evaluation
    if evaluation is None or evaluation.closed:
        return []
    if context.today > evaluation.closes_on:
        return [_closed(command.case_id, evaluation, received=len(evaluation.answered))]
    waited_for = tuple(each for each in evaluation.member_ids if each not in evaluation.answered)
    present = state.appointments[evaluation.number - 1]
    if evaluation.reminded or context.today < evaluation.closes_on - REMIND_BEFORE:
        return []
    return [
        EvaluationReminderFellDue(
            case_id=command.case_id,
            number=evaluation.number,
            chair_name=present.chair_name,
            member_ids=waited_for,
            closes_on=evaluation.closes_on,
            evaluators=tuple(one for one in command.evaluators if one.member_id in waited_for),
        )
    ]


def _closed(case_id: str, evaluation: Evaluation, *, received: int) -> EvaluationClosed:
    return EvaluationClosed(
        case_id=case_id, number=evaluation.number, received=received, expected=len(evaluation.member_ids)
    )
