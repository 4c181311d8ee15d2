"""What may be asked of the cases service. `may` are the roles; the case's own grants are held against the asker as well."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from shared.actor import SPT, Role
from shared.contracts.cases.values import (
    AgencyContact,
    Attendee,
    CaseId,
    Category,
    Child,
    Criterion,
    Deceased,
    NotifiedBy,
    Outcome,
    Perpetrator,
    Post,
    ReportStage,
)
from shared.contracts.county import Csp
from shared.message import Command, Id, Line, New, Personal, PersonalLine, PersonalText, Text

_CSP_CHAIR = SPT | {Role.CSP_CHAIR}
_PANEL_CHAIR = SPT | {Role.PANEL_CHAIR}
_BY_THE_SYSTEM = frozenset({Role.SERVICE})


class OfCase(Command):
    """A command on a case that is open already."""

    case_id: CaseId


# Notification


class NotifyDeath(Command):
    """Tell the CSP Chair of a death that should be considered (N-01 to N-06, N-09)."""

    may: ClassVar[frozenset[Role]] = SPT | {Role.CSP_CHAIR, Role.AGENCY_LEAD, Role.DCI}
    case_id: Annotated[CaseId, New]
    csp: Csp
    csp_reason: Text | None = None
    """Why this partnership, where the last and the most frequent residence differ (N-03)."""
    notifying_agency: Line
    notified_by: NotifiedBy = NotifiedBy.AGENCY
    attention_date: date
    category: Category
    deceased: Annotated[tuple[Deceased, ...], Field(min_length=1, max_length=20)]
    perpetrators: Annotated[tuple[Perpetrator, ...], Field(max_length=20)] = ()
    children: Annotated[tuple[Child, ...], Field(max_length=30)] = ()
    address: PersonalText
    summary: PersonalText


class TransferCase(OfCase):
    """Give the case to the partnership that is responsible for it, before the decision (N-03)."""

    may: ClassVar[frozenset[Role]] = SPT
    to_csp: Csp
    reason: Text


class ImportReview(Command):
    """Take over a review from before this system (B-08): counts and dates alone, no names."""

    may: ClassVar[frozenset[Role]] = frozenset({Role.MANAGER, Role.ADMINISTRATOR})
    case_id: CaseId
    reference: Line
    csp: Csp
    death_month: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    category: Category
    murder_suicide: bool
    victims: Annotated[int, Field(ge=1, le=20)]
    perpetrator_deaths: Annotated[int, Field(ge=0, le=20)]
    children: Annotated[int, Field(ge=0, le=30)]
    published: bool = True


# Criteria and decision


class AssessCriteria(OfCase):
    """Hold the circumstances against the Home Office criteria, with the facts that meet them (D-01 to D-03)."""

    may: ClassVar[frozenset[Role]] = _CSP_CHAIR | {Role.SUBGROUP_CHAIR, Role.DCI}
    criterion: Criterion
    facts: PersonalText


class GiveView(OfCase):
    """Record a view on the criteria for Part 2 (D-04)."""

    may: ClassVar[frozenset[Role]] = _CSP_CHAIR | {Role.SUBGROUP_CHAIR, Role.DCI}
    post: Post
    met: bool
    comment: PersonalText
    given_on: date


class InviteAgencies(OfCase):
    """Invite the core agencies, and others with a role, to the preliminary meeting (D-05)."""

    may: ClassVar[frozenset[Role]] = SPT
    agencies: Annotated[tuple[Line, ...], Field(min_length=1)]
    meeting_on: date


class RecordPreliminaryMeeting(OfCase):
    """Record what each agency said of its contact with those concerned (D-06)."""

    may: ClassVar[frozenset[Role]] = _CSP_CHAIR
    held_on: date
    contacts: Annotated[tuple[AgencyContact, ...], Field(min_length=1)]


class RecordDecision(OfCase):
    """Record the CSP Chair's decision to proceed, or not, with its rationale (D-06 to D-09)."""

    may: ClassVar[frozenset[Role]] = frozenset({Role.CSP_CHAIR})
    proceed: bool
    rationale: PersonalText
    decided_on: date


