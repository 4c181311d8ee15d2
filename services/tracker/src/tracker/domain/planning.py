"""How does an action plan come to be: loaded, mended, owned, agreed (A-01, A-02, A-08)? Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from shared.contracts.tracker import commands as c
from shared.contracts.tracker.addressees import addressees, same_body
from shared.contracts.tracker.values import RecommendationRow
from shared.date_checks import not_in_future
from shared.decider import Context
from shared.message import Refused

from tracker.domain.events import plan as e
from tracker.domain.events.plan import PlanningEvent
from tracker.domain.known import ReviewKnown
from tracker.domain.loading import owners_of, recommendation_of_row
from tracker.domain.rating import Progress
from tracker.domain.rules import action_of, must_be_known, recommendation_of
from tracker.domain.state import Action, Plan, changed, changed_all

_SAID = 3
"""How many actions a refusal names; the plan itself lists them all."""


type PlanningCommand = (
    c.LoadRecommendations
    | c.AddRecommendation
    | c.ClassifyRecommendation
    | c.AddAction
    | c.AssignAction
    | c.MoveToSuccessor
    | c.AgreePlan
)


def decide(command: PlanningCommand, plan: Plan, context: Context[ReviewKnown]) -> list[PlanningEvent]:
    must_be_known(context.found)
    match command:
        case c.LoadRecommendations():
            return load(command, plan)
        case c.AddRecommendation():
            return add(command, plan)
        case c.ClassifyRecommendation():
            return classify(command, plan)
        case c.AddAction():
            return add_action(command, plan)
        case c.AssignAction():
            return assign(command, plan)
        case c.MoveToSuccessor():
            return move(command, plan)
        case c.AgreePlan():
            return agree(command, plan, context)
        case _:
            assert_never(command)


def evolve(plan: Plan, event: PlanningEvent) -> Plan:
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
            return changed(
                plan, event, owner=event.owner, person=event.person, measure=event.measure, target=event.target
            )
        case e.DutiesMoved():
            return changed_all(
                plan, event.actions, lambda was: replace(was, owner=event.successor, formerly=event.former, person=None)
            )
        case e.PlanAgreed():
            return replace(plan, agreed_on=event.agreed_on)
        case _:
            assert_never(event)


def load(command: c.LoadRecommendations, plan: Plan) -> list[PlanningEvent]:
    """What the plan has already, by number, text and addressees, is left alone."""
    known = {(one.number, one.text, one.addressed_to) for one in plan.recommendations.values()}
    new: list[e.NewRecommendation] = []
    action = plan.next_action
    for row in command.rows:
        if (row.number, row.text, row.addressed_to) in known:
            continue
        known.add((row.number, row.text, row.addressed_to))
        owners = owners_of(row.addressed_to, command.agencies, command.successors)
        added = recommendation_of_row(row, plan.next_recommendation + len(new), action, owners)
        action += len(added.actions)
        new.append(added)
    return [e.RecommendationsAdded(case_id=command.case_id, recommendations=tuple(new))] if new else []


def add(command: c.AddRecommendation, plan: Plan) -> list[PlanningEvent]:
    row = RecommendationRow(
        number=command.number,
        text=command.text,
        addressed_to=addressees(command.addressed_to or ""),
        scope=command.scope,
        theme=command.theme,
    )
    return load(c.LoadRecommendations(case_id=command.case_id, rows=(row,)), plan)


def classify(command: c.ClassifyRecommendation, plan: Plan) -> list[PlanningEvent]:
    was = recommendation_of(plan, command.recommendation)
    if (was.scope, was.theme) == (command.scope, command.theme):
        return []
    return [
        e.RecommendationClassified(
            case_id=command.case_id,
            recommendation=was.recommendation,
            number=was.number,
            scope=command.scope,
            theme=command.theme,
        )
    ]


def add_action(command: c.AddAction, plan: Plan) -> list[PlanningEvent]:
    of = recommendation_of(plan, command.recommendation)
    siblings = (one for one in plan.actions.values() if one.recommendation == of.recommendation)
    if any(one.text == command.text and one.owner == command.owner for one in siblings):
        return []
    return [
        e.ActionAdded(
            case_id=command.case_id,
            action=plan.next_action,
            number=of.number,
            recommendation=of.recommendation,
            text=command.text,
            owner=command.owner,
        )
    ]


def assign(command: c.AssignAction, plan: Plan) -> list[PlanningEvent]:
    was = action_of(plan, command.action)
    if was.progress.ended:
        raise Refused("This action has ended. Open it again before changing it.")
    owner = command.owner or was.owner
    moved = not same_body(owner, was.owner)
    after = e.ActionAssigned(
        case_id=command.case_id,
        action=was.action,
        number=was.number,
        owner=owner,
        person=command.person or (None if moved else was.person),
        measure=command.measure or was.measure,
        target=command.target or was.target,
    )
    same = (after.owner, after.person, after.measure, after.target) == (was.owner, was.person, was.measure, was.target)
    return [] if same else [after]


def move(command: c.MoveToSuccessor, plan: Plan) -> list[PlanningEvent]:
    if same_body(command.former, command.successor):
        raise Refused("The successor is the same body. Enter another one.", field="successor")
    open_ones = (one for one in plan.actions.values() if not one.progress.ended)
    actions = tuple(one.action for one in open_ones if same_body(one.owner, command.former))
    if not actions:
        return []
    return [e.DutiesMoved(case_id=command.case_id, former=command.former, successor=command.successor, actions=actions)]


def agree(command: c.AgreePlan, plan: Plan, context: Context[ReviewKnown]) -> list[PlanningEvent]:
    if not plan.actions:
        raise Refused("The plan has no actions yet. Add one first.")
    not_in_future(command.agreed_on, context.today, field="agreed_on")
    if lacking := tuple(not_ready(plan.actions.values())):
        more = len(lacking) - _SAID
        others = f"{more} more {'action needs' if more == 1 else 'actions need'} something too." if more > 0 else ""
        raise Refused(" ".join(filter(None, ("The plan cannot be agreed yet.", *lacking[:_SAID], others))))
    return [] if plan.agreed_on else [e.PlanAgreed(case_id=command.case_id, agreed_on=command.agreed_on)]


def not_ready(actions: Iterable[Action]) -> Iterator[str]:
    """What keeps the plan from being agreed, a sentence for each action (A-02). Closed ones need nothing."""
    for one in actions:
        lacks = [
            word
            for word, there in (
                ("owner", one.owner),
                ("measure of success", one.measure),
                ("target date", one.target),
            )
            if not there
        ]
        if lacks and not one.progress.ended:
            yield f"{name_of(one)} has no {' and no '.join(lacks)}."


def name_of(action: Action) -> str:
    """How people know an action: by its printed number, and the owner where several have the duty."""
    number = f"Recommendation {action.number}" if action.number else f"“{action.text[:60]}”"
    return f"{number} ({action.owner})" if action.owner else number


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
