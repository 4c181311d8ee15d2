"""What is in an action plan, and what has happened to an action? Folded from the plan's own stream."""

from collections.abc import Callable, Iterator
from typing import Any

from shared.actor import Actor as Asker
from shared.actor import Forbidden, Role
from shared.calendar import add_months, civil_date
from shared.contracts.tracker.addressees import same_body
from shared.contracts.tracker.plan import Action, AssuranceAsked, EscalationRow, HistoryLine, Plan, Recommendation
from shared.contracts.tracker.queries import ActionDetail, ActionPlan
from shared.contracts.tracker.values import ActionRow
from shared.decider import fold
from shared.reader import Reader
from shared.record import Recorded
from shared.service import NotFound
from sqlalchemy import select

from tracker.answers.action_lists import action_row, with_case
from tracker.answers.seen import actions_seen
from tracker.domain import smart, state
from tracker.domain.events import plan as e
from tracker.domain.numbers import sort_key
from tracker.domain.plan import PLAN
from tracker.domain.planning import not_ready
from tracker.domain.rating import Progress, rating_of
from tracker.timeline import describe
from tracker.views import actions as view
from tracker.views import counting
from tracker.views.tables import actions, tracker


def action_plan(reader: Reader, asked: ActionPlan) -> Plan:
    case = reader.tx.execute(select(tracker).where(tracker.c.case_id == asked.case_id)).mappings().one_or_none()
    if case is None or case["reference"] is None:
        raise NotFound("The tracker does not know this review.")
    plan = _fold(reader, asked.case_id)
    rows = _rows(reader, asked.case_id)
    seen = {row.recommendation for row in rows}
    theirs = _their_agency(reader.actor)
    ordered = sorted(plan.recommendations.values(), key=lambda one: (sort_key(one.number), one.recommendation))
    unowned = {one.recommendation for one in plan.actions.values() if one.owner is None and not one.progress.ended}
    return Plan(
        case_id=asked.case_id,
        reference=case["reference"],
        csp=case["csp"],
        agreed_on=plan.agreed_on,
        completed_on=plan.completed_on,
        recommendations=tuple(_recommendation(one, rows) for one in ordered if one.recommendation in seen),
        counts=counting.action_counts(reader.tx, reader.today, [asked.case_id]).get(asked.case_id)
        or counting.together(()),
        without_owner=tuple(one.number or one.text[:60] for one in ordered if one.recommendation in unowned & seen),
        not_ready=tuple(not_ready(one for one in plan.actions.values() if theirs(one.owner))),
        escalations=tuple(_escalation(one) for one in plan.escalations.values() if theirs(one.agency)),
        asked=tuple(
            AssuranceAsked(
                agency=one.agency,
                asked_on=one.asked_on,
                reply_by=one.reply_by,
                answered=not one.waiting,
                overdue=one.overdue and bool(one.waiting),
            )
            for one in plan.asked
            if theirs(one.agency)
        ),
    )


def action_detail(reader: Reader, asked: ActionDetail) -> Action:
    plan = _fold(reader, asked.case_id)
    one = plan.actions.get(asked.action)
    if one is None:
        raise NotFound("The plan has no such action.")
    row = next((row for row in _rows(reader, asked.case_id) if row.action == asked.action), None)
    if row is None:
        raise Forbidden("This action belongs to another agency or partnership.")
    of = plan.recommendations[one.recommendation]
    suggested = of.suggested_target
    derived, _ = rating_of(one.progress, one.owner, one.target, reader.today)
    return Action(
        row=row,
        recommendation=of.text,
        scope=of.scope,
        theme=of.theme,
        person=one.person,
        measure=one.measure,
        suggested_target=suggested,
        hints=smart.hints(one.text, owner=one.owner, measure=one.measure, target=one.target, suggested=suggested),
        derived_rating=derived,
        overridden=one.override is not None,
        assured_on=one.assured_on,
        impact_due=tuple(
            add_months(one.assured_on, months)
            for months in state.IMPACT_MONTHS
            if one.progress is Progress.ASSURED and one.assured_on and months not in one.impact_done
        ),
        history=tuple(reversed(list(_history(reader, asked)))),
    )


def _their_agency(actor: Asker) -> Callable[[str | None], bool]:
    """An agency lead is shown what is about their own agency, everybody else all of a plan they may open."""
    if actor.roles == {Role.AGENCY_LEAD}:
        return lambda agency: same_body(agency, actor.agency)
    return lambda agency: True


def _fold(reader: Reader, case_id: str) -> state.Plan:
    return fold(PLAN, (recorded.message for recorded in reader.history(f"plan-{case_id}")))


def _rows(reader: Reader, case_id: str) -> list[ActionRow]:
    where = [actions.c.case_id == case_id, *actions_seen(reader.actor, one_case=True)]
    query = with_case().where(*where).order_by(actions.c.action)
    return [action_row(dict(row), reader.today) for row in reader.tx.execute(query).mappings()]


def _recommendation(one: e.NewRecommendation, rows: list[ActionRow]) -> Recommendation:
    own = tuple(row for row in rows if row.recommendation == one.recommendation)
    first = own[0]
    return Recommendation(
        recommendation=one.recommendation,
        number=one.number,
        text=one.text,
        addressed_to=one.addressed_to,
        scope=one.scope,
        theme=one.theme,
        review=one.review,
        deadline_in_text=one.deadline_in_text,
        suggested_target=one.suggested_target,
        hints=smart.hints(
            one.text,
            owner=first.owner,
            measure="see the action's evidence" if first.has_measure else None,
            target=first.target,
            suggested=one.suggested_target,
        ),
        actions=own,
    )


def _escalation(one: state.Escalation) -> EscalationRow:
    return EscalationRow(
        escalation=one.escalation,
        action=one.action,
        number=one.number,
        agency=one.agency or "",
        reason=one.reason,
        opened_on=one.opened_on,
        closed_on=one.closed_on,
        outcome=one.outcome,
    )


def _history(reader: Reader, asked: ActionDetail) -> Iterator[HistoryLine]:
    for recorded in reader.history(f"plan-{asked.case_id}"):
        if (asked.case_id, asked.action) in view.keys(recorded.message):
            yield HistoryLine(on=civil_date(recorded.at), text=describe(recorded.message), evidence=_evidence(recorded))


def _evidence(recorded: Recorded[Any]) -> str | None:
    match recorded.message:
        case e.ProgressReported(evidence=said) | e.CompletionClaimed(evidence=said) | e.ImpactReviewed(evidence=said):
            return said
        case e.ActionAssured(because=said):
            return said
        case _:
            return None
