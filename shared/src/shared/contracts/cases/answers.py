"""What the cases service answers with."""

from datetime import date

from shared.actor import Role
from shared.contracts.cases.states import CaseStage, Conflict, ImrState, StepOwner, StepSection, StepState, Waiting
from shared.contracts.cases.values import (
    AgencyContact,
    Attendee,
    CaseId,
    Category,
    Child,
    Clock,
    Criterion,
    Deceased,
    Marking,
    NotifiedBy,
    Outcome,
    Perpetrator,
    Referral,
    ReportStage,
    View,
)
from shared.contracts.deed import Openness
from shared.deadline import ClockState
from shared.message import Value


class ClockFace(Value):
    """A clock as it is shown (C-06): `Day 26 of 28`, the due date, and the last working day before it if it is none."""

    name: Clock
    state: ClockState
    day: int | None
    of: int | None
    due: date | None
    last_working_day: date | None
    """Only where it differs from the due date (C-01)."""
    explanation: str
    """`Due on Sunday 27 December 2026; the last working day before it is Thursday 24 December 2026.`"""


class Step(Value):
    """One of the guide's 21 steps for this case, with who takes it on."""

    number: int
    name: str
    section: StepSection
    state: StepState
    waiting_for: Waiting | None = None
    """Overdue or not, for whom or what the step waits."""
    owner: StepOwner
    due: date | None
    action: str | None = None
    """The name of the command that takes the step on, where the asker could give it."""


class CaseRow(Value):
    case_id: CaseId
    reference: str
    csp: str
    stage: CaseStage
    category: Category
    attention_date: date | None
    decision_due: date | None
    report_due: date | None
    next_due: date | None
    next_step: str
    chair: str | None
    closed: bool


class Sentence(Value):
    """One line of the timeline."""

    at: str
    """The instant, ISO 8601 in UTC."""
    on: date
    text: str
    actor_id: str
    kind: str
    """The stored name of the fact."""


class Grant(Value):
    grantee: str
    name: str
    role: Role
    since: date
    reason: str


class ImrRow(Value):
    imr_id: str
    agency: str
    state: ImrState
    due_on: date
    author_named: bool


class Meeting(Value):
    number: int
    held_on: date
    present: int


class ReportVersion(Value):
    version: str
    added_on: date
    note: str | None
    document: str | None
    """The SHA-256 of its file."""
    document_name: str | None


class Round(Value):
    """One submission to the Home Office (S-02)."""

    number: int
    submitted_on: date
    outcome: Outcome | None
    recorded_on: date | None


class CaseHeader(Value):
    case_id: CaseId
    reference: str
    csp: str
    stage: CaseStage
    marking: Marking
    category: Category
    murder_suicide: bool
    attention_date: date | None
    decided_on: date | None
    proceed: bool | None
    chair: str | None
    writer: str | None
    conflict: Conflict | None = None
    """While the chair's independence is in question (H-12)."""
    erased: bool
    closed: bool


class MayOpen(Value):
    """That the asker may open this case."""

    case_id: CaseId


class Overview(Value):
    """Everything the case page shows, without a name of anybody who died or is accused."""

    header: CaseHeader
    clocks: tuple[ClockFace, ...]
    steps: tuple[Step, ...]
    timeline: tuple[Sentence, ...]
    """Newest first."""
    timeline_total: int
    grants: tuple[Grant, ...]
    imrs: tuple[ImrRow, ...]
    meetings: tuple[Meeting, ...]
    report_versions: tuple[ReportVersion, ...]
    agreed: tuple[ReportStage, ...]
    rounds: tuple[Round, ...]
    agencies: tuple[str, ...]
    draft_read_by: date | None
    published_on: date | None
    published_where: str | None
    deeds: tuple[Openness, ...] = ()
    """What the asker may do with this case, each open today or with the reason why it is not."""


class People(Value):
    """The real names; asking is logged (G-02)."""

    reference: str
    notified_by: NotifiedBy
    notifying_agency: str
    csp_reason: str | None
    deceased: tuple[Deceased, ...]
    perpetrators: tuple[Perpetrator, ...]
    children: tuple[Child, ...]
    address: str
    summary: str
    deeds: tuple[Openness, ...] = ()
    """As in `Overview`."""


class Part2(Value):
    """What is recorded of the criteria and the decision (D-04, D-06)."""

    reference: str
    criterion: Criterion | None
    facts: str | None
    views: tuple[View, ...]
    invited: tuple[str, ...]
    meeting_on: date | None
    contacts: tuple[AgencyContact, ...]
    proceed: bool | None
    rationale: str | None
    decided_on: date | None
    deeds: tuple[Openness, ...] = ()
    """As in `Overview`."""


class Member(Value):
    """A panel member, who may evaluate the chair (Q-01)."""

    member_id: str
    name: str
    agency: str | None


class PanelRecord(Value):
    """The initial meeting's agreements and who sits on the panel (P-03)."""

    reference: str
    held_on: date | None
    attendees: tuple[Attendee, ...]
    terms_of_reference: str | None
    communications_plan: str | None
    imr_requirements: str | None
    referral: Referral | None = None
    members: tuple[Member, ...]


class Task(Value):
    """A step that somebody takes on, of any case."""

    case_id: CaseId
    reference: str
    csp: str
    step: int
    name: str
    state: StepState
    waiting_for: Waiting | None = None
    owner: StepOwner
    due: date | None


class Work(Value):
    """My work: what is overdue, what is due within seven days, and what waits for others."""

    overdue: tuple[Task, ...]
    due_soon: tuple[Task, ...]
    to_do: tuple[Task, ...]
    waiting: tuple[Task, ...]
