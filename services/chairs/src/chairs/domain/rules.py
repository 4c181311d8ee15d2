"""The sentences that several parts of a commission refuse with."""

from shared.calendar import in_words
from shared.decider import Context
from shared.message import Refused

from chairs.domain.found import CommissionFound
from chairs.domain.state import Appointment, Commission


def must_have_chair(state: Commission) -> Appointment:
    if state.present is None:
        raise Refused("This review has no chair now. Commission one first.")
    return state.present


def must_be_open(state: Commission) -> None:
    if state.completed_on is not None:
        raise Refused(f"This case was closed on {in_words(state.completed_on)}, so this cannot be changed any more.")


def not_about_oneself(appointment: Appointment, context: Context[CommissionFound]) -> None:
    """Nobody decides about the work or the money that is theirs, under whichever account they sign in (Y-08)."""
    theirs = {appointment.chair_id, appointment.writer_id}
    accounts = {each.account_id for each in context.found.people.values() if each.chair_id in theirs}
    another_person(context.actor.id, *theirs, *accounts, what="are the one whom this is about")


def another_person(actor_id: str, *others: str | None, what: str) -> None:
    """Nobody approves what they asked for or entered (Y-08)."""
    if actor_id in others:
        raise Refused(f"You {what}, so another person decides about it. Ask a colleague to do this.")
