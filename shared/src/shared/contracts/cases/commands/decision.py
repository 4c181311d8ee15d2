"""The criteria, the preliminary meeting and the decision."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from shared.actor import SPT, Role
from shared.contracts.cases.commands.of_case import CSP_CHAIR, OfCase
from shared.contracts.cases.values import (
    AgencyContact,
    Criterion,
    Post,
)
from shared.message import Line, PersonalText, Text


class AssessCriteria(OfCase):
    """Assess the circumstances against the Home Office criteria, with the facts that meet them (D-01 to D-03)."""

    may: ClassVar[frozenset[Role]] = CSP_CHAIR | {Role.SUBGROUP_CHAIR, Role.DCI}
    criterion: Criterion
    facts: PersonalText


class GiveView(OfCase):
    """Record a view on the criteria for Part 2 (D-04)."""

    may: ClassVar[frozenset[Role]] = CSP_CHAIR | {Role.SUBGROUP_CHAIR, Role.DCI}
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

    may: ClassVar[frozenset[Role]] = CSP_CHAIR
    held_on: date
    contacts: Annotated[tuple[AgencyContact, ...], Field(min_length=1)]


class RecordDecision(OfCase):
    """Record the CSP Chair's decision to proceed, or not, with its rationale (D-06 to D-09)."""

    may: ClassVar[frozenset[Role]] = frozenset({Role.CSP_CHAIR})
    proceed: bool
    rationale: PersonalText
    decided_on: date


class ReopenDecision(OfCase):
    """Reopen a decision not to proceed (D-07)."""

    may: ClassVar[frozenset[Role]] = CSP_CHAIR
    reason: Text
    reopened_on: date


type DecisionCommand = (
    AssessCriteria | GiveView | InviteAgencies | RecordPreliminaryMeeting | RecordDecision | ReopenDecision
)
