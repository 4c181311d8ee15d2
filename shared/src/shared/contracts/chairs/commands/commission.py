"""What may be asked of one case's commission: appointment, checks, replacement, quality?"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from shared.actor import SPT, Role
from shared.contracts.chairs.commands.roles import BUDGET_HOLDERS, COMMISSIONERS, EVALUATORS, SERVICE, OnCommission
from shared.contracts.chairs.values import (
    ChairId,
    FeeScheme,
    Score,
    Tier,
)
from shared.message import Id, Line, PersonalLine, PersonalText, Text
from shared.money import NOTHING, Pounds


class CommissionChair(OnCommission):
    """Commission a chair formally, and record being assured of independence (H-06).

    By the CSP Chair of the responsible partnership, or by the manager on their behalf.
    """

    may: ClassVar[frozenset[Role]] = COMMISSIONERS
    chair_id: ChairId
    specialisms: tuple[Line, ...] = ()
    """What the case needs (H-04)."""
    reason: Text
    """Why this candidate (H-10)."""
    assured_of_independence: bool
    on_behalf_of: Line | None = None
    """The CSP Chair for whom the manager records it."""
    writer_id: ChairId | None = None
    """A writer from the approved list (H-07)."""
    writer_name: Line | None = None
    """Another writer. Neither: the chair writes too."""
    writer_independence: Text | None = None
    """What a writer who is not on the list declared about work for agencies; of one who is, the decision and reason
    where a date is not known (H-05, H-12)."""
    writer_fee: Pounds = NOTHING
    scheme: FeeScheme = FeeScheme.FIXED
    tier: Tier | None = None
    days_estimated: Annotated[int, Field(ge=1, le=200)] | None = None
    commissioned_on: date
    independence_decision: Text | None = None
    """The person's decision and reason where a date is not known (H-12)."""
    load_override: Text | None = None
    """The reason for a chair who leads three reviews already (H-11)."""
    accept_overspend: bool = False
    """The year's budget does not cover it, and another person approved that before (Y-06)."""


class ApproveOverspend(OnCommission):
    """Allow a commission that the year's budget does not cover, before it is made (Y-06)."""

    may: ClassVar[frozenset[Role]] = BUDGET_HOLDERS
    up_to: Pounds
    reason: Text


class AgreeAppointment(OnCommission):
    """The panel agreed the appointment (H-06): told of the initial meeting, and recorded by the team of a later one
    where a chair took over."""

    may: ClassVar[frozenset[Role]] = SPT | SERVICE
    agreed_on: date


class EndAppointment(OnCommission):
    """The chair is to be replaced: why, what is due to them in all, and what they hand over (H-08).

    Then commission another; the same checks apply.
    """

    may: ClassVar[frozenset[Role]] = COMMISSIONERS
    reason: PersonalText
    ended_on: date
    due_in_all: Pounds
    """Everything due for the work so far, what was invoiced before included."""
    handover: tuple[Line, ...] = ()


class ChangeWriter(OnCommission):
    """Somebody else writes the report from now on, while the chair goes on: why, what is due in all to whoever wrote
    it before, and the same checks of who comes (H-07, H-08)."""

    may: ClassVar[frozenset[Role]] = COMMISSIONERS
    reason: PersonalText
    changed_on: date
    due_in_all: Pounds = NOTHING
    """Every fee that is due to the former writer, what was invoiced before included; of a chair who wrote, nothing."""
    writer_id: ChairId | None = None
    """A writer from the approved list (H-07)."""
    writer_name: Line | None = None
    """Another writer. Neither: the chair writes from now on."""
    writer_independence: Text | None = None
    """As at a commission (H-05, H-12)."""
    writer_fee: Pounds = NOTHING


class CorrectSettlement(OnCommission):
    """What is due in all to a chair who was replaced was not right: by another person than who settled it (Y-08)."""

    may: ClassVar[frozenset[Role]] = COMMISSIONERS | BUDGET_HOLDERS
    chair_id: ChairId
    due_in_all: Pounds
    reason: PersonalText
    accept_overspend: bool = False
    """The year's budget does not cover it, and is overspent all the same (Y-06)."""


class RecheckIndependence(OnCommission):
    """Check the present chair again after a fact changed; a conflict is raised, not applied (H-12)."""

    may: ClassVar[frozenset[Role]] = SPT | SERVICE


class DecideConflict(OnCommission):
    """A person's decision on a conflict found after the appointment (H-12)."""

    may: ClassVar[frozenset[Role]] = COMMISSIONERS
    chair_continues: bool
    reason: Text


class InviteEvaluatorAgain(OnCommission):
    """Send a panel member a new personal link, to an address that may be another one (Q-01). The link that they had
    before opens nothing any more."""

    may: ClassVar[frozenset[Role]] = SPT
    member_id: Id
    name: PersonalLine
    """As the letter addresses them."""
    email: PersonalLine
    reason: PersonalText


class SubmitEvaluation(OnCommission):
    """A panel member evaluates the chair, once (Q-01, Q-07). The SPT may enter one that came on paper."""

    may: ClassVar[frozenset[Role]] = SPT | EVALUATORS
    member_id: Line
    scores: Annotated[tuple[Score, ...], Field(min_length=1)]
    link: int | None = None
    """By which of their links they came, if by one."""
