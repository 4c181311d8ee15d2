"""How do the facts about the quality of the work move a commission?"""

from dataclasses import replace
from typing import assert_never

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
from chairs.domain.state import Commission, Evaluation


def evolve(state: Commission, event: QualityEvent) -> Commission:
    match event:
        case OutcomeNoted():
            return replace(state, outcomes=(*state.outcomes, (event.round, event.outcome)))
        case FirstTimePointGiven():
            return replace(state, point=True)
        case EvaluationOpened():
            opened = Evaluation(
                number=event.number,
                chair_id=event.chair_id,
                member_ids=event.member_ids,
                criteria=event.criteria,
                opened_on=event.opened_on,
                closes_on=event.closes_on,
                reference=event.reference,
                csp=event.csp,
            )
            return replace(state, evaluation=opened)
        case EvaluatorInvitedAgain():
            links = state.evaluation.links if state.evaluation else {}
            return _evaluation(state, links=links | {event.evaluator.member_id: event.link})
        case EvaluationSubmitted():
            answered = (*(state.evaluation.answered if state.evaluation else ()), event.member_id)
            return _evaluation(state, answered=answered)
        case EvaluationReminderFellDue():
            return _evaluation(state, reminded=True)
        case EvaluationClosed():
            return _evaluation(state, closed=True)
        case _:
            assert_never(event)


def _evaluation(state: Commission, **changes: object) -> Commission:
    if state.evaluation is None:
        return state
    return replace(state, evaluation=replace(state.evaluation, **changes))  # type: ignore[arg-type]
