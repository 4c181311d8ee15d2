"""What has happened to the appointment of one case's chair. Names and fields are stored for ever."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from shared.contracts.chairs.values import Considered, CostShare, Fees, FeeScheme, Independence, Tier
from shared.message import Event, Id, PersonalText

from chairs.domain.people.concerns import Concern, told_before


class OverspendApproved(Event):
    """The budget holder allows a commission that the year's budget does not cover."""

    case_id: Id
    up_to: Decimal
    reason: PersonalText
    approved_by: str
    approved_on: date


class ChairCommissioned(Event):
    """A chair was commissioned, and the CSP Chair is assured of independence. Since version 2 it says by itself what
    was known against that, and not in sentences alone."""

    version: ClassVar[int] = 2
    case_id: Id
    number: int
    """1 for the first chair of the case, 2 for who replaces them."""
    chair_id: Id
    chair_name: str
    writer_id: Id | None = None
    writer_name: str | None = None
    writer_fee: Decimal
    commissioned_on: date
    commissioned_by: str
    on_behalf_of: str | None = None
    reason: PersonalText
    needed: tuple[str, ...]
    considered: tuple[Considered, ...]
    independence_decision: PersonalText | None = None
    load_override: PersonalText | None = None
    scheme: FeeScheme
    tier: Tier | None = None
    fees: Fees
    share: CostShare
    percent_at_draft: int
    days_estimated: int | None = None
    ceiling: Decimal
    year: int
    """The financial year that the commission is charged to."""
    overspend: Decimal = Decimal("0.00")
    writer_explanation: tuple[str, ...] = ()
    """Of the independence of a writer who is on the list."""
    writer_independence: PersonalText | None = None
    """What a writer who is not on the list declared, or the decision where a date is not known."""
    concerns: tuple[Concern, ...] = ()
    """What was known about the chair, and about a writer from the list, and left to a person."""

    @staticmethod
    def upcast_to_2(old: dict[str, Any]) -> dict[str, Any]:
        chosen = (each["explanation"] for each in old["considered"] if each["chair_id"] == old["chair_id"])
        of_chair = told_before(next(chosen, ()))
        return old | {"concerns": of_chair + told_before(old.get("writer_explanation", ()), of_writer=True)}

    account_id: str | None = None
    """With which the chair signs in."""


class AppointmentAgreed(Event):
    """The panel agreed the appointment: at the initial meeting, or at a later one where a chair took over."""

    case_id: Id
    number: int
    agreed_on: date


class AppointmentEnded(Event):
    """The chair is replaced; what is due to them in all is settled."""

    case_id: Id
    number: int
    chair_id: Id
    chair_name: str
    reason: PersonalText
    ended_on: date
    due_in_all: Decimal
    freed: Decimal
    handover: tuple[str, ...]
    ended_by: str = ""
    """Who settled it; nobody is named before this was kept."""
    account_id: str | None = None
    """With which the former chair signs in: their access to the case ends."""


class WriterChanged(Event):
    """Somebody else writes the report from now on; what is due to whoever wrote it before is settled."""

    case_id: Id
    number: int
    chair_id: Id
    chair_name: str
    former_id: Id | None
    former_name: str | None
    """None: the chair wrote it before."""
    due_in_all: Decimal
    writer_id: Id | None
    writer_name: str | None
    """None: the chair writes it now."""
    writer_fee: Decimal
    writer_explanation: tuple[str, ...]
    writer_independence: PersonalText | None
    concerns: tuple[Concern, ...]
    """What was known about the new writer, and left to a person."""
    ceiling: Decimal
    """Of the commission, from now on."""
    reason: PersonalText
    changed_on: date
    changed_by: str
    former_account: str | None
    """With which the former writer signs in: their access to the case ends."""


class SettlementCorrected(Event):
    """Another person corrected what is due in all to a chair who was replaced."""

    case_id: Id
    number: int
    chair_id: Id
    chair_name: str
    before: Decimal
    due_in_all: Decimal
    freed: Decimal
    """Of the ceiling, what nobody can invoice any more."""
    reason: PersonalText
    corrected_by: str
    corrected_on: date
    overspend: Decimal = Decimal("0.00")
    """By how much the year's budget is overspent."""


class ConflictFound(Event):
    """A fact changed after the appointment, and the chair may not be independent any more. Since version 2 it says by
    itself what was found, and not in sentences alone."""

    version: ClassVar[int] = 2
    case_id: Id
    number: int
    chair_id: Id
    chair_name: str
    result: Independence
    explanation: tuple[str, ...]
    concerns: tuple[Concern, ...] = ()

    @staticmethod
    def upcast_to_2(old: dict[str, Any]) -> dict[str, Any]:
        return old | {"concerns": told_before(old["explanation"])}


class ConflictDecided(Event):
    case_id: Id
    number: int
    chair_id: Id
    chair_continues: bool
    reason: PersonalText
    decided_by: str


class CommissionCompleted(Event):
    """The case closed; what was not invoiced is free again."""

    case_id: Id
    number: int
    completed_on: date
    freed: Decimal


type AppointmentEvent = (
    OverspendApproved
    | ChairCommissioned
    | AppointmentAgreed
    | AppointmentEnded
    | WriterChanged
    | SettlementCorrected
    | ConflictFound
    | ConflictDecided
    | CommissionCompleted
)
