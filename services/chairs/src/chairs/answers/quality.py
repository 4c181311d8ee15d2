"""What did the panel say of the chair, and what is a member still asked for? (Q-01, Q-02, Q-06)"""

from collections.abc import Iterable

from shared.contracts.chairs.answers import (
    CriterionMean,
    MemberAnswered,
    OwnEvaluation,
    OwnEvaluations,
    Round,
    Sheet,
)
from shared.contracts.chairs.queries import EvaluationRound, EvaluationSheet, MyEvaluations
from shared.reader import Reader
from shared.service import NotFound

from chairs.domain import events as e
from chairs.domain.people.ranking import ENOUGH_RESPONSES
from chairs.domain.quality.scoring import mean, sheet, two_places
from chairs.domain.state import Commission, Evaluation
from chairs.views.cases_known import known_case, known_cases
from chairs.views.commissions import all_commissions, commission_of, invited, open_rounds, stream_of


def evaluation_round(reader: Reader, question: EvaluationRound) -> Round:
    case = known_case(reader.tx, question.case_id)
    if case is None:
        raise NotFound("This case is not known here yet.")
    state = commission_of(reader.tx, question.case_id)
    evaluation = state.evaluation
    history = reader.history(stream_of(question.case_id))
    answers = [one.message for one in history if isinstance(one.message, e.EvaluationSubmitted)]
    people = {one.member_id: one for one in invited(history)}
    criteria = evaluation.criteria if evaluation else ()
    members = evaluation.member_ids if evaluation else ()
    chair = evaluation and state.appointments[evaluation.number - 1]
    closed, enough = bool(evaluation and evaluation.closed), len(answers) >= ENOUGH_RESPONSES
    return Round(
        case_id=question.case_id,
        reference=case.reference,
        chair_name=chair.chair_name if chair else None,
        opened_on=evaluation.opened_on if evaluation else None,
        closes_on=evaluation.closes_on if evaluation else None,
        closed=closed,
        expected=len(members),
        received=len(answers),
        members=tuple(
            MemberAnswered(
                member_id=each,
                answered=bool(evaluation and each in evaluation.answered),
                name=people[each].name if each in people else None,
                reachable=each in people and people[each].email is not None,
            )
            for each in members
        ),
        mean=two_places(mean(sheet(each.scores) for each in answers)) if closed or enough else None,
        criteria=tuple(_criterion(name, answers if enough else ()) for name in criteria),
        told=enough,
        point=state.point,
        why_not_open=_why_not_open(state, evaluation),
    )


def _criterion(name: str, answers: Iterable[e.EvaluationSubmitted]) -> CriterionMean:
    """Comments in the order of the alphabet: neither who nor when can be told from it."""
    scores = [score for each in answers for score in each.scores if score.criterion == name]
    comments = sorted(score.comment for score in scores if score.comment)
    return CriterionMean(criterion=name, mean=two_places(sheet(scores) if scores else None), comments=tuple(comments))


def _why_not_open(state: Commission, evaluation: Evaluation | None) -> str | None:
    if evaluation is not None:
        return None
    if not state.approved:
        return "The evaluation opens when the Home Office approves the report."
    return "The report was approved without a commissioned chair or panel members to ask."


def evaluation_sheet(reader: Reader, question: EvaluationSheet) -> Sheet:
    """For those who were asked, and nobody else."""
    case = known_case(reader.tx, question.case_id)
    state = commission_of(reader.tx, question.case_id)
    evaluation = state.evaluation
    if evaluation is None or reader.actor.id not in evaluation.member_ids:
        raise NotFound("You are not asked about the chair of this review.")
    if question.link not in (None, evaluation.link_of(reader.actor.id)):
        raise NotFound("A newer link was sent.")
    return Sheet(
        case_id=question.case_id,
        reference=case.reference if case else evaluation.reference,
        chair_name=state.appointments[evaluation.number - 1].chair_name,
        closes_on=evaluation.closes_on,
        criteria=evaluation.criteria,
        answered=reader.actor.id in evaluation.answered,
        closed=evaluation.closed or reader.today > evaluation.closes_on,
    )


def my_evaluations(reader: Reader, question: MyEvaluations) -> OwnEvaluations:
    del question
    open_now = [case_id for case_id, closes, _ in open_rounds(reader.tx) if closes >= reader.today]
    if not open_now:
        return OwnEvaluations(open=())
    cases = known_cases(reader.tx, open_now)
    found = all_commissions(reader.tx, open_now)
    return OwnEvaluations(
        open=tuple(
            OwnEvaluation(
                case_id=case_id,
                reference=cases[case_id].reference if case_id in cases else "",
                chair_name=state.appointments[evaluation.number - 1].chair_name,
                closes_on=evaluation.closes_on,
                criteria=evaluation.criteria,
            )
            for case_id, state in found.items()
            if (evaluation := state.evaluation) is not None
            and reader.actor.id in evaluation.member_ids
            and reader.actor.id not in evaluation.answered
        )
    )
