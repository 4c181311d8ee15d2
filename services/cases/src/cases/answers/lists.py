"""Which cases may I open, and what in them is mine to do?"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from shared.actor import Actor
from shared.contracts.cases.answers import CaseRow, Task, Work
from shared.contracts.cases.queries import SPT_SEES_ALL, CaseList, MyWork
from shared.contracts.cases.states import StepState
from shared.question import Page
from shared.reader import Reader
from sqlalchemy import ColumnElement, func, select

from cases.domain.milestones import Milestones
from cases.domain.task_list import task_list
from cases.views.tables import case_list as table
from cases.views.tables import grants

_MOST_CASES = 500
"""Open cases that one person's work is gathered from, those due first."""
_SOON = timedelta(days=7)


def case_list(reader: Reader, question: CaseList) -> Page[CaseRow]:
    asked = _may_open(reader.actor)
    if question.csp is not None:
        asked.append(table.c.csp == question.csp)
    if question.stage is not None:
        asked.append(table.c.stage == question.stage.value)
    if question.open_only:
        asked.append(table.c.closed.is_(False))
    if question.reference is not None:
        asked.append(table.c.reference.icontains(question.reference, autoescape=True))
    total = reader.tx.scalar(select(func.count()).select_from(table).where(*asked)) or 0
    rows = reader.tx.execute(
        select(table)
        .where(*asked)
        .order_by(table.c.closed, table.c.next_due.is_(None), table.c.next_due, table.c.reference)
        .limit(question.size)
        .offset((question.page - 1) * question.size)
    )
    return Page(
        rows=tuple(_row(row, reader.today) for row in rows.mappings()),
        total=total,
        page=question.page,
        size=question.size,
    )


def my_work(reader: Reader, _: MyWork) -> Work:
    """Overdue, due within seven days, and waiting for others; a step is mine when my role holds it."""
    rows = reader.tx.execute(
        select(table)
        .where(*_may_open(reader.actor), table.c.closed.is_(False))
        .order_by(table.c.next_due.is_(None), table.c.next_due)
        .limit(_MOST_CASES)
    )
    tasks = [task for row in rows.mappings() for task in _tasks(row, reader)]
    tasks.sort(key=lambda task: (task.due or date.max, task.reference, task.step))
    mine = [task for task in tasks if task.state is not StepState.WAITING]
    in_time = [task for task in mine if task.state is not StepState.OVERDUE]
    soon = reader.today + _SOON
    return Work(
        overdue=tuple(task for task in mine if task.state is StepState.OVERDUE),
        due_soon=tuple(task for task in in_time if task.due is not None and task.due <= soon),
        to_do=tuple(task for task in in_time if task.due is None or task.due > soon),
        waiting=tuple(task for task in tasks if task.state is StepState.WAITING),
    )


def _may_open(actor: Actor) -> list[ColumnElement[bool]]:
    if actor.holds(*SPT_SEES_ALL):
        return []
    granted = select(grants.c.case_id).where(grants.c.grantee.in_([actor.id, *actor.posts]))
    return [table.c.case_id.in_(granted)]


def _row(row: Any, today: date) -> CaseRow:
    steps = task_list(Milestones.model_validate(row["milestones"]), today)
    return CaseRow(
        case_id=row["case_id"],
        reference=row["reference"],
        csp=row["csp"],
        stage=row["stage"],
        category=row["category"],
        attention_date=row["attention_date"],
        decision_due=row["decision_due"],
        report_due=row["report_due"],
        next_due=row["next_due"],
        next_step="" if row["closed"] else next((step.name for step in steps if step.state.open), ""),
        chair=row["chair"],
        closed=row["closed"],
    )


def _tasks(row: Any, reader: Reader) -> Iterator[Task]:
    reached = Milestones.model_validate(row["milestones"])
    if reached.imported or reached.proceed is False:
        return
    for step in task_list(reached, reader.today):
        if step.state.open and reader.actor.holds(*step.owner.roles):
            yield Task(
                case_id=row["case_id"],
                reference=row["reference"],
                csp=row["csp"],
                step=step.number,
                name=step.name,
                state=step.state,
                waiting_for=step.waiting_for,
                owner=step.owner,
                due=step.due,
            )
