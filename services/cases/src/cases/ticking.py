"""Which cases see today's date (C-06)?"""

from shared.message import Command
from shared.reader import Reader
from sqlalchemy import select

from cases.domain.commands import PassTime
from cases.views.tables import case_list


def tick(reader: Reader) -> list[Command]:
    """Every open case with a deadline."""
    due = select(case_list.c.case_id).where(case_list.c.closed.is_(False), case_list.c.next_due.is_not(None))
    return [PassTime(case_id=case_id) for case_id in reader.tx.scalars(due)]
