"""What a case remembers in order to decide: one slice for each part of its life."""

from dataclasses import dataclass, field
from datetime import date

from shared.actor import Actor, Role
from shared.contracts.cases.states import Conflict, ImrState
from shared.contracts.cases.values import (
    AgencyContact,
    Category,
    Child,
    Clock,
    Criterion,
    Deceased,
    NotifiedBy,
    Outcome,
    Perpetrator,
    Post,
    ReportStage,
    View,
)
from shared.contracts.notifications.values import RecipientKind, Stage

from cases.domain.events import InitialMeetingHeld, Present


@dataclass(frozen=True, slots=True)
class Notification:
    """How the case came to the partnership. `imported` reviews carry counts alone."""

    reference: str = ""
    csp: str = ""
    csp_reason: str | None = None
    notifying_agency: str = ""
    notified_by: NotifiedBy = NotifiedBy.AGENCY
    attention_date: date | None = None
    decision_due: date | None = None
    category: Category = Category.NOT_STATED
    deceased: tuple[Deceased, ...] = ()
    perpetrators: tuple[Perpetrator, ...] = ()
    children: tuple[Child, ...] = ()
    address: str = ""
    summary: str = ""
    imported: bool = False
    murder_suicide: bool = False
    victims: int = 0
    perpetrator_deaths: int = 0
    child_count: int = 0

    @property
    def opened(self) -> bool:
        return self.reference != ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The criteria, what members and agencies said, and what the CSP Chair decided."""

    criterion: Criterion | None = None
    facts: str = ""
    views: dict[Post, View] = field(default_factory=dict)
    invited: tuple[str, ...] = ()
    meeting_on: date | None = None
    met_on: date | None = None
    contacts: tuple[AgencyContact, ...] = ()
    proceed: bool | None = None
    rationale: str = ""
    decided_on: date | None = None
    report_due: date | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the panel. The initial one is number 1."""

    number: int
    held_on: date
    present: int
    """How many people."""


@dataclass(frozen=True, slots=True)
class Panel:
    """The chair, and the meetings of the panel."""

    chair_id: str | None = None
    chair_name: str | None = None
    writer_name: str | None = None
    writer_since: date | None = None
    """None: since the chair's commission."""
    conflict: Conflict | None = None
    initial: InitialMeetingHeld | None = None
    """What the initial meeting agreed, as its fact says it."""
    members: tuple[Present, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    """Those after the initial one."""

    @property
    def initial_on(self) -> date | None:
        return self.initial.held_on if self.initial else None

    @property
    def last_met(self) -> date | None:
        return self.meetings[-1].held_on if self.meetings else self.initial_on


@dataclass(frozen=True, slots=True)
class Imr:
    """One agency's Individual Management Review."""

    agency: str
    requested_on: date
    due_on: date
    state: ImrState = ImrState.REQUESTED
    author: str | None = None
    submitted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """The family's reading of the draft."""

    shared_on: date | None = None
    read_by: date | None = None
    finished: bool = False
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Submission:
    """One round with the Home Office."""

    number: int
    submitted_on: date
    outcome: Outcome | None = None
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file that is kept beside the record. Its name is gone once the case is erased."""

    sha256: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the report, with its file where there is one."""

    added_on: date
    note: str | None = None
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The overview report: its versions, its approvals in this round, and its rounds with the Home Office."""

    versions: dict[str, Version] = field(default_factory=dict)
    agreed: dict[ReportStage, date] = field(default_factory=dict)
    agreed_version: str | None = None
    extended_to: date | None = None
    rounds: tuple[Submission, ...] = ()
    published_on: date | None = None
    published_where: str | None = None

    @property
    def approved(self) -> bool:
        return bool(self.rounds) and self.rounds[-1].outcome is not None and self.rounds[-1].outcome.approved

    @property
    def awaiting_outcome(self) -> bool:
        return bool(self.rounds) and self.rounds[-1].outcome is None


@dataclass(frozen=True, slots=True)
class Grant:
    """That somebody may open the case, and why."""

    name: str
    role: Role
    reason: str
    since: date


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open the case."""

    grants: dict[str, Grant] = field(default_factory=dict)
    """By account or post."""
    erased: bool = False

    def admits(self, actor: Actor) -> bool:
        return actor.id in self.grants or not actor.posts.isdisjoint(self.grants)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """To whom something was sent, and how far it came when that was last noted."""

    recipient: RecipientKind | None
    stage: Stage


@dataclass(frozen=True, slots=True)
class Noted:
    """What other services told, so that it is told once."""

    dispatches: dict[str, Dispatch] = field(default_factory=dict)
    """By its id."""
    payments: frozenset[str] = frozenset()
    evaluations: int = 0
    first_time_point: bool = False
    plan_completed: bool = False
    closed_on: date | None = None

    @property
    def commissioner_told(self) -> bool:
        """The Domestic Abuse Commissioner was sent the report (S-06)."""
        return any(one.recipient is RecipientKind.COMMISSIONER and one.stage.sent for one in self.dispatches.values())


@dataclass(frozen=True, slots=True)
class Told:
    """Which deadlines were announced, so that they are announced once."""

    due_soon: frozenset[tuple[Clock, date]] = frozenset()
    overdue: frozenset[tuple[Clock, date]] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    notification: Notification = field(default_factory=Notification)
    decision: Decision = field(default_factory=Decision)
    panel: Panel = field(default_factory=Panel)
    imrs: dict[str, Imr] = field(default_factory=dict)
    family: Family = field(default_factory=Family)
    report: Report = field(default_factory=Report)
    access: Access = field(default_factory=Access)
    noted: Noted = field(default_factory=Noted)
    steps: dict[int, date] = field(default_factory=dict)
    """Steps of the guide that a person recorded as done → when."""
    told: Told = field(default_factory=Told)

    @property
    def report_due(self) -> date | None:
        """Six months from the decision, or the date last agreed (C-02, C-03)."""
        return self.report.extended_to or self.decision.report_due
