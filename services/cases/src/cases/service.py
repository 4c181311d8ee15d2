"""What is the cases service made of?"""

from shared.contracts.cases.commands import AddReportVersion, PassTime
from shared.message import Command
from shared.reader import Reader
from shared.service import Aggregate, Service
from sqlalchemy import select

from cases.answers import ANSWERS
from cases.domain.case import CASE
from cases.policy import permit
from cases.publish import publish
from cases.reactions import REACTIONS
from cases.timeline import describe
from cases.views import case_list, grants, tables

REVIEW = Aggregate(
    noun="case",
    decider=CASE,
    id_of=lambda command: command.case_id,
    permit=permit,
)


def tick(reader: Reader) -> list[Command]:
    """Every open case with a deadline sees today's date (C-06)."""
    table = tables.case_list
    due = select(table.c.case_id).where(table.c.closed.is_(False), table.c.next_due.is_not(None))
    return [PassTime(case_id=case_id) for case_id in reader.tx.scalars(due)]


CASES = Service(
    name="cases",
    aggregates=(REVIEW,),
    metadata=tables.METADATA,
    publish=publish,
    describe=describe,
    views=(case_list.VIEW, grants.VIEW),
    answers=ANSWERS,
    reactions=REACTIONS,
    files_from=AddReportVersion.may,
    tick=tick,
)
