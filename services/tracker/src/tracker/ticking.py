"""What does a day that passes ask of the tracker? Commands for the ticker; asked twice, they change nothing."""

from collections.abc import Iterator
from datetime import timedelta

from shared.calendar import Quarter as Months
from shared.contracts.tracker.commands import AskForUpdates
from shared.message import Command
from shared.reader import Reader
from sqlalchemy import and_, or_, select

from tracker.domain.commands import PassTimeOnPlan
from tracker.domain.quarter import chased_from, name_of
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
    """This quarter's updates are asked for towards its end, those of the last chased while they are missing (B-03)."""
    now = Months.of(reader.today)
    cases = source(reader.tx).cases
    for months in (now, now.previous()):
        name = name_of(months)
        row = reader.tx.execute(select(quarters).where(quarters.c.quarter == name)).mappings().one_or_none()
        if row and (row["presented_on"] or row["chased_on"]):
            continue
        asked_on = row["asked_on"] if row else None
        due = chased_from(months, asked_on) if asked_on else months.last - ASKED_BEFORE
        given = set(reader.tx.scalars(select(updates.c.case_id).where(updates.c.quarter == name)))
        if due <= reader.today and any(c.owes_update(months.last) and c.case_id not in given for c in cases):
            yield AskForUpdates(quarter=name)
