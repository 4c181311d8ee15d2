"""Telling of a death, and taking over reviews from before."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from shared.actor import SPT, Role
from shared.contracts.cases.commands.of_case import OfCase
from shared.contracts.cases.values import (
    CaseId,
    Category,
    Child,
    Deceased,
    NotifiedBy,
    Perpetrator,
)
from shared.contracts.county import Csp
from shared.message import Command, Line, New, PersonalText, Text


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
    case_id: Annotated[CaseId, New]
    reference: Line
    csp: Csp
    death_month: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
    category: Category
    murder_suicide: bool
    victims: Annotated[int, Field(ge=1, le=20)]
    perpetrator_deaths: Annotated[int, Field(ge=0, le=20)]
    children: Annotated[int, Field(ge=0, le=30)]
    published: bool = True


class CorrectDateOfDeath(OfCase):
    """Correct the date on which somebody died, after the notification (N-11)."""

    may: ClassVar[frozenset[Role]] = SPT
    person: Annotated[int, Field(ge=1, le=20)] = 1
    """Which of those who died, in the order of Part 1."""
    date_of_death: date | None = None
    not_known: bool = False
    """The day is not known after all. Said apart, so that a date that was forgotten is not taken for it."""
    reason: PersonalText
    """How it is known that the first date was wrong."""


class CorrectAttentionDate(OfCase):
    """Correct the date on which the case came to attention; the clock is worked out again (N-11)."""

    may: ClassVar[frozenset[Role]] = SPT
    attention_date: date
    reason: PersonalText


type NotificationCommand = NotifyDeath | TransferCase | ImportReview | CorrectDateOfDeath | CorrectAttentionDate
