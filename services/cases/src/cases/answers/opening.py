"""May this person open this case, and what does its record say (G-01)?"""

from typing import Any

from shared.decider import fold
from shared.reader import Reader
from shared.record import Recorded
from shared.service import Forbidden, NotFound

from cases.domain.access import may_open
from cases.domain.case import CASE
from cases.domain.state import Case


def open_case(reader: Reader, case_id: str) -> tuple[Case, list[Recorded[Any]]]:
    """The case and its facts, oldest first. Raises NotFound, Forbidden."""
    history = reader.history(f"case-{case_id}")
    if not history:
        raise NotFound("There is no case here. Check the address, or look for the case in the list.")
    case = fold(CASE, (recorded.message for recorded in history))
    if not may_open(reader.actor, case.access):
        raise Forbidden(
            "You do not have access to this case. If you take part in this review, "
            "ask the Strategic Partnership's Team."
        )
    return case, history
