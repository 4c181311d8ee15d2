"""What has happened to somebody on the approved list. Names and fields are stored for ever."""

from datetime import date
from enum import StrEnum

from shared.contracts.chairs.values import Affiliation, Document, KpiOutcome, ReviewType, Skill, Training
from shared.message import Event, Id, PersonalLine, PersonalText


class Expiring(StrEnum):
    """What runs out (H-13)."""

    TRAINING = "training"
    APPROVAL = "approval"


class ApplicationReceived(Event):
    """Somebody applied to be on the approved list."""

    name: str
    email: PersonalLine
    phone: PersonalLine | None = None
    cv: Document
    evidence: tuple[Document, ...]
    statement: PersonalText | None = None
    specialisms: tuple[str, ...]
    affiliations: tuple[Affiliation, ...]
    review_types: tuple[ReviewType, ...]
    training: Training | None
    applied_on: date
    entered_by: str


class AppliedAgain(Event):
    """Somebody who was not accepted, was removed or left applies again: the record with all its history is theirs."""

    name: str
    email: PersonalLine
    phone: PersonalLine | None = None
    cv: Document
    evidence: tuple[Document, ...]
    statement: PersonalText | None = None
    specialisms: tuple[str, ...]
    review_types: tuple[ReviewType, ...]
    applied_on: date
    entered_by: str


class ApplicationAssessed(Event):
    """Another person compared the evidence with the skills and expertise."""

    skills: tuple[Skill, ...]
    note: PersonalText
    assessed_by: str
    assessed_on: date


class ChairAccepted(Event):
    """The applicant is on the approved list."""

    name: str
    approved_until: date
    decided_by: str
    decided_on: date


class ApplicationRefused(Event):
    reason: PersonalText
    decided_by: str
    decided_on: date


class TrainingRecorded(Event):
    training: Training


class SpecialismsChanged(Event):
    specialisms: tuple[str, ...]


class ReviewTypesOffered(Event):
    review_types: tuple[ReviewType, ...]


class AffiliationDeclared(Event):
    """The chair works or worked for an agency. `open_cases` are the reviews they chaired on that day."""

    affiliation: Affiliation
    open_cases: tuple[Id, ...] = ()


class AffiliationEnded(Event):
    agency: str
    role: str
    until: date
    open_cases: tuple[Id, ...] = ()


class AccountLinked(Event):
    account_id: str


class ChairSuspended(Event):
    reason: PersonalText
    suspended_on: date


class ChairReinstated(Event):
    reason: PersonalText
    reinstated_on: date


class ChairRemoved(Event):
    reason: PersonalText
    removed_on: date


class ChairLeft(Event):
    left_on: date


class ApprovalRenewed(Event):
    approved_until: date
    renewed_by: str
    renewed_on: date


class OtherReviewRecorded(Event):
    """The chair leads a review of another kind, or elsewhere."""

    review_id: Id
    review_type: ReviewType
    reference: str
    started_on: date


class OtherReviewEnded(Event):
    review_id: Id
    ended_on: date


class KpiReviewRecorded(Event):
    """The SPT reviewed the chair's work against the contract."""

    outcome: KpiOutcome
    reason: PersonalText
    reviewed_on: date


class ExpiryWarned(Event):
    """Training or approval expires within 60 days; said once for each date."""

    what: Expiring
    expires_on: date


class Expired(Event):
    what: Expiring
    expired_on: date


type ChairEvent = (
    ApplicationReceived
    | AppliedAgain
    | ApplicationAssessed
    | ChairAccepted
    | ApplicationRefused
    | TrainingRecorded
    | SpecialismsChanged
    | ReviewTypesOffered
    | AffiliationDeclared
    | AffiliationEnded
    | AccountLinked
    | ChairSuspended
    | ChairReinstated
    | ChairRemoved
    | ChairLeft
    | ApprovalRenewed
    | OtherReviewRecorded
    | OtherReviewEnded
    | KpiReviewRecorded
    | ExpiryWarned
    | Expired
)
