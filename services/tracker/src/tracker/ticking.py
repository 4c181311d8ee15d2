"""What does a day that passes ask of the tracker? Commands for the ticker; asked twice, they change nothing."""

from collections.abc import Iterator
from datetime import timedelta

from shared.calendar import Quarter as Months
from shared.contracts.tracker.commands import AskForUpdates, PassTimeOnPlan
from shared.message import Command
from shared.reader import Reader
from sqlalchemy import and_, or_, select

from tracker.domain.quarter import name_of
from tracker.domain.rating import Progress
from tracker.views.look_ups import source
from tracker.views.tables import actions, quarters, updates

ASKED_BEFORE = timedelta(days=14)
"""How long before the end of a quarter its updates are asked for."""


def tick(reader: Reader) -> list[Command]:
    return [*_plans(reader), *_quarters(reader)]


def _plans(reader: Reader) -> Iterator[Command]:
    a, today = actions.c, reader.today
    undone = a.progress.in_([Progress.NOT_STARTED.value, Progress.IN_PROGRESS.value])
    late = and_(undone, a.target < today, or_(a.overdue_said.is_(None), a.overdue_said != a.target))
    asks = or_(late, a.reply_by < today, a.impact_next <= today)
    for case_id in reader.tx.scalars(select(a.case_id).where(asks).distinct().order_by(a.case_id)):
        yield PassTimeOnPlan(case_id=case_id)


def _quarters(reader: Reader) -> Iterator[Command]:
    """This quarter's updates are asked for towards its end, the last one's chased while they are missing (B-03)."""
    now = Months.of(reader.today)
    known = {row["quarter"]: row for row in reader.tx.execute(select(quarters)).mappings()}
    given = {(quarter, case_id) for quarter, case_id in reader.tx.execute(select(updates.c.quarter, updates.c.case_id))}
    owing = [case.case_id for case in source(reader.tx).cases if case.owes_update]
    for months, done in ((now, "asked_on"), (now.previous(), "chased_on")):
        name = name_of(months)
        row = known.get(name)
        due = reader.today >= now.last - ASKED_BEFORE if months == now else row is not None and row["asked_on"]
        told = row is not None and (row[done] or row["presented_on"])
        if due and not told and any((name, case_id) not in given for case_id in owing):
            yield AskForUpdates(quarter=name)
