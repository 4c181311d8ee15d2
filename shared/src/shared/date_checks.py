"""Is a date one that can be on the record? The refusals are the same in every service."""

from datetime import date

from shared.calendar import in_words
from shared.message import Refused


def not_in_future(day: date, today: date, *, field: str) -> None:
    if day > today:
        raise Refused(f"This date is in the future. Enter {in_words(today)} or an earlier date.", field=field)


def not_before(day: date, earlier: date, what: str, *, field: str) -> None:
    """`what` names the earlier day, as in "the decision to proceed"."""
    if day < earlier:
        raise Refused(f"This cannot be before {what}, {in_words(earlier)}. Enter that day or a later one.", field=field)
