"""Which actions are there, across reviews and in one, and how is each rated today (A-03)?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.contracts.tracker.queries import ActionList
from shared.contracts.tracker.values import ActionRow, ActionState, End, Rating
from shared.question import Page
from shared.reader import Reader
from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from tracker.answers.seen import actions_seen
from tracker.domain.rating import Progress, rating_of, state_of
from tracker.views import counting
from tracker.views.tables import actions, escalations, tracker


def action_list(reader: Reader, asked: ActionList) -> Page[ActionRow]:
    a, today = actions.c, reader.today
    where = actions_seen(reader.actor, one_case=asked.case_id is not None)
    where += [a.case_id == asked.case_id] if asked.case_id else []
    where += [a.owner_key == asked.agency.strip().casefold()] if asked.agency else []
    where += [tracker.c.csp == asked.csp] if asked.csp else []
    where += [counting.state(today) == asked.state.value] if asked.state else []
    if asked.escalated is not None:
        where.append(before_the_subgroup() if asked.escalated else ~before_the_subgroup())
    query = with_case().where(*where).order_by(*_order(reader.tx, asked))
    rows = reader.tx.execute(query.limit(asked.size).offset((asked.page - 1) * asked.size)).mappings()
    total = reader.tx.scalar(select(func.count()).select_from(with_case().where(*where).subquery())) or 0
    found = tuple(action_row(dict(row), today) for row in rows)
    return Page[ActionRow](rows=found, total=total, page=asked.page, size=asked.size)


def with_case() -> Select[Any]:
    joined = actions.join(tracker, tracker.c.case_id == actions.c.case_id)
    case = (tracker.c.reference, tracker.c.csp)
    return select(actions, *case, before_the_subgroup().label("escalated")).select_from(joined)


def before_the_subgroup() -> ColumnElement[bool]:
    """An escalation of this action is open (A-06)."""
    x, a = escalations.c, actions.c
    return exists().where(x.case_id == a.case_id, x.action == a.action, x.closed_on.is_(None))


def natural_order(tx: Connection) -> tuple[ColumnElement[Any], ...]:
    """As people expect printed numbers, byte by byte: PostgreSQL would otherwise sort as its locale likes."""
    key = actions.c.sort_key
    return (key.collate("C") if tx.dialect.name == "postgresql" else key), actions.c.recommendation, actions.c.action


def action_row(row: Mapping[str, Any], today: date) -> ActionRow:
    progress = Progress(row["progress"])
    derived, why = rating_of(progress, row["owner"], row["target"], today)
    given = Rating(row["override"]) if row["override"] else None
    return ActionRow(
        **{name: row[name] for name in ("case_id", "reference", "csp", "recommendation", "action", "number", "text")},
        owner=row["owner"],
        has_measure=row["has_measure"],
        target=row["target"],
        state=state_of(progress, row["target"], today),
        rating=given or derived,
        rating_reason=f"Set by a person: {row['override_reason']}" if given else why,
        escalated=bool(row["escalated"]),
        end=End(row["ending"]) if row["ending"] and progress is Progress.CLOSED else None,
    )


def overdue(today: date) -> ColumnElement[bool]:
    return counting.state(today) == ActionState.OVERDUE.value


def _order(tx: Connection, asked: ActionList) -> list[ColumnElement[Any]]:
    a = actions.c
    if asked.sort == "plan":
        first: ColumnElement[Any] = tracker.c.reference
    else:
        first = a.target if asked.sort == "target" else a.owner_key
    return [first.is_(None), first.desc() if asked.descending else first, tracker.c.reference, *natural_order(tx)]
