"""The Individual Management Reviews. Names and fields are stored for ever."""

from datetime import date

from shared.message import Event, Id, PersonalLine, PersonalText


class ImrRequested(Event):
    """An agency was asked for its Individual Management Review."""

    imr_id: Id
    agency: str
    requested_on: date
    due_on: date


class ImrAuthorNamed(Event):
    """The author of an IMR was named, and declared to be independent."""

    imr_id: Id
    author: PersonalLine


class ImrSubmitted(Event):
    """An IMR came in, signed off by a senior manager of its agency."""

    imr_id: Id
    submitted_on: date
    signed_off_by: PersonalLine
    signed_off_as: str


class ImrReturned(Event):
    """An IMR went back to its agency for revision."""

    imr_id: Id
    returned_on: date
    reason: PersonalText


class ImrAccepted(Event):
    """The panel accepted an IMR, its chair being satisfied of its quality."""

    imr_id: Id
    accepted_on: date


type ImrEvent = ImrRequested | ImrAuthorNamed | ImrSubmitted | ImrReturned | ImrAccepted