class ReopenDecision(OfCase):
    """Look again at a decision not to proceed (D-07)."""

    may: ClassVar[frozenset[Role]] = _CSP_CHAIR
    reason: Text
    reopened_on: date


# Panel


class RecordInitialMeeting(OfCase):
    """Record the initial panel meeting: nothing on its agenda without its content (P-03)."""

    may: ClassVar[frozenset[Role]] = _PANEL_CHAIR
    held_on: date
    attendees: Annotated[tuple[Attendee, ...], Field(min_length=1)]
    appointment_agreed: bool
    chronologies: PersonalText
    further_information: PersonalText
    terms_of_reference: PersonalText
    communications_plan: PersonalText
    imr_requirements: PersonalText
    photograph_present: bool
    photograph_reason: Text | None = None
    """Why the photograph was not there (P-07)."""


class RecordPanelMeeting(OfCase):
    """Record a further panel meeting (P-06, P-07)."""

    may: ClassVar[frozenset[Role]] = _PANEL_CHAIR
    held_on: date
    attendees: Annotated[tuple[Attendee, ...], Field(min_length=1)]
    discussed: PersonalText
    photograph_present: bool
    photograph_reason: Text | None = None


class RequestImr(OfCase):
    """Ask an agency for its Individual Management Review, on behalf of the panel chair (I-01)."""

    may: ClassVar[frozenset[Role]] = _PANEL_CHAIR
    imr_id: Annotated[Id, New]
    agency: Line
    requested_on: date
    due_on: date


class NameImrAuthor(OfCase):
    """Name the author of an IMR, with both declarations of independence (I-02)."""

    may: ClassVar[frozenset[Role]] = _PANEL_CHAIR | {Role.AGENCY_LEAD, Role.IMR_AUTHOR}
    imr_id: Id
    author: PersonalLine
    not_involved: bool
    """No direct involvement with the victim, the perpetrator or either family."""
    not_line_manager: bool
    """Not the immediate line manager of any staff involved."""


class SubmitImr(OfCase):
    """Hand in an IMR, signed off by a senior manager who is not its author (I-03)."""

    may: ClassVar[frozenset[Role]] = _PANEL_CHAIR | {Role.AGENCY_LEAD, Role.IMR_AUTHOR}
    imr_id: Id
    submitted_on: date
    signed_off_by: PersonalLine
    signed_off_as: Line


class ReturnImr(OfCase):
    """Send an IMR back for revision (I-01)."""

    may: ClassVar[frozenset[Role]] = _PANEL_CHAIR
    imr_id: Id
    returned_on: date
    reason: PersonalText


class AcceptImr(OfCase):
    """Accept an IMR for the panel, the panel chair being satisfied that it is quality-assured (I-01, I-04)."""

    may: ClassVar[frozenset[Role]] = _PANEL_CHAIR
    imr_id: Id
    accepted_on: date
    quality_assured: bool


# Family


class ShareDraftWithFamily(OfCase):
    """Give the family a draft of the report to read, for at least 21 days (C-04, F-03)."""

    may: ClassVar[frozenset[Role]] = _PANEL_CHAIR
    version: Line
    shared_on: date
    read_by: date


class RecordFamilyReading(OfCase):
    """Record that the family has read the draft, or declined to (O-04)."""

    may: ClassVar[frozenset[Role]] = _PANEL_CHAIR
    declined: bool
    finished_on: date
    comments: Annotated[Text | None, Personal] = None


# Report


class AddReportVersion(OfCase):
    """Add a version of the overview report (O-01). The file itself is kept sealed; `document` is its hash."""

    may: ClassVar[frozenset[Role]] = _PANEL_CHAIR | {Role.REPORT_WRITER}
    version: Line
    author: PersonalLine
    added_on: date
    note: Text | None = None
    document: Annotated[str | None, Field(pattern=r"^[0-9a-f]{64}$")] = None


