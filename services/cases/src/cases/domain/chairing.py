"""What does a case note of its chair and its report writer, as the chairs service tells it (H-06 to H-08, H-12)?"""

from shared.contracts.cases.states import Conflict
from shared.decider import Context

from cases.domain import access
from cases.domain.commands import NoteChairCommissioned, NoteChairConflict, NoteChairReplaced, NoteWriterChanged
from cases.domain.events import (
    AccessEvent,
    ChairCommissioned,
    ChairConflictDecisionNoted,
    ChairConflictNoted,
    ChairReplacementNoted,
    PanelEvent,
    ReportWriterChanged,
)
from cases.domain.rules import must_be_open
from cases.domain.state import Case

type Noted = list[PanelEvent | AccessEvent]


def commissioned(command: NoteChairCommissioned, case: Case, context: Context[None]) -> Noted:
    """Who chairs the review may open its case, if they have an account (G-01)."""
    must_be_open(case)
    noted = ChairCommissioned(**command.model_dump(exclude={"case_id", "account_id"}))
    held = (case.panel.chair_id, case.panel.writer_name)
    if held == (noted.chair_id, noted.writer_name):
        return []
    return [noted, *access.of_the_chair(case.access, command.account_id, command.chair_name, context.today)]


def conflict(command: NoteChairConflict, case: Case) -> Noted:
    """Raised once, and decided once (H-12)."""
    held = case.panel.conflict
    if command.chair_continues is not None:
        told = ChairConflictDecisionNoted(chair_continues=command.chair_continues, on=command.on)
        return [told] if held is Conflict.OPEN else []
    if held is Conflict.OPEN or command.chair_name is None:
        return []
    return [ChairConflictNoted(chair_name=command.chair_name, on=command.on)]


def replaced(command: NoteChairReplaced, case: Case) -> Noted:
    if case.panel.chair_id != command.chair_id:
        return []
    noted = ChairReplacementNoted(chair_name=command.chair_name, ended_on=command.ended_on)
    return [noted, *access.of_a_former_chair(case.access, command.account_id, command.chair_name)]


def writer_changed(command: NoteWriterChanged, case: Case) -> Noted:
    """Whoever does not write any more may not open the case any more (G-01)."""
    now = (command.writer_name, command.changed_on)
    if now == (case.panel.writer_name, case.panel.writer_since):
        return []
    changed = ReportWriterChanged(**command.model_dump(exclude={"case_id", "former_account"}))
    if command.former_name is None:
        return [changed]
    return [changed, *access.of_a_former_writer(case.access, command.former_account, command.former_name)]
