"""May this person open this case, and what does its record say (G-01)?"""

from typing import Any

from shared.actor import Forbidden
from shared.contracts.cases.answers import MayOpen
from shared.contracts.cases.queries import CaseAccess
from shared.contracts.deed import Openness
from shared.decider import fold
from shared.reader import Reader
from shared.record import Recorded
from shared.service import NotFound
from sqlalchemy import select

from cases.domain.access import may_open
from cases.domain.case import CASE
from cases.domain.deeds import deeds
from cases.domain.state import Access, Case
from cases.policy import NO_ACCESS, may_do
from cases.views import tables

_NOWHERE = "There is no case here. Check the address, or look for the case in the list."


def open_case(reader: Reader, case_id: str) -> tuple[Case, list[Recorded[Any]]]:
    """The case and its facts, oldest first. Raises NotFound, Forbidden."""
    history = reader.history(f"case-{case_id}")
    if not history:
        raise NotFound(_NOWHERE)
    case = fold(CASE, (recorded.message for recorded in history))
    if not may_open(reader.actor, case.access):
        raise Forbidden(NO_ACCESS)
    return case, history


def deeds_of(case: Case, reader: Reader) -> tuple[Openness, ...]:
    """What the asker may do with this case, each open today or with the reason why it is not."""
    return tuple(deed for deed in deeds(case, reader.today) if may_do(deed, case, reader.actor))


def case_access(reader: Reader, question: CaseAccess) -> MayOpen:
    """By the read models alone: it is asked before many another question. Raises NotFound, Forbidden."""
    known, actor, case_id = tables.case_list.c.case_id, reader.actor, question.case_id
    if reader.tx.scalar(select(known).where(known == case_id)) is None:
        raise NotFound(_NOWHERE)
    given = tables.grants.c
    query = select(given.case_id).where(given.case_id == case_id, given.grantee.in_([actor.id, *actor.posts]))
    if not may_open(actor, Access()) and reader.tx.scalar(query.limit(1)) is None:
        raise Forbidden(NO_ACCESS)
    return MayOpen(case_id=case_id)
