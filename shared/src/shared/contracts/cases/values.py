"""The words in which a case is told: people, categories, criteria, outcomes."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.calendar import PartialDate
from shared.message import Id, Line, Personal, PersonalLine, Text, Value

type CaseId = Id


class Answer(StrEnum):
    """Unknown is not no (N-13)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_ASKED = "not asked"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Category(StrEnum):
    """What the board counts (N-06). Murder-suicide is a flag beside it, as on the county's slides."""

    INTIMATE_PARTNER = "intimate partner homicide"
    FAMILIAL = "familial abuse"
    SUICIDE_FOLLOWING_ABUSE = "suicide following abuse"
    HOUSEHOLD_MEMBER = "other household member"
    NOT_STATED = "not stated"


class Relationship(StrEnum):
    """Of the person who died to the alleged perpetrator, in the Home Office library's values."""

    SPOUSE = "spouse or civil partner"
    EX_SPOUSE = "former spouse or civil partner"
    PARTNER = "boyfriend, girlfriend or cohabiting partner"
    EX_PARTNER = "former partner"
    PARENT = "parent"
    STEP_PARENT = "step-parent"
    CHILD = "son or daughter"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    OTHER_RELATIVE = "other relative"
    HOUSEHOLD_MEMBER = "member of the same household"
    OTHER = "other"
    UNKNOWN = "unknown"

    @property
    def intimate(self) -> bool:
        return self in {Relationship.SPOUSE, Relationship.EX_SPOUSE, Relationship.PARTNER, Relationship.EX_PARTNER}


class NotifiedBy(StrEnum):
    AGENCY = "an agency"
    FAMILY = "a family member or friend"


class Deceased(Value):
    """Somebody who died (N-05). The date of birth may be partial; the name and date of birth are sealed."""

    name: PersonalLine
    date_of_birth: Annotated[PartialDate | None, Personal] = None
    date_of_death: date | None = None
    """None: the day is not known."""
    sex: Sex = Sex.UNKNOWN
    relationship: Relationship = Relationship.UNKNOWN
    aged_16_or_over: Answer = Answer.UNKNOWN
    """Worked out from the dates where they say it; kept so that it stays known when the date of birth is erased."""


class Perpetrator(Value):
    """Somebody alleged to have caused the death (N-05); `died` makes it a murder-suicide."""

    name: PersonalLine
    date_of_birth: Annotated[PartialDate | None, Personal] = None
    sex: Sex = Sex.UNKNOWN
    died: Answer = Answer.UNKNOWN


class Child(Value):
    """A child living in the household: no name is kept, only whether support is in place (N-05)."""

    supported: Answer = Answer.UNKNOWN


class Criterion(StrEnum):
    """The Home Office criteria (D-01, D-02)."""

    RELATIVE_OR_PARTNER = "16 or over; violence, abuse or neglect by a relative or a present or former intimate partner"
    HOUSEHOLD = "16 or over; violence, abuse or neglect by a member of the same household"
    SUICIDE = "took their own life, in circumstances that give rise to concern"
    NOT_MET = "the criteria are not met"


class Post(StrEnum):
    """Whose view Part 2 carries (D-04)."""

    CSP_CHAIR = "CSP Chair"
    SUBGROUP_CHAIR = "Sub-Group Chair"
    DCI = "DCI of Safeguarding Command"
    MANAGER = "Partnership's Manager"


class AgencyContact(Value):
    """What one agency said at the preliminary meeting of its contact with those concerned (D-06, D-12)."""

    agency: Line
    contact: Annotated[Text, Personal]
    view: Text | None = None


class AttendeeRole(StrEnum):
    """In which role a person is at a panel meeting (P-03)."""

    CSP_CHAIR = "CSP Chair"
    PANEL_CHAIR = "panel chair"
    REPORT_WRITER = "report writer"
    SUBGROUP = "DHR Sub-Group"
    SIO = "Senior Investigating Officer"
    AGENCY_MEMBER = "agency panel member"
    SPT = "Strategic Partnership's Team"


class Attendee(Value):
    """Somebody at a panel meeting; at the initial meeting everybody signs the confidentiality agreement (P-03)."""

    name: PersonalLine
    role: AttendeeRole
    agency: Line | None = None
    email: Annotated[Line | None, Personal] = None
    confidentiality_signed: bool = False


class Referral(StrEnum):
    """What came of considering a referral to a Safeguarding Adults Review (SAR) or a Local Child Safeguarding Practice
    Review (LCSPR), at the initial meeting (P-03, P-10)."""

    NOT_NEEDED = "considered, and not needed"
    SAR = "to a Safeguarding Adults Review"
    LCSPR = "to a Local Child Safeguarding Practice Review"
    BOTH = "to both"


class Evaluator(Value):
    """A member of the panel who is asked about its chair (Q-01), and where the invitation goes."""

    member_id: Id
    name: PersonalLine
    email: Annotated[Line | None, Personal] = None
    """None: no address is known, and they are asked on paper."""


class ReportFile(Value):
    """The file of a version of the report, kept beside the record: what it is called, and its SHA-256."""

    name: PersonalLine
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

    @property
    def kind(self) -> str:
        """`pdf`, `docx`; empty where the name does not say."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else ""


class ReportStage(StrEnum):
    """The order of approvals (O-03)."""

    PANEL = "panel"
    SUBGROUP = "Sub-Group"
    CSP = "CSP"


class Outcome(StrEnum):
    """The Home Office's outcome (Q-05)."""

    PUBLISH = "publish"
    PUBLISH_AFTER_CHANGES = "publish after changes, without return"
    RESUBMIT = "resubmit"

    @property
    def approved(self) -> bool:
        return self is not Outcome.RESUBMIT


class Clock(StrEnum):
    DECISION = "decision within 28 days"
    REPORT = "report within six months"


class Marking(StrEnum):
    """S-04."""

    OFFICIAL = "OFFICIAL"


class PartOne(Value):
    """Part 1 of the notification form, as it leaves the service (N-02, X-09)."""

    reference: str
    csp: str
    csp_reason: str | None = None
    notifying_agency: str
    notified_by: NotifiedBy
    attention_date: date
    category: Category
    deceased: tuple[Deceased, ...]
    perpetrators: tuple[Perpetrator, ...]
    children: tuple[Child, ...]
    address: Annotated[str, Personal]
    summary: Annotated[str, Personal]


class View(Value):
    """One member's view on the criteria (D-04)."""

    post: Post
    met: bool
    comment: Annotated[Text, Personal]
    given_on: date


class PartTwo(Value):
    """Part 2 of the notification form: the criteria, the views and the decision (D-04, D-06)."""

    criterion: Criterion
    facts: Annotated[str, Personal]
    views: tuple[View, ...]
    agencies: tuple[AgencyContact, ...]
    proceed: bool
    rationale: Annotated[str, Personal]
    decided_on: date
