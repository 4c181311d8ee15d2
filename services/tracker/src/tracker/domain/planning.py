"""How does an action plan come to be: loaded, mended, owned, agreed (A-01, A-02, A-08)? Pure."""

from collections.abc import Iterable, Iterator

from shared.contracts.tracker import commands as c
from shared.contracts.tracker.addressees import addressees, is_group, is_missing, same_body
from shared.contracts.tracker.deadlines import deadline_in
from shared.contracts.tracker.values import RecommendationRow, Successor
from shared.decider import Context
from shared.message import Refused

from tracker.domain import events as e
from tracker.domain.events import PlanEvent
from tracker.domain.plan import Action, Plan

_SAID = 3
"""How many actions a refusal names; the plan itself lists them all."""


def load(command: c.LoadRecommendations, plan: Plan, context: Context) -> list[PlanEvent]:
    """What the plan has already, by number, text and addressees, is left alone."""
    known = {(one.number, one.text, one.addressed_to) for one in plan.recommendations.values()}
    new: list[e.NewRecommendation] = []
    action = plan.next_action
    for row in command.rows:
        if (row.number, row.text, row.addressed_to) in known:
            continue
        known.add((row.number, row.text, row.addressed_to))
        owners = _owners(row.addressed_to, command.agencies, command.successors)
        added = _recommendation(row, plan.next_recommendation + len(new), action, owners)
        action += len(added.actions)
        new.append(added)
    return [e.RecommendationsAdded(case_id=command.case_id, recommendations=tuple(new))] if new else []


def add(command: c.AddRecommendation, plan: Plan, context: Context) -> list[PlanEvent]:
    row = RecommendationRow(
        number=command.number,
        text=command.text,
        addressed_to=addressees(command.addressed_to or ""),
        scope=command.scope,
        theme=command.theme,
    )
    return load(c.LoadRecommendations(case_id=command.case_id, rows=(row,)), plan, context)


def classify(command: c.ClassifyRecommendation, plan: Plan, context: Context) -> list[PlanEvent]:
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


def add_action(command: c.AddAction, plan: Plan, context: Context) -> list[PlanEvent]:
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


def assign(command: c.AssignAction, plan: Plan, context: Context) -> list[PlanEvent]:
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


def move(command: c.MoveToSuccessor, plan: Plan, context: Context) -> list[PlanEvent]:
    if same_body(command.former, command.successor):
        raise Refused("The successor must be another body.", field="successor")
    open_ones = (one for one in plan.actions.values() if not one.progress.ended)
    actions = tuple(one.action for one in open_ones if same_body(one.owner, command.former))
    if not actions:
        return []
    return [e.DutiesMoved(case_id=command.case_id, former=command.former, successor=command.successor, actions=actions)]


def agree(command: c.AgreePlan, plan: Plan, context: Context) -> list[PlanEvent]:
    if not plan.actions:
        raise Refused("The plan has no actions yet.")
    if command.agreed_on > context.today:
        raise Refused("The day on which the plan was agreed cannot be in the future.", field="agreed_on")
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


def action_of(plan: Plan, action: int) -> Action:
    if action not in plan.actions:
        raise Refused("The plan has no such action.")
    return plan.actions[action]


def recommendation_of(plan: Plan, recommendation: int) -> e.NewRecommendation:
    if recommendation not in plan.recommendations:
        raise Refused("The plan has no such recommendation.")
    return plan.recommendations[recommendation]


def _recommendation(
    row: RecommendationRow, number: int, first_action: int, owners: tuple[tuple[str | None, str | None], ...]
) -> e.NewRecommendation:
    deadline = deadline_in(row.text)
    actions = tuple(
        e.NewAction(
            action=action,
            text=row.action or row.text,
            owner=owner,
            formerly=formerly,
            measure=row.measure,
            target=row.target,
            arrived_complete=row.arrived_complete,
        )
        for action, (owner, formerly) in enumerate(owners, start=first_action)
    )
    return e.NewRecommendation(
        recommendation=number,
        number=row.number,
        text=row.text,
        addressed_to=row.addressed_to,
        scope=row.scope,
        theme=row.theme,
        review=row.review,
        deadline_in_text=deadline[0] if deadline else None,
        suggested_target=deadline[1] if deadline else None,
        actions=actions,
    )


def _owners(
    printed: Iterable[str], agencies: tuple[str, ...], successors: tuple[Successor, ...]
) -> tuple[tuple[str | None, str | None], ...]:
    """(owner, the body it succeeded) for each action: each addressee once, groups as their members, unknown as None."""
    named = [name for name in printed if not is_missing(name)]
    meant = [one for name in named for one in ((agencies or (None,)) if is_group(name) else (name,))]
    owners: dict[str | None, str | None] = {}
    for name in meant:
        heir = next((one.successor for one in successors if same_body(one.former, name)), None)
        owners.setdefault(heir or name, name if heir else None)
    return tuple(owners.items()) or ((None, None),)
