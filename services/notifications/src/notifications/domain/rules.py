"""Which checks do several slices of a dispatch share? Each is written once. Pure."""

from datetime import date

from shared.calendar import civil_date, five_working_days
from shared.date_checks import not_before
from shared.message import Refused

from notifications.domain.state import Dispatch, State


def existing(state: State) -> Dispatch:
    """The dispatch that a command names. Raises Refused where nothing called for it."""
    if not isinstance(state, Dispatch):
        raise Refused("There is no such dispatch. Choose one from the list of dispatches.")
    return state


def not_before_sending(day: date, at: Dispatch, what: str, *, field: str) -> None:
    """`what` names the sending: `the day it was sent`."""
    if at.sent_at is not None:
        not_before(day, civil_date(at.sent_at), what, field=field)


def acknowledge_by(at: Dispatch, sent_on: date) -> date | None:
    """Bodies outside the partnership are asked to say that they have it (X-07)."""
    return five_working_days(sent_on) if at.recipient.outside else None


def named(at: Dispatch) -> dict[str, str]:
    """What every fact of a dispatch begins with."""
    return {"dispatch_id": at.dispatch_id, "case_id": at.case_id}
