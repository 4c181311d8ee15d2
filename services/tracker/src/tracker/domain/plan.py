"""How does an action plan stand after its facts? Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from shared.contracts.tracker.values import End, Rating

from tracker.domain import events as e
from tracker.domain.events import PlanEvent
from tracker.domain.rating import Progress

IMPACT_MONTHS = (6, 12)


@dataclass(frozen=True, slots=True)
class Action:
    """What one body is to do, and how far it is."""

    action: int
    recommendation: int
    number: str
    text: str
    owner: str | None = None
    formerly: str | None = None
    person: str | None = None
    measure: str | None = None
    target: date | None = None
    progress: Progress = Progress.NOT_STARTED
    assured_on: date | None = None
    end: End | None = None
    override: Rating | None = None
    override_reason: str | None = None
    overdue_said: date | None = None
    """The target date whose passing is on record."""
    impact_said: frozenset[int] = frozenset()
    impact_done: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """An agency was asked for assurance; `waiting` are the actions without a word since."""

    agency: str
    asked_on: date
    reply_by: date
    waiting: frozenset[int]
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Escalation:
    escalation: int
    action: int | None
    number: str
    agency: str | None
    reason: str
    opened_on: date
    outcome: str | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    recommendations: Mapping[int, e.NewRecommendation] = field(default_factory=dict)
    actions: Mapping[int, Action] = field(default_factory=dict)
    escalations: Mapping[int, Escalation] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    agreed_on: date | None = None
    completed_on: date | None = None

    @property
    def next_action(self) -> int:
        return max(self.actions, default=0) + 1

    @property
    def next_recommendation(self) -> int:
        return max(self.recommendations, default=0) + 1

    def open_escalation(self, action: int | None, agency: str | None = None) -> Escalation | None:
        """The open escalation of this action, or of this agency's answer where no action is named."""
        return next(
            (
                one
                for one in self.escalations.values()
                if one.closed_on is None and one.action == action and (action is not None or one.agency == agency)
            ),
            None,
        )


def evolve(plan: Plan, event: PlanEvent) -> Plan:
    match event:
        case e.RecommendationsAdded():
            return _added(plan, event)
        case e.RecommendationClassified(recommendation=number):
            was = plan.recommendations[number]
            now = was.model_copy(update={"scope": event.scope, "theme": event.theme})
            return replace(plan, recommendations={**plan.recommendations, number: now})
        case e.ActionAdded():
            action = Action(event.action, event.recommendation, event.number, event.text, event.owner)
            grown = {**plan.actions, action.action: action}
            return replace(plan, actions=grown, agreed_on=None, completed_on=None)
        case e.ActionAssigned():
            return _change(
                plan, event, owner=event.owner, person=event.person, measure=event.measure, target=event.target
            )
        case e.DutiesMoved():
            return _change_all(
                plan, event.actions, lambda was: replace(was, owner=event.successor, formerly=event.former, person=None)
            )
        case e.PlanAgreed():
            return replace(plan, agreed_on=event.agreed_on)
        case e.ProgressReported():
            return _answered(_change(plan, event, progress=Progress.IN_PROGRESS), event.action)
        case e.CompletionClaimed():
            return _answered(_change(plan, event, progress=Progress.COMPLETE), event.action)
        case e.AssuranceAsked():
            earlier = tuple(one for one in plan.asked if one.agency != event.agency)
            new = Asked(event.agency, event.asked_on, event.reply_by, frozenset(event.actions))
            return replace(plan, asked=(*earlier, new))
        case e.AssuranceNotGiven():
            return replace(
                plan,
                asked=tuple(replace(one, overdue=True) if one.agency == event.agency else one for one in plan.asked),
            )
        case e.ActionAssured():
            settled = _change(plan, event, progress=Progress.ASSURED, assured_on=event.assured_on, override=None)
            return _answered(settled, event.action)
        case e.ActionClosed():
            return _answered(_change(plan, event, progress=Progress.CLOSED, end=event.end, override=None), event.action)
        case e.ActionReopened():
            again = _change(
                plan,
                event,
                progress=Progress.IN_PROGRESS,
                assured_on=None,
                end=None,
                overdue_said=None,
                impact_said=frozenset(),
                impact_done=frozenset(),
            )
            return replace(again, completed_on=None)
        case e.RatingOverridden():
            return _change(plan, event, override=event.rating, override_reason=event.reason)
        case e.RatingRestored():
            return _change(plan, event, override=None, override_reason=None)
        case e.ActionBecameOverdue():
            return _change(plan, event, overdue_said=event.target)
        case e.EscalationOpened():
            opened = Escalation(
                event.escalation, event.action, event.number, event.agency, event.reason, event.opened_on
            )
            return replace(plan, escalations={**plan.escalations, event.escalation: opened})
        case e.EscalationClosed():
            closed = replace(plan.escalations[event.escalation], outcome=event.outcome, closed_on=event.closed_on)
            return replace(plan, escalations={**plan.escalations, event.escalation: closed})
        case e.ImpactReviewFellDue():
            said = plan.actions[event.action].impact_said | {event.months}
            return _change(plan, event, impact_said=said)
        case e.ImpactReviewed():
            done = plan.actions[event.action].impact_done | {event.months}
            return _change(plan, event, impact_done=done)
        case e.PlanCompleted():
            return replace(plan, completed_on=event.completed_on)
        case _:
            assert_never(event)


def _added(plan: Plan, event: e.RecommendationsAdded) -> Plan:
    new = {
        one.action: Action(
            one.action,
            recommendation.recommendation,
            recommendation.number,
            one.text,
            one.owner,
            one.formerly,
            measure=one.measure,
            target=one.target,
            progress=Progress.COMPLETE if one.arrived_complete else Progress.NOT_STARTED,
        )
        for recommendation in event.recommendations
        for one in recommendation.actions
    }
    recommendations = {one.recommendation: one for one in event.recommendations}
    return replace(
        plan,
        recommendations={**plan.recommendations, **recommendations},
        actions={**plan.actions, **new},
        agreed_on=None,
        completed_on=None,
    )


def _change(plan: Plan, event: e.OfAction, **fields: object) -> Plan:
    return _change_all(plan, [event.action], lambda was: replace(was, **fields))  # type: ignore[arg-type]


def _change_all(plan: Plan, actions: Iterable[int], change: Callable[[Action], Action]) -> Plan:
    return replace(plan, actions={**plan.actions, **{number: change(plan.actions[number]) for number in actions}})


def _answered(plan: Plan, action: int) -> Plan:
    return replace(plan, asked=tuple(replace(one, waiting=one.waiting - {action}) for one in plan.asked))
