"""What the cases service may be asked."""

from typing import ClassVar

from shared.actor import SPT, Role
from shared.contracts.cases.answers import CaseRow, MayOpen, Overview, PanelRecord, Part2, People, Work
from shared.contracts.cases.states import CaseStage
from shared.contracts.cases.values import CaseId
from shared.question import FilePiece, Listing, Page, Question

_ALL_BUT_BOARD = frozenset(Role) - {Role.BOARD_MEMBER, Role.OPCC_FINANCE, Role.ADMINISTRATOR, Role.SERVICE}


class CaseList(Listing[Page[CaseRow]]):
    """Which cases are there that I may open?"""

    may: ClassVar[frozenset[Role]] = _ALL_BUT_BOARD
    csp: str | None = None
    stage: CaseStage | None = None
    open_only: bool = False
    reference: str | None = None
    """A part of the reference."""


class CaseOverview(Question[Overview]):
    """How far has this case come?"""

    may: ClassVar[frozenset[Role]] = _ALL_BUT_BOARD
    case_id: CaseId
    timeline_page: int = 1


class CaseAccess(Question[MayOpen]):
    """May I open this case? Forbidden where I may not (G-01)."""

    may: ClassVar[frozenset[Role]] = frozenset(Role) - {Role.SERVICE}
    case_id: CaseId


class ReportVersionFile(Question[FilePiece]):
    """What is in the file of this version of the report? Piece by piece, from 0."""

    may: ClassVar[frozenset[Role]] = SPT | {
        Role.AUDITOR,
        Role.CSP_CHAIR,
        Role.SUBGROUP_CHAIR,
        Role.DCI,
        Role.PANEL_CHAIR,
        Role.REPORT_WRITER,
    }
    case_id: CaseId
    report_version: str
    at: int = 0


class CasePeople(Question[People]):
    """Who died, who is accused, which children were there?"""

    may: ClassVar[frozenset[Role]] = _ALL_BUT_BOARD - {Role.AUDITOR}
    case_id: CaseId


class CasePartTwo(Question[Part2]):
    """On what was the decision founded?"""

    may: ClassVar[frozenset[Role]] = _ALL_BUT_BOARD - {Role.AUDITOR}
    case_id: CaseId


class CasePanel(Question[PanelRecord]):
    """Who is on the panel, and what did it agree?"""

    may: ClassVar[frozenset[Role]] = _ALL_BUT_BOARD - {Role.AUDITOR}
    case_id: CaseId


class MyWork(Question[Work]):
    """What is mine to do?"""

    may: ClassVar[frozenset[Role]] = _ALL_BUT_BOARD


SPT_SEES_ALL = SPT | {Role.AUDITOR}
"""G-01: the SPT, and the auditor who reads the trail, need no grant."""
