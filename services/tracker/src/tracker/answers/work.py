"""What in plans and reports needs a person now, and which person?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from shared.actor import SPT, Role
from shared.calendar import Quarter as Months
from shared.calendar import days_in_words
from shared.contracts.tracker.queries import TrackerWork, Work, WorkItem
from shared.contracts.tracker.work import WorkKind
from shared.reader import Reader
from sqlalchemy import func, or_, select

from tracker.answers.action_lists import natural_order, overdue, with_case
from tracker.answers.seen import actions_seen, cases_seen, whole_county
from tracker.domain.quarter import name_of
from tracker.domain.rating import Progress
from tracker.views.look_ups import source
from tracker.views.tables import actions, escalations, quarters, tracker, updates

_MOST = 200


def tracker_work(reader: Reader, _: TrackerWork) -> Work:
    """Of each kind what the asker's roles can do something about."""
    actor = reader.actor
    items: list[WorkItem] = []
    if actor.holds(*SPT, Role.CSP_CHAIR, Role.AGENCY_LEAD, Role.SUBGROUP_CHAIR):
        items += _actions(reader)
    if actor.holds(*SPT, Role.CSP_CHAIR):
        items += _plans(reader)
    if actor.holds(*SPT, Role.SUBGROUP_CHAIR):
        items += _escalations(reader)
    if actor.holds(*SPT, Role.CSP_CHAIR, Role.SUBGROUP_CHAIR):
        items += _quarter(reader)
    return Work(items=tuple(sorted(items, key=lambda one: (one.due is None, one.due, one.reference or ""))[:_MOST]))


def _actions(reader: Reader) -> Iterator[WorkItem]:
    a, today = actions.c, reader.today
    chair = reader.actor.holds(*SPT, Role.CSP_CHAIR)
    wanted = [overdue(today)]
    if chair:
        wanted += [a.progress == Progress.COMPLETE.value, a.owner.is_(None) & (a.progress != Progress.CLOSED.value)]
        wanted += [a.impact_next <= today]
    where = actions_seen(reader.actor, one_case=False)
    query = with_case().where(or_(*wanted), *where).order_by(a.target.is_(None), a.target, *natural_order(reader.tx))
    for row in reader.tx.execute(query.limit(_MOST)).mappings():
        named = f"recommendation {row['number']}" if row["number"] else "a recommendation"
        if row["progress"] == Progress.COMPLETE.value and chair:
            text = f"Assure the action of {named}: {row['owner']} says that it is complete"
            yield _item(WorkKind.TO_ASSURE, text, dict(row), due=None)
        elif row["impact_next"] and row["impact_next"] <= today and chair:
            yield _item(
                WorkKind.IMPACT_REVIEW, f"Look again at the impact of {named}", dict(row), due=row["impact_next"]
            )
        elif row["owner"] is None and chair:
            yield _item(WorkKind.OWNER_UNKNOWN, f"Say who owns the action of {named}", dict(row), due=row["target"])
        else:
            late = days_in_words((today - row["target"]).days)
            yield _item(
                WorkKind.OVERDUE_ACTION, f"The action of {named} is {late} over its target", dict(row), row["target"]
            )


def _plans(reader: Reader) -> Iterator[WorkItem]:
    t = tracker.c
    where = (t.plan_loaded.is_(True), t.plan_agreed_on.is_(None), t.plan_completed_on.is_(None))
    for row in reader.tx.execute(select(tracker).where(*where, *cases_seen(reader.actor)).limit(_MOST)).mappings():
        yield WorkItem(
            kind=WorkKind.PLAN_TO_AGREE,
            text="Agree the action plan",
            due=None,
            case_id=row["case_id"],
            reference=row["reference"],
        )


def _escalations(reader: Reader) -> Iterator[WorkItem]:
    x = escalations.c
    query = (
        select(escalations, tracker.c.reference)
        .select_from(escalations.join(tracker, tracker.c.case_id == x.case_id))
        .where(x.closed_on.is_(None), *cases_seen(reader.actor))
        .limit(_MOST)
    )
    for row in reader.tx.execute(query).mappings():
        about = f"recommendation {row['number']}" if row["number"] else row["agency"] or "the plan"
        yield WorkItem(
            kind=WorkKind.ESCALATION,
            text=f"Settle the escalation about {about}",
            due=None,
            case_id=row["case_id"],
            reference=row["reference"],
            action=row["action"],
        )


def _quarter(reader: Reader) -> Iterator[WorkItem]:
    """Updates of the quarter that has ended, until its report is presented."""
    months = Months.of(reader.today).previous()
    name = name_of(months)
    if reader.tx.scalar(select(quarters.c.presented_on).where(quarters.c.quarter == name)):
        return
    given = set(reader.tx.scalars(select(updates.c.case_id).where(updates.c.quarter == name)))
    owing = [case for case in source(reader.tx).cases if case.owes_update(months.last)]
    for case in owing:
        if case.case_id not in given and (whole_county(reader.actor) or case.csp in reader.actor.csps):
            yield WorkItem(
                kind=WorkKind.UPDATE_MISSING,
                text=f"The update for {months.in_words} is missing: the {case.asked_of} gives it",
                due=months.last,
                case_id=case.case_id,
                reference=case.reference,
                quarter=name,
            )
    if reader.actor.holds(*SPT, Role.SUBGROUP_CHAIR) and reader.tx.scalar(select(func.count()).select_from(tracker)):
        yield WorkItem(
            kind=WorkKind.REPORT_TO_PRESENT, text=f"Present the report of {months.in_words}", due=None, quarter=name
        )


def _item(kind: WorkKind, text: str, row: dict[str, Any], due: date | None) -> WorkItem:
    return WorkItem(
        kind=kind, text=text, due=due, case_id=row["case_id"], reference=row["reference"], action=row["action"]
    )
