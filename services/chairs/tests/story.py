"""A review and its chairs: facts and commands for tests to start from. Nobody in it is real."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from chairs.domain import events as e
from chairs.domain.commission import COMMISSION, CommissionCommand
from chairs.domain.county.budget import YearTotals
from chairs.domain.county.fees import SLIDES
from chairs.domain.county.settings import OPCC
from chairs.domain.found import CommissionFound, KnownCase
from chairs.domain.people.person import Person
from chairs.domain.roster.decide import ROSTER
from chairs.domain.roster.found import RosterFound
from chairs.domain.state import Commission
from shared.contracts.chairs import commands as c
from shared.contracts.chairs.values import (
    Affiliation,
    Considered,
    Document,
    Fees,
    FeeScheme,
    Independence,
    ListStage,
    Milestone,
    ReviewType,
    Skill,
    Training,
    Worked,
)
from shared.message import Command
from shared.testing.spec import TODAY, Spec, csp_chair_of, some_id

DATA = Path(__file__).parent / "data"
CASE_ID, OTHER_CASE = some_id("a case"), some_id("another case")
DANA, EVE, FAY = some_id("Dana"), some_id("Eve"), some_id("Fay")
WATFORD = csp_chair_of("Watford")
DAY = timedelta(days=1)
COMMISSIONED = date(2026, 6, 1)
SKILLS = tuple(Skill)
TRAINED = Training(completed_on=date(2025, 1, 10))
CV = Document(name="cv.pdf", sha256="a" * 64)


def data(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def pounds(amount: str | int) -> Decimal:
    return Decimal(amount).quantize(Decimal("0.01"))


# The list


def apply_to_list(**chosen: Any) -> c.ApplyToList:
    told: dict[str, Any] = {
        "chair_id": DANA,
        "name": "Dana Reed",
        "email": "dana.reed@example.org",
        "cv": CV,
        "specialisms": ("Mental health",),
        "review_types": (ReviewType.DHR,),
        "training": TRAINED,
    }
    return c.ApplyToList(**told | chosen)


def apply_again(**chosen: Any) -> c.ApplyAgain:
    told: dict[str, Any] = {"chair_id": DANA, "name": "Dana Reed", "email": "dana.reed@example.org", "cv": CV}
    return c.ApplyAgain(**told | chosen)


received = e.ApplicationReceived(
    name="Dana Reed",
    email="dana.reed@example.org",
    cv=CV,
    evidence=(),
    specialisms=("Mental health",),
    affiliations=(),
    review_types=(ReviewType.DHR,),
    training=TRAINED,
    applied_on=date(2026, 1, 5),
    entered_by="support_officer",
)
assessed = e.ApplicationAssessed(skills=SKILLS, note="All shown", assessed_by="manager", assessed_on=date(2026, 1, 6))
accepted = e.ChairAccepted(
    name="Dana Reed", approved_until=date(2029, 1, 6), decided_by="manager", decided_on=date(2026, 1, 6)
)
roster = Spec(ROSTER, found=RosterFound())
listed = roster.given(received, assessed, accepted)


# The choice


def person(chair_id: str = DANA, name: str = "Dana Reed", **chosen: Any) -> Person:
    """Somebody on the list whom nothing speaks against."""
    told: dict[str, Any] = {
        "stage": ListStage.LISTED,
        "specialisms": ("Mental health",),
        "training": TRAINED,
        "skills": SKILLS,
        "approved_until": date(2029, 1, 6),
    }
    return Person(chair_id=chair_id, name=name, **told | chosen)


def tie(**chosen: Any) -> Affiliation:
    told: dict[str, Any] = {"agency": "Watford Housing Trust", "role": "Head of housing", "areas": ("Watford",)}
    return Affiliation(**told | chosen)


known = KnownCase(
    reference="DHR-2026-001",
    csp="Watford",
    earliest_death=date(2026, 3, 1),
    agencies=("Hertfordshire Constabulary",),
    decided_on=date(2026, 5, 1),
)
PLENTY = YearTotals(allocated=pounds(60_000))


def found(*people: Person, **chosen: Any) -> CommissionFound:
    told: dict[str, Any] = {
        "case": known,
        "people": {each.chair_id: each for each in people or (person(), person(EVE, "Eve Hall"))},
        "years": {2026: PLENTY},
    }
    return CommissionFound(**told | chosen)


def commission(**chosen: Any) -> c.CommissionChair:
    told: dict[str, Any] = {
        "case_id": CASE_ID,
        "chair_id": DANA,
        "specialisms": ("Mental health",),
        "reason": "Knows the field",
        "assured_of_independence": True,
        "commissioned_on": COMMISSIONED,
    }
    return c.CommissionChair(**told | chosen)


# The commission


def considered(chair_id: str = DANA, name: str = "Dana Reed") -> Considered:
    return Considered(
        chair_id=chair_id,
        name=name,
        place=1,
        holds=("Mental health",),
        lacks=(),
        average=None,
        open_reviews=0,
        given_in_two_years=0,
        independence=Independence.INDEPENDENT,
        explanation=("No affiliation is recorded.",),
        reasons=(),
    )


def commissioned(**chosen: Any) -> e.ChairCommissioned:
    told: dict[str, Any] = {
        "case_id": CASE_ID,
        "number": 1,
        "chair_id": DANA,
        "chair_name": "Dana Reed",
        "writer_fee": pounds(0),
        "commissioned_on": COMMISSIONED,
        "commissioned_by": WATFORD.id,
        "reason": "Knows the field",
        "needed": ("Mental health",),
        "considered": (considered(),),
        "scheme": FeeScheme.FIXED,
        "fees": SLIDES,
        "share": OPCC,
        "percent_at_draft": 50,
        "ceiling": pounds(8000),
        "year": 2026,
    }
    return e.ChairCommissioned(**told | chosen)


new: Spec[CommissionCommand, Commission, e.CommissionEvent] = Spec(COMMISSION, found=CommissionFound())
fixed = new.given(commissioned())
by_day = new.given(commissioned(scheme=FeeScheme.DAY_RATE, days_estimated=15, ceiling=pounds(10_000)))
at_draft = e.MilestoneReached(case_id=CASE_ID, milestone=Milestone.AGREED_DRAFT, reached_on=date(2026, 9, 1))
at_outcome = e.MilestoneReached(case_id=CASE_ID, milestone=Milestone.OUTCOME, reached_on=date(2026, 10, 1))
payable = fixed.given(at_draft, at_outcome)


def invoice(number: str = "1", amount: str | int = 4000, **chosen: Any) -> c.EnterInvoice:
    told: dict[str, Any] = {
        "case_id": CASE_ID,
        "invoice_id": some_id(f"invoice {number}"),
        "number": number,
        "amount": pounds(amount),
        "dated_on": date(2026, 10, 1),
        "received_on": date(2026, 10, 2),
    }
    return c.EnterInvoice(**told | chosen)


def hours(total: str, fees: Fees = SLIDES, *, since: date = date(2026, 7, 1), **chosen: Any) -> dict[str, Any]:
    """A claim of so many hours, no day of more than eight, and what it comes to."""
    from chairs.domain.county.fees import claim

    whole, rest = divmod(Decimal(total), 8)
    days = [Decimal(8)] * int(whole) + [rest] * bool(rest)
    worked = tuple(Worked(day=since + DAY * at, hours=each, what="Reading") for at, each in enumerate(days))
    return {"hours": worked, "amount": claim(Decimal(total), fees)} | chosen


def received_invoice(number: str = "1", amount: str | int = 4000, **chosen: Any) -> e.InvoiceEntered:
    told: dict[str, Any] = {
        "case_id": CASE_ID,
        "invoice_id": some_id(f"invoice {number}"),
        "appointment": 1,
        "payee_id": DANA,
        "payee": "Dana Reed",
        "number": number,
        "amount": pounds(amount),
        "travel": pounds(0),
        "dated_on": date(2026, 10, 1),
        "received_on": date(2026, 10, 2),
        "year": 2026,
        "entered_by": "support_officer",
    }
    return e.InvoiceEntered(**told | chosen)


def checked(number: str = "1") -> e.InvoiceChecked:
    return e.InvoiceChecked(
        case_id=CASE_ID, invoice_id=some_id(f"invoice {number}"), checked_by="support_officer", checked_on=TODAY
    )


def approved(number: str = "1", total: str | int = 4000) -> e.InvoiceApproved:
    return e.InvoiceApproved(
        case_id=CASE_ID,
        invoice_id=some_id(f"invoice {number}"),
        number=number,
        total=pounds(total),
        approved_by="manager",
        approved_on=TODAY,
    )


def of[C: Command](command: Callable[..., C], on: str = "1", /, **chosen: Any) -> C:
    """A command about the invoice of this number."""
    return command(case_id=CASE_ID, invoice_id=some_id(f"invoice {on}"), **chosen)
