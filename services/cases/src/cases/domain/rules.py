"""What do several parts of a case ask for first? Each raises Refused where it is not so."""

from datetime import date

from shared.calendar import in_words
from shared.message import Refused

from cases.domain.state import Case


def must_exist(case: Case) -> None:
    if not case.notification.opened:
        raise Refused("There is no case under this reference.")


def must_be_open(case: Case) -> None:
    must_exist(case)
    if case.notification.imported:
        raise Refused("You cannot change this review because it was taken over from the county's records.")
    if case.noted.closed_on is not None:
        raise Refused(f"You cannot add to this case because it was closed on {in_words(case.noted.closed_on)}.")
    if case.access.erased:
        raise Refused("You cannot add to this case because its personal data was erased.")


def must_proceed(case: Case) -> date:
    """The date of the decision to proceed."""
    must_be_open(case)
    if case.decision.proceed is not True or case.decision.decided_on is None:
        raise Refused("The CSP Chair has not yet decided to proceed with a review. Record the decision first.")
    return case.decision.decided_on


def must_have_met(case: Case) -> date:
    """The day of the initial panel meeting."""
    must_proceed(case)
    if case.panel.initial_on is None:
        raise Refused("Record the initial panel meeting first.")
    return case.panel.initial_on
