"""The words in which action plans and the tracker are told."""

from datetime import date
from enum import StrEnum
from typing import Annotated, assert_never

from pydantic import Field

from shared.contracts.cases.values import CaseId, Category, Referral
from shared.contracts.tone import Tone
from shared.message import Line, Text, Value

type RecommendationNo = Annotated[int, Field(ge=1, le=9999)]
"""The recommendation's place in its plan, in the order of loading. What people see is the number as printed."""
type ActionNo = Annotated[int, Field(ge=1, le=9999)]
"""The action's place in its plan. Never used again for another."""
type QuarterName = Annotated[str, Field(pattern=r"^20\d{2}-Q[1-4]$")]
"""`2026-Q4`: October to December 2026."""


class UpdateGiver(StrEnum):
    """Of whom a review's quarterly update is asked (B-03). The words are stored for ever."""

    PANEL_CHAIR = "panel chair"
    CSP_CHAIR = "CSP Chair"


class Scope(StrEnum):
    """Whom a recommendation is for (A-01)."""

    AGENCY = "agency"
    LOCAL = "local partnership"
    REGIONAL = "regional"
    NATIONAL = "national"


class ActionState(StrEnum):
    """Follows from what was recorded and today's date (A-03)."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    OVERDUE = "overdue"
    COMPLETE = "complete"
    """The agency says so (A-04)."""
    ASSURED = "assured"
    """The CSP Chair is satisfied (A-04)."""
    CLOSED = "closed"
    """Ended without being done, with a reason (A-09)."""

    @property
    def open(self) -> bool:
        return self not in {ActionState.ASSURED, ActionState.CLOSED}

    @property
    def tone(self) -> Tone:
        match self:
            case ActionState.NOT_STARTED:
                return Tone.BLUE
            case ActionState.IN_PROGRESS:
                return Tone.TURQUOISE
            case ActionState.OVERDUE:
                return Tone.RED
            case ActionState.COMPLETE | ActionState.ASSURED:
                return Tone.GREEN
            case ActionState.CLOSED:
                return Tone.GREY
            case _:
                assert_never(self)


class Rating(StrEnum):
    """Derived from state and date, or set by a person with a written reason (A-03, A-09)."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NOT_RATED = "not rated"

    @property
    def tone(self) -> Tone:
        match self:
            case Rating.RED:
                return Tone.RED
            case Rating.AMBER:
                return Tone.ORANGE
            case Rating.GREEN:
                return Tone.GREEN
            case Rating.NOT_RATED:
                return Tone.GREY
            case _:
                assert_never(self)


class End(StrEnum):
    """How an action ends honestly without being done (A-09)."""

    NOT_ACCEPTED = "not accepted"
    SUPERSEDED = "superseded"
    CANNOT_BE_DONE = "cannot be done"


class Stage(StrEnum):
    """Where a review stands, as the tracker says it (B-01)."""

    AWAITING_DECISION = "awaiting decision"
    NOT_PROCEEDING = "not proceeding"
    SETTING_UP = "setting up the panel"
    PANEL = "panel at work"
    AGREEING = "report being agreed"
    HOME_OFFICE = "with the Home Office"
    TO_PUBLISH = "ready to publish"
    PUBLISHED = "published, actions followed"
    CLOSED = "closed"

    @property
    def tone(self) -> Tone:
        match self:
            case Stage.AWAITING_DECISION:
                return Tone.YELLOW
            case Stage.SETTING_UP | Stage.TO_PUBLISH:
                return Tone.BLUE
            case Stage.PANEL | Stage.AGREEING | Stage.HOME_OFFICE:
                return Tone.TURQUOISE
            case Stage.PUBLISHED:
                return Tone.GREEN
            case Stage.NOT_PROCEEDING | Stage.CLOSED:
                return Tone.GREY
            case _:
                assert_never(self)


class RecommendationRow(Value):
    """A recommendation as it comes from a plan, untidy as it may be (A-08). An empty cell is unknown, not an error."""

    number: Annotated[str, Field(max_length=40)] = ""
    """As printed: `R1`, `9.1 a`, `21.10.1`."""
    text: Text
    addressed_to: Annotated[tuple[Line, ...], Field(max_length=40)] = ()
    """Names as printed. A group (`All Agencies`) is fanned out to the agencies given on the command."""
    scope: Scope | None = None
    theme: Line | None = None
    action: Text | None = None
    """What is to be done, where the plan says it beside the recommendation."""
    measure: Text | None = None
    target: date | None = None
    arrived_complete: bool = False
    """The plan said that it was done already; the CSP Chair still has to be assured of it."""
    review: Line | None = None
    """The published review it comes from, where the file says: `Norfolk, published 2025-05`."""


class Successor(Value):
    """A body that no longer exists, and the one that took over its duties (A-08, G-08)."""

    former: Line
    successor: Line


class ActionCounts(Value):
    """How many actions stand in each state."""

    not_started: int = 0
    in_progress: int = 0
    overdue: int = 0
    complete: int = 0
    assured: int = 0
    closed: int = 0

    @property
    def total(self) -> int:
        return self.not_started + self.in_progress + self.overdue + self.complete + self.assured + self.closed

    @property
    def still_open(self) -> int:
        return self.total - self.assured - self.closed


class TrackerRow(Value):
    """One review, as the tracker shows it (B-01)."""

    case_id: CaseId
    reference: str
    csp: str
    stage: Stage
    category: Category
    murder_suicide: bool
    victims: int
    perpetrator_deaths: int
    children: int
    attention_date: date | None
    """None for a review from before this system."""
    death_month: str | None
    """`2019-07`"""
    decision_due: date | None
    decided_on: date | None
    report_due: date | None
    next_due: date | None
    """What is due next: the decision, or the report (C-10)."""
    clock: str
    """That clock in words, such as `Day 26 of 28`, `Met`, or empty where none runs."""
    overdue: bool
    chair: str | None
    report_state: str
    """`IMRs: 3 of 5 accepted`, `agreed by the Sub-Group on 3 May 2026`"""
    submitted_on: date | None
    rounds: int
    outcome: str | None
    published_on: date | None
    closed_on: date | None
    extended_to: date | None
    """The date that panel and CSP agreed instead of the first (C-03)."""
    home_office_told: bool | None
    """Whether the Home Office was told of the delay; None where there is none (C-03, C-10)."""
    referral: Referral | None = None
    """Whether a referral to another statutory review was considered, and with which outcome (P-10)."""
    actions: ActionCounts
    escalations: int
    """Open ones."""
    imported: bool

    @property
    def deceased(self) -> int:
        return self.victims + self.perpetrator_deaths


class ActionRow(Value):
    """One action, as lists show it."""

    case_id: CaseId
    reference: str
    csp: str
    recommendation: int
    action: int
    number: str
    """As printed."""
    text: str
    owner: str | None
    """None: not known yet."""
    has_measure: bool
    target: date | None
    state: ActionState
    rating: Rating
    rating_reason: str
    """In words: why it has this rating."""
    escalated: bool
    end: End | None = None
