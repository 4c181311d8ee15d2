"""The criteria, the views, the preliminary meeting and the decision. Names and fields are stored for ever."""

from datetime import date

from shared.contracts.cases.values import (
    AgencyContact,
    Criterion,
    Post,
)
from shared.message import Event, PersonalText


class CriteriaAssessed(Event):
    """The circumstances were assessed against the Home Office criteria."""

    criterion: Criterion
    facts: PersonalText


class ViewGiven(Event):
    """The CSP Chair or a substantive member gave a view on the criteria."""

    post: Post
    met: bool
    comment: PersonalText
    given_on: date


class AgenciesInvited(Event):
    """Agencies were invited to the preliminary meeting."""

    agencies: tuple[str, ...]
    meeting_on: date


class PreliminaryMeetingHeld(Event):
    """The agencies said what contact they had with those concerned."""

    held_on: date
    contacts: tuple[AgencyContact, ...]


class DecisionRecorded(Event):
    """The CSP Chair decided whether a review will be held."""

    proceed: bool
    rationale: PersonalText
    decided_on: date
    report_due: date | None
    """Six months on, where a review is held."""


class DecisionReopened(Event):
    """A decision not to proceed was reopened."""

    reason: str
    reopened_on: date


type DecisionEvent = (
    CriteriaAssessed | ViewGiven | AgenciesInvited | PreliminaryMeetingHeld | DecisionRecorded | DecisionReopened
)
