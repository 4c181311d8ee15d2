"""How many: reviews and people of the county (B-04, B-10), and actions by their state today (A-03)? Counted by SQL."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from shared.contracts.cases.values import Category
from shared.contracts.tracker.report import Budget, Figures, NamedCount
from shared.contracts.tracker.values import ActionCounts, ActionState, Stage
from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from tracker.domain.rating import Progress
from tracker.views.tables import actions, budgets, recommendations, tracker


def figures(tx: Connection, *where: ColumnElement[bool]) -> Figures:
    t = tracker.c
    row = tx.execute(
        select(
            func.count(),
            *(
                func.coalesce(func.sum(counted), 0)
                for counted in (
                    t.victims,
                    t.perpetrator_deaths,
                    t.children,
                    _one_if(t.murder_suicide.is_(True)),
                    _one_if(t.category == Category.INTIMATE_PARTNER.value),
                    _one_if(t.category == Category.FAMILIAL.value),
                )
            ),
        )
        .select_from(tracker)
        .where(t.reference.is_not(None), *where)
    ).one()
    reviews, victims, perpetrators, children, murder_suicides, intimate, familial = map(int, row)
    return Figures(
        reviews=reviews,
        deceased=victims + perpetrators,
        victims=victims,
        perpetrators=perpetrators,
        children=children,
        murder_suicides=murder_suicides,
        intimate_partner=intimate,
        familial=familial,
    )


def reported(as_at: date | None) -> ColumnElement[bool]:
    """What the county's slides count: published reviews, and those taken over from before this system."""
    t = tracker.c
    if as_at is None:
        return or_(t.imported.is_(True), t.published.is_(True))
    return and_(t.counted_from <= as_at, or_(t.imported.is_(True), t.published_on <= as_at))


def under_way(as_at: date | None) -> ColumnElement[bool]:
    """Decided on, and not published."""
    t = tracker.c
    if as_at is None:
        return and_(t.imported.is_(False), t.proceed.is_(True), t.published.is_not(True))
    decided = and_(t.imported.is_(False), t.proceed.is_(True), t.decided_on <= as_at)
    return and_(decided, or_(t.published_on.is_(None), t.published_on > as_at))


def stages(tx: Connection, *where: ColumnElement[bool]) -> tuple[NamedCount, ...]:
    rows = tx.execute(select(tracker.c.stage, func.count()).where(*where).group_by(tracker.c.stage))
    found: dict[str, int] = {stage: count for stage, count in rows}  # noqa: C416 - a Row is not a tuple to mypy
    return tuple(NamedCount(name=stage.value, count=found[stage.value]) for stage in Stage if stage.value in found)


def csps(tx: Connection, *where: ColumnElement[bool]) -> tuple[NamedCount, ...]:
    rows = tx.execute(select(tracker.c.csp, func.count()).where(*where).group_by(tracker.c.csp).order_by(tracker.c.csp))
    return tuple(NamedCount(name=name, count=count) for name, count in rows)


def themes(tx: Connection) -> tuple[NamedCount, ...]:
    """Of recommendations, the most frequent first (B-05)."""
    r = recommendations.c
    rows = tx.execute(
        select(r.theme, func.count())
        .where(r.theme.is_not(None))
        .group_by(r.theme)
        .order_by(func.count().desc(), r.theme)
    )
    return tuple(NamedCount(name=name, count=count) for name, count in rows)


def latest_budget(tx: Connection) -> Budget | None:
    """The year's budget as it was told last."""
    row = tx.execute(select(budgets).order_by(budgets.c.year.desc()).limit(1)).mappings().one_or_none()
    return Budget.model_validate(dict(row)) if row else None


def state(today: date) -> ColumnElement[str]:
    """The action's state as `state_of` of the domain says it, in SQL."""
    a = actions.c
    late = and_(a.progress.in_([Progress.NOT_STARTED.value, Progress.IN_PROGRESS.value]), a.target < today)
    as_recorded = ((a.progress == one.value, ActionState[one.name].value) for one in Progress)
    return case((late, ActionState.OVERDUE.value), *as_recorded)


def action_counts(tx: Connection, today: date, case_ids: Iterable[str] | None = None) -> dict[str, ActionCounts]:
    """By case."""
    now = state(today)
    query = select(actions.c.case_id, now, func.count()).group_by(actions.c.case_id, now)
    if case_ids is not None:
        query = query.where(actions.c.case_id.in_(list(case_ids)))
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    for case_id, name, count in tx.execute(query):
        counted[case_id][_field(name)] = count
    return {case_id: ActionCounts(**counts) for case_id, counts in counted.items()}


def together(counts: Iterable[ActionCounts]) -> ActionCounts:
    total: dict[str, int] = defaultdict(int)
    for one in counts:
        for name, count in one.model_dump().items():
            total[name] += count
    return ActionCounts(**total)


def _field(state: str) -> str:
    return ActionState(state).name.lower()


def _one_if(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return case((condition, 1), else_=0)
