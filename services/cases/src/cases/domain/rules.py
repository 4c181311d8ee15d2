"""The sentences that several parts of a case refuse with."""

from datetime import date

from shared.calendar import in_words
from shared.message import Refused

from cases.domain.state import Case


def must_be_open(case: Case) -> None:
    if not case.notification.opened:
        raise Refused("There is no case under this reference.")
    if case.notification.imported:
        raise Refused(
            "This review was taken over from the county's records. It is kept for the count and cannot change."
        )
    if case.noted.closed_on is not None:
        raise Refused(f"This case was closed on {in_words(case.noted.closed_on)}.")
    if case.access.erased:
        raise Refused("The personal data of this case was erased. Its record cannot be added to.")


def must_proceed(case: Case) -> date:
    """The date of the decision to proceed."""
    must_be_open(case)
    if case.decision.proceed is not True or case.decision.decided_on is None:
        raise Refused("The CSP Chair has not yet decided to proceed with a review.")
    return case.decision.decided_on
