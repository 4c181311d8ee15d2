"""How far have a case, its steps and its parts come? Members are compared and stored, words are only shown."""

from enum import StrEnum
from typing import assert_never

from shared.actor import SPT, Role
from shared.contracts.tone import Tone
from shared.message import Value


class CaseStage(StrEnum):
    """Where a case has come to, in the board's words."""

    NOTIFIED = "Notified"
    DECIDING = "Deciding"
    NO_REVIEW = "No review"
    SETTING_UP = "Setting up the panel"
    PANEL = "Panel at work"
    HOME_OFFICE = "With the Home Office"
    APPROVED = "Approved by the Home Office"
    ACTIONS_OPEN = "Published, actions open"
    PUBLISHED = "Published"
    CLOSED = "Closed"

    @property
    def tone(self) -> Tone:
        match self:
            case CaseStage.NO_REVIEW | CaseStage.CLOSED:
                return Tone.GREY
            case CaseStage.NOTIFIED | CaseStage.DECIDING | CaseStage.SETTING_UP:
                return Tone.BLUE
            case CaseStage.PANEL | CaseStage.HOME_OFFICE:
                return Tone.TURQUOISE
            case CaseStage.APPROVED | CaseStage.ACTIONS_OPEN | CaseStage.PUBLISHED:
                return Tone.GREEN
            case _:
                assert_never(self)


class StepState(StrEnum):
    """How far a step of the guide has come. For whom or what it waits is said apart (`Awaited`)."""

    CANNOT_START = "Cannot start yet"
    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    WAITING = "Waiting"
    OVERDUE = "Overdue"
    COMPLETED = "Completed"
    NOT_APPLICABLE = "Not applicable"

    @property
    def open(self) -> bool:
        """Somebody can do something about it now, or waits for somebody who can."""
        return self in {StepState.NOT_STARTED, StepState.IN_PROGRESS, StepState.WAITING, StepState.OVERDUE}

    @property
    def tone(self) -> Tone:
        match self:
            case StepState.CANNOT_START | StepState.NOT_APPLICABLE:
                return Tone.GREY
            case StepState.NOT_STARTED:
                return Tone.BLUE
            case StepState.IN_PROGRESS:
                return Tone.TURQUOISE
            case StepState.WAITING:
                return Tone.YELLOW
            case StepState.OVERDUE:
                return Tone.RED
            case StepState.COMPLETED:
                return Tone.GREEN
            case _:
                assert_never(self)


class Awaited(StrEnum):
    """For whom or what a step waits."""

    PRELIMINARY_MEETING = "the preliminary meeting"
    AGENCIES = "agencies"
    HOME_OFFICE = "the Home Office"


class Waiting(Value):
    """For whom or what a step waits, and of how many."""

    what: Awaited
    count: int = 1

    @property
    def in_words(self) -> str:
        if self.what is Awaited.AGENCIES:
            return "1 agency" if self.count == 1 else f"{self.count} agencies"
        return str(self.what)


class StepSection(StrEnum):
    """The two parts of the guide's 21 steps."""

    SETTING_UP = "Establishing the review, within 28 days"
    CONCLUDING = "Continuing and concluding, months 2 to 6"


class StepOwner(StrEnum):
    """Who takes a step on."""

    TEAM = "Strategic Partnership's Team"
    MANAGER = "Partnership's Manager"
    CSP_CHAIR = "CSP Chair"
    PANEL_CHAIR = "Panel chair"
    SUBSTANTIVE = "CSP Chair and substantive members"
    AGENCY_LEADS = "Nominated leads of the agencies"
    PANEL = "Panel chair and report writer"

    @property
    def roles(self) -> frozenset[Role]:
        match self:
            case StepOwner.TEAM:
                return SPT
            case StepOwner.MANAGER:
                return frozenset({Role.MANAGER})
            case StepOwner.CSP_CHAIR:
                return frozenset({Role.CSP_CHAIR})
            case StepOwner.PANEL_CHAIR:
                return frozenset({Role.PANEL_CHAIR})
            case StepOwner.SUBSTANTIVE:
                return frozenset({Role.CSP_CHAIR, Role.SUBGROUP_CHAIR, Role.DCI, Role.MANAGER})
            case StepOwner.AGENCY_LEADS:
                return frozenset({Role.AGENCY_LEAD})
            case StepOwner.PANEL:
                return frozenset({Role.PANEL_CHAIR, Role.REPORT_WRITER})
            case _:
                assert_never(self)


class ImrState(StrEnum):
    """How far an Individual Management Review has come (I-01)."""

    REQUESTED = "requested"
    AUTHOR_NAMED = "author named"
    SUBMITTED = "submitted"
    RETURNED = "returned for revision"
    ACCEPTED = "accepted by the panel"

    @property
    def tone(self) -> Tone:
        match self:
            case ImrState.REQUESTED:
                return Tone.BLUE
            case ImrState.AUTHOR_NAMED | ImrState.SUBMITTED:
                return Tone.TURQUOISE
            case ImrState.RETURNED:
                return Tone.YELLOW
            case ImrState.ACCEPTED:
                return Tone.GREEN
            case _:
                assert_never(self)


class Conflict(StrEnum):
    """A question about the chair's independence that has not come to an end (H-12)."""

    OPEN = "to be decided"
    TO_BE_REPLACED = "the chair is to be replaced"
