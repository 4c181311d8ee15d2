"""The words in which chairs, their commissions and their money are told."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, assert_never

from pydantic import Field, StringConstraints

from shared.contracts.cases.values import Outcome
from shared.contracts.county import Csp
from shared.contracts.tone import Tone
from shared.message import Id, Line, Personal, Text, Value
from shared.money import Pounds

__all__ = ["Outcome"]  # the Home Office's word, which decides about points and evaluations

type ChairId = Id
type InvoiceId = Id
type Hours = Annotated[Decimal, Field(gt=0, max_digits=6, decimal_places=2)]
type Year = Annotated[int, Field(ge=2010, le=2100)]
"""The year in which a financial year begins: 2026 is April 2026 to March 2027."""
type Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class ReviewType(StrEnum):
    """What a chair is available for (H-09)."""

    DHR = "Domestic Homicide Review"
    SAR = "Safeguarding Adults Review"
    LCSPR = "Local Child Safeguarding Practice Review"


class ListStage(StrEnum):
    """Where somebody stands on the approved list (H-01)."""

    APPLIED = "applied"
    REFUSED = "not accepted"
    LISTED = "on the list"
    SUSPENDED = "suspended"
    REMOVED = "removed"
    LEFT = "left"

    @property
    def tone(self) -> Tone:
        match self:
            case ListStage.APPLIED:
                return Tone.YELLOW
            case ListStage.LISTED:
                return Tone.GREEN
            case ListStage.SUSPENDED:
                return Tone.ORANGE
            case ListStage.REFUSED | ListStage.REMOVED | ListStage.LEFT:
                return Tone.GREY
            case _:
                assert_never(self)


class Skill(StrEnum):
    """The skills and expertise that a chair must show (H-02)."""

    KNOWLEDGE = "understands domestic violence and abuse, and the law on it"
    SERVICES = "understands the roles of the agencies and how they work together"
    CHAIRING = "chairs meetings well, and works with family and friends with care"
    ANALYSIS = "weighs evidence, and writes clearly for publication"
    EQUALITY = "understands equality, and the needs of different communities"


class Document(Value):
    """A file kept beside the record: what it is called, and its fingerprint."""

    name: Line
    sha256: Sha256


class Training(Value):
    """The Home Office's online training for chairs, module 2 (H-02, H-13)."""

    completed_on: date
    expires_on: date | None = None


class Affiliation(Value):
    """Work for, or a tie to, an agency (H-05). Without `until` it goes on, unless the end is not known.

    The agency counts in the partnerships named, or everywhere in the county, or it works outside the county alone.
    """

    agency: Line
    role: Line
    areas: tuple[Csp, ...] = ()
    county_wide: bool = False
    outside: bool = False
    """It works outside the county alone. Of what was declared before this was asked, nothing said meant the same."""
    statutory: bool = False
    """One of the agencies that the law makes part of a partnership: nobody who works for one may chair (H-05)."""
    since: date | None = None
    until: date | None = None
    end_unknown: bool = False


class Independence(StrEnum):
    """What the check of H-05 says. An unclear one needs a person's decision (H-12)."""

    INDEPENDENT = "independent"
    CONFLICT = "not independent"
    UNCLEAR = "a person has to decide"


class FeeScheme(StrEnum):
    """How a chair is paid (Y-01)."""

    FIXED = "fixed fee"
    DAY_RATE = "day rate"
    TIERED = "tiered fixed fee"


class Tier(StrEnum):
    """The two amounts of the tiered fixed fee (Y-01)."""

    LIGHTER = "lighter-touch multi-agency review"
    FULL = "full-scale review under Home Office guidance"


class Milestone(StrEnum):
    """When a part of a fixed fee becomes payable (Y-09)."""

    AGREED_DRAFT = "agreed draft"
    OUTCOME = "Home Office outcome"


class InvoiceState(StrEnum):
    """The way of an invoice (Y-05). A queried one waits for a decision on more days (Y-03)."""

    ENTERED = "entered"
    QUERIED = "queried"
    CHECKED = "checked"
    APPROVED = "approved"
    SENT = "sent for payment"
    PAID = "paid"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def tone(self) -> Tone:
        match self:
            case InvoiceState.ENTERED:
                return Tone.BLUE
            case InvoiceState.QUERIED:
                return Tone.YELLOW
            case InvoiceState.CHECKED | InvoiceState.APPROVED | InvoiceState.SENT:
                return Tone.TURQUOISE
            case InvoiceState.PAID:
                return Tone.GREEN
            case InvoiceState.REFUSED | InvoiceState.WITHDRAWN:
                return Tone.GREY
            case _:
                assert_never(self)


class InvoiceKind(StrEnum):
    INVOICE = "invoice"
    CREDIT_NOTE = "credit note"


class Worked(Value):
    """Hours of one day of a claim under the day rate (Y-03)."""

    day: date
    hours: Hours
    what: Line


class Score(Value):
    """What a panel member thinks of one criterion, 1 to 5 (Q-01)."""

    criterion: Line
    score: Annotated[int, Field(ge=1, le=5)]
    comment: Annotated[Text | None, Personal] = None


class KpiOutcome(StrEnum):
    """What the SPT's review of a chair's work comes to (Q-04)."""

    CONTINUE = "continue"
    SUPPORT = "support"
    SUSPEND = "suspend"
    REMOVE = "remove"


class Fees(Value):
    """The amounts from which commissions are made (Y-01, Y-02, Y-03)."""

    fixed: Pounds
    complexity: Pounds
    """What may be added to a fixed fee, once."""
    day_rate: Pounds
    day_hours: Hours
    days_low: int
    days_high: int
    """More than this many days need an approval."""
    lighter: Pounds | None = None
    full: Pounds | None = None
    """The two tiers. None: the county has not set the amount, and nobody can be commissioned under it."""


class CostShare(Value):
    """Who pays (Y-10): the funder a share up to a cap, the others the rest in equal parts. The default: all of it."""

    funder: Line
    percent: Annotated[int, Field(ge=0, le=100)] = 100
    cap: Pounds | None = None
    others: tuple[Line, ...] = ()


class Considered(Value):
    """One candidate as the record keeps them: what spoke for and against them on that day (H-04, H-10)."""

    chair_id: ChairId
    name: str
    place: int | None
    """1 is first; None: not a candidate for this case."""
    holds: tuple[str, ...]
    """Which of the needed specialisms."""
    lacks: tuple[str, ...]
    average: Decimal | None
    """The quality score, where there are three responses or more (Q-06)."""
    open_reviews: int
    given_in_two_years: int
    independence: Independence
    explanation: tuple[str, ...]
    """Each affiliation and what it means for independence, in words."""
    reasons: tuple[str, ...]
    """Why this place."""
    warnings: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    """Why not a candidate; the record never leaves that unsaid."""
    overridable: bool = False
    """Excluded for their load alone: a reason can override it (H-11)."""
