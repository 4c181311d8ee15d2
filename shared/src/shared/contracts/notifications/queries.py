"""What may be asked about dispatches, and by whom? Their content is personal: the team and the auditor alone."""

from typing import ClassVar

from shared.actor import SPT, SUBSTANTIVE, Role
from shared.contracts.cases.values import CaseId
from shared.contracts.county import Csp
from shared.contracts.notifications.answers import (
    Directory,
    DispatchRecord,
    DispatchRow,
    EvidencePack,
    HeldNotices,
    Tasks,
)
from shared.contracts.notifications.values import DispatchId, Notice, RecipientKind, Stage
from shared.question import Listing, Page, Question

_TEAM = SPT | {Role.AUDITOR}


class DispatchList(Listing[Page[DispatchRow]]):
    """What was sent, to whom, and how far has it come? Newest first. A CSP Chair sees their own partnership's."""

    may: ClassVar[frozenset[Role]] = _TEAM | SUBSTANTIVE | {Role.CSP_CHAIR}
    case_id: CaseId | None = None
    state: Stage | None = None
    notice: Notice | None = None
    recipient: RecipientKind | None = None
    csp: Csp | None = None


class DispatchDetail(Question[DispatchRecord]):
    """Everything about one dispatch, with the document as it was sent (X-02)."""

    may: ClassVar[frozenset[Role]] = _TEAM
    dispatch_id: DispatchId


class DispatchEvidence(Question[EvidencePack]):
    """What proves what was sent, to whom and when: one file (X-09)."""

    may: ClassVar[frozenset[Role]] = _TEAM
    dispatch_id: DispatchId


class DispatchTasks(Question[Tasks]):
    """What waits for a person (X-03, X-04, X-05, X-07, X-08)?"""

    may: ClassVar[frozenset[Role]] = _TEAM
    case_id: CaseId | None = None


class RecipientDirectory(Question[Directory]):
    """To whom does each kind of notice go, and since when (X-08)?"""

    may: ClassVar[frozenset[Role]] = _TEAM | {Role.ADMINISTRATOR}


class NoticesHeld(Question[HeldNotices]):
    """Which kinds of notice wait for approval (X-04)?"""

    may: ClassVar[frozenset[Role]] = _TEAM
