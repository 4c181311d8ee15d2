"""How a case begins: a death is notified, or an earlier review is taken over. Names and fields are stored for ever."""

from datetime import date

from shared.contracts.cases.values import (
    Category,
    Child,
    Deceased,
    NotifiedBy,
    Perpetrator,
)
from shared.message import Event, PersonalText


class DeathNotified(Event):
    """A death was brought to the attention of a partnership, and the 28-day clock started."""

    reference: str
    csp: str
    csp_reason: str | None = None
    notifying_agency: str
    notified_by: NotifiedBy
    attention_date: date
    decision_due: date
    category: Category
    deceased: tuple[Deceased, ...]
    perpetrators: tuple[Perpetrator, ...]
    children: tuple[Child, ...]
    address: PersonalText
    summary: PersonalText


class CaseTransferred(Event):
    """Another partnership became responsible; the clock is unchanged."""

    from_csp: str
    to_csp: str
    reason: str


class ReviewImported(Event):
    """A review from before this system was taken over from the county's records."""

    reference: str
    csp: str
    death_month: str
    category: Category
    murder_suicide: bool
    victims: int
    perpetrator_deaths: int
    children: int
    published: bool


class DateOfDeathCorrected(Event):
    """The date of a death was wrong; the old one stays on the record."""

    person: int
    """Which of those who died, in the order of Part 1."""
    was: date | None
    date_of_death: date | None
    """None: the day is not known."""
    corrected_on: date
    reason: PersonalText


class AttentionDateCorrected(Event):
    """The case came to attention on another day, and its clock runs from there."""

    was: date
    attention_date: date
    decision_due: date
    corrected_on: date
    reason: PersonalText


type NotificationEvent = (
    DeathNotified | CaseTransferred | ReviewImported | DateOfDeathCorrected | AttentionDateCorrected
)