class AgreeReport(OfCase):
    """Record an approval of the report: panel, then Sub-Group, then CSP (O-03)."""

    may: ClassVar[frozenset[Role]] = _PANEL_CHAIR | {Role.SUBGROUP_CHAIR, Role.CSP_CHAIR}
    stage: ReportStage
    version: Line
    agreed_on: date


class AgreeExtension(OfCase):
    """Record another date for the report, agreed by both panel and CSP (C-03)."""

    may: ClassVar[frozenset[Role]] = _CSP_CHAIR | {Role.PANEL_CHAIR}
    new_due: date
    agreed_on: date
    panel_agreed: bool
    csp_agreed: bool
    reason: PersonalText


class SubmitReport(OfCase):
    """Submit the agreed report to the Home Office (S-01)."""

    may: ClassVar[frozenset[Role]] = frozenset({Role.MANAGER})
    submitted_on: date


class RecordOutcome(OfCase):
    """Record the Home Office's outcome (S-02, Q-05)."""

    may: ClassVar[frozenset[Role]] = SPT
    outcome: Outcome
    recorded_on: date
    letter: PersonalText


class PublishReport(OfCase):
    """Record where and when the CSP published the report (S-03)."""

    may: ClassVar[frozenset[Role]] = _CSP_CHAIR
    published_on: date
    where: Line


# Access and record


class GrantAccess(OfCase):
    """Let a person or a post open this case (G-01)."""

    may: ClassVar[frozenset[Role]] = SPT
    grantee: Line
    """The account's id, or a post such as `csp_chair:Watford`."""
    grantee_name: Line
    role: Role
    reason: Text
    """The interest declared in advance."""


class EndAccess(OfCase):
    """End a grant (G-01)."""

    may: ClassVar[frozenset[Role]] = SPT
    grantee: Line
    reason: Text


class EraseCase(OfCase):
    """Destroy the case's key: names and free text are gone for ever, counts and dates stay (G-05)."""

    may: ClassVar[frozenset[Role]] = frozenset({Role.MANAGER})
    reason: Text


# By the system itself


class PassTime(OfCase):
    """Let the case see today's date (C-06)."""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM


class NoteChairCommissioned(OfCase):
    """A chair was commissioned for this case (H-06)."""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM
    chair_id: Id
    chair_name: Line
    writer_name: Line | None
    commissioned_on: date


class NoteDispatch(OfCase):
    """Something left for an outside body, or could not (X-01, X-02)."""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM
    dispatch_id: Id
    notice: Line
    """What it was, in words: `Part 1 of the notification`."""
    recipient: Line
    """Who it was for, in words: `the Home Office`."""
    state: Line
    on: date


class NoteEvaluation(OfCase):
    """The chair was evaluated, or earned the first-time point (Q-01, Q-03)."""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM
    received: int
    expected: int
    first_time_point: bool
    on: date


class NotePayment(OfCase):
    """An invoice of the chair was paid (Y-05)."""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM
    number: Line
    on: date


class NotePlan(OfCase):
    """The action plan moved (A-01, A-04, A-07)."""

    may: ClassVar[frozenset[Role]] = _BY_THE_SYSTEM
    loaded: Annotated[int, Field(ge=0)] = 0
    """How many recommendations were added."""
    assured: Line | None = None
    """The printed number of the action assured."""
    reopened: Line | None = None
    completed: bool = False
    on: date


type CaseCommand = (
    NotifyDeath
    | TransferCase
    | ImportReview
    | AssessCriteria
    | GiveView
    | InviteAgencies
    | RecordPreliminaryMeeting
    | RecordDecision
    | ReopenDecision
    | RecordInitialMeeting
    | RecordPanelMeeting
    | RequestImr
    | NameImrAuthor
    | SubmitImr
    | ReturnImr
    | AcceptImr
    | ShareDraftWithFamily
    | RecordFamilyReading
    | AddReportVersion
    | AgreeReport
    | AgreeExtension
    | SubmitReport
    | RecordOutcome
    | PublishReport
    | GrantAccess
    | EndAccess
    | EraseCase
    | PassTime
    | NoteChairCommissioned
    | NoteDispatch
    | NoteEvaluation
    | NotePayment
    | NotePlan
)

