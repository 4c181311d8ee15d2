"""What the chairs service might answer: one list, one case with a chair, one year, as like to the real as can be."""

from datetime import date
from decimal import Decimal
from typing import Any

from shared.contracts.chairs.answers import (
    Appointed,
    Budget,
    BudgetLine,
    Candidates,
    ChairRecord,
    Commission,
    CriterionMean,
    Export,
    ExportedLine,
    ExportRow,
    Exports,
    FunderLine,
    GivenReview,
    InvoiceRecord,
    InvoiceRow,
    Kpi,
    KpiOfReview,
    KpiReview,
    KpiSheet,
    LetterFile,
    Matrix,
    MatrixColumn,
    MatrixRow,
    MemberAnswered,
    OtherReview,
    OwnEvaluation,
    OwnEvaluations,
    OwnRecord,
    OwnReview,
    Pending,
    Quality,
    RosterRow,
    Round,
    Settings,
    Sheet,
)
from shared.contracts.chairs.values import (
    Affiliation,
    Considered,
    CostShare,
    Document,
    Fees,
    FeeScheme,
    Independence,
    InvoiceKind,
    InvoiceState,
    KpiOutcome,
    ListStage,
    Milestone,
    Outcome,
    ReviewType,
    Skill,
    Training,
    Worked,
)
from shared.contracts.county import Csp

from services.gateway.tests.pages_chairs.history import COMMISSIONED, LISTED

CASE, CHAIR, OTHER, REVIEW = "c" * 32, "a" * 32, "b" * 32, "1" * 32
INVOICE, CREDIT, EXPORT = "d" * 32, "e" * 32, "f" * 32
REFERENCE, SOMEBODY = "DHR-2026-004", "9" * 32
SPECIALISMS = ("Drug and alcohol", "Mental health", "Police", "Adult social care")
FEES = Fees(
    fixed=Decimal("8000.00"),
    complexity=Decimal("2000.00"),
    day_rate=Decimal("400.00"),
    day_hours=Decimal("7.4"),
    days_low=10,
    days_high=25,
    lighter=Decimal("4000.00"),
    full=Decimal("8000.00"),
)
SHARE = CostShare(funder="Office of the Police and Crime Commissioner")
QUALITY = Quality(average=Decimal("4.50"), reviews=1, responses=4, ranked=True, points=1)
ROW = RosterRow(
    chair_id=CHAIR,
    name="Deepak Rana",
    stage=ListStage.LISTED,
    specialisms=("Mental health",),
    review_types=(ReviewType.DHR, ReviewType.SAR),
    trained=True,
    training_expires=date(2026, 12, 1),
    approved_until=date(2029, 5, 22),
    open_reviews=1,
    quality=QUALITY,
    warnings=("The Home Office training (module 2) expires on 1 December 2026.",),
)
MATRIX = Matrix(
    as_at=date(2026, 11, 3),
    candidates=(
        MatrixColumn(chair_id=CHAIR, name="Deepak Rana", warnings=("Leads 2 reviews already.",)),
        MatrixColumn(chair_id=OTHER, name="Eleanor Voss", in_the_way=("Suspended.",)),
    ),
    rows=(
        MatrixRow(specialism="Mental health", holders=(CHAIR,), available=(CHAIR,), gap=False),
        MatrixRow(specialism="Police", holders=(), gap=True),
        MatrixRow(specialism="Disability", holders=(), gap=True),
    ),
    gaps=("Police", "Disability"),
    cover=("Nobody on the list offers: police; disability.",),
)


def chair(stage: ListStage = ListStage.LISTED, **changed: Any) -> ChairRecord:
    given: dict[str, Any] = {
        "chair_id": CHAIR,
        "name": "Deepak Rana",
        "email": "deepak.rana@chairs.example",
        "phone": None,
        "stage": stage,
        "stage_reason": None,
        "cv": Document(name="Deepak Rana, CV.pdf", sha256="a" * 64),
        "evidence": (Document(name="Reports.pdf", sha256="b" * 64),),
        "statement": "I have chaired reviews for ten years.",
        "specialisms": ("Mental health",),
        "review_types": (ReviewType.DHR,),
        "affiliations": (
            Affiliation(agency="Hertfordshire Constabulary", role="Superintendent", county_wide=True, statutory=True),
            Affiliation(agency="A charity", role="Trustee", areas=(Csp.WATFORD,), until=date(2022, 3, 1)),
        ),
        "training": Training(completed_on=date(2025, 12, 1), expires_on=date(2026, 12, 1)),
        "skills": tuple(Skill),
        "skills_missing": (),
        "assessment": "The evidence shows all of them.",
        "applied_on": date(2026, 1, 5),
        "entered_by": SOMEBODY,
        "decided_on": date(2026, 1, 20),
        "approved_until": date(2029, 5, 22),
        "account_id": None,
        "reviews": (
            GivenReview(
                case_id=CASE,
                reference=REFERENCE,
                csp="Watford",
                commissioned_on=date(2026, 7, 10),
                ended_on=None,
                ended_why=None,
                average=None,
                responses=0,
                point=False,
            ),
        ),
        "others": (
            OtherReview(
                review_id=REVIEW,
                review_type=ReviewType.SAR,
                reference="SAR-7",
                started_on=date(2026, 2, 1),
                ended_on=None,
            ),
        ),
        "kpis": (KpiReview(outcome=KpiOutcome.CONTINUE, reason="On time.", reviewed_on=date(2026, 9, 1)),),
        "quality": QUALITY,
        "warnings": (),
        "timeline": LISTED,
        "may_be_commissioned": True,
        "what_is_missing": (),
    }
    return ChairRecord.model_validate(given | changed)


def looked_at(place: int | None = 1, **changed: Any) -> Considered:
    given: dict[str, Any] = {
        "chair_id": CHAIR,
        "name": "Deepak Rana",
        "place": place,
        "holds": ("Mental health",),
        "lacks": ("Police",),
        "average": Decimal("4.50"),
        "open_reviews": 1,
        "given_in_two_years": 2,
        "independence": Independence.INDEPENDENT,
        "explanation": ("No affiliation is recorded.",),
        "reasons": ("Holds 1 of the 2 needed specialisms.", "Leads 1 review now."),
    }
    return Considered.model_validate(given | changed)


CONFLICTED = looked_at(
    None,
    chair_id=OTHER,
    name="Frank Odell",
    independence=Independence.CONFLICT,
    explanation=("Works for Hertfordshire Constabulary, a statutory agency. Nobody who does may chair a review.",),
    excluded=("Not independent.",),
)
FULL = looked_at(None, open_reviews=3, excluded=("Leads 3 reviews already.",), overridable=True)
UNCLEAR = looked_at(
    independence=Independence.UNCLEAR,
    explanation=("Worked, until a day that is not known, for A charity. A person has to decide.",),
    warnings=("Not everything is known: a person has to decide about independence.",),
)


def candidates(*fit: Considered, **changed: Any) -> Candidates:
    given: dict[str, Any] = {
        "case_id": CASE,
        "reference": REFERENCE,
        "csp": "Watford",
        "earliest_death": date(2026, 7, 3),
        "left_by": date(2024, 7, 3),
        "agencies": ("Hertfordshire Constabulary",),
        "needed": ("Mental health", "Police"),
        "uncovered": ("Police",),
        "candidates": fit or (looked_at(),),
        "excluded": (CONFLICTED,),
        "may_commission": True,
        "why_not": None,
    }
    return Candidates.model_validate(given | changed)


def appointed(**changed: Any) -> Appointed:
    given: dict[str, Any] = {
        "number": 1,
        "chair_id": CHAIR,
        "chair_name": "Deepak Rana",
        "writer_name": None,
        "commissioned_on": date(2026, 7, 10),
        "commissioned_by": SOMEBODY,
        "on_behalf_of": "the CSP Chair of Watford",
        "reason": "Covers what the case needs.",
        "needed": ("Mental health",),
        "considered": (looked_at(), CONFLICTED),
        "independence_decision": None,
        "load_override": None,
        "agreed_on": date(2026, 7, 20),
        "scheme": FeeScheme.FIXED,
        "tier": None,
        "fees": FEES,
        "share": SHARE,
        "days_estimated": None,
        "ceiling": Decimal("8000.00"),
        "payable_now": Decimal("4000.00"),
        "milestones": ((Milestone.AGREED_DRAFT, date(2026, 10, 1)),),
        "invoiced": Decimal("4000.00"),
        "paid": Decimal("4000.00"),
        "left": Decimal("4000.00"),
        "ended_on": None,
        "ended_why": None,
        "handover": (),
        "conflict": None,
        "complexity": None,
        "more_days": None,
    }
    return Appointed.model_validate(given | changed)


ENDED = appointed(
    number=1,
    chair_id=OTHER,
    chair_name="Eleanor Voss",
    ended_on=date(2026, 9, 1),
    ended_why="Moved abroad.",
    handover=("The chronology",),
)
ASKED = Pending(asked_on=date(2026, 10, 1), asked_by=SOMEBODY, reason="Three agencies more.", amount=Decimal("1500.00"))


def invoice(state: InvoiceState = InvoiceState.ENTERED, **changed: Any) -> InvoiceRow:
    given: dict[str, Any] = {
        "invoice_id": INVOICE,
        "case_id": CASE,
        "reference": REFERENCE,
        "kind": InvoiceKind.INVOICE,
        "of_invoice": None,
        "payee": "Deepak Rana",
        "number": "DR-014",
        "amount": Decimal("4000.00"),
        "travel": Decimal("0.00"),
        "total": Decimal("4000.00"),
        "hours": None,
        "dated_on": date(2026, 10, 28),
        "received_on": date(2026, 10, 29),
        "year": 2026,
        "state": state,
        "query": None,
        "entered_by": SOMEBODY,
        "approved_by": None,
        "approved_on": None,
        "sent_on": None,
        "paid_on": None,
        "credited": Decimal("0.00"),
        "exported": False,
    }
    return InvoiceRow.model_validate(given | changed)


def record(state: InvoiceState = InvoiceState.ENTERED, **changed: Any) -> InvoiceRecord:
    worked = (Worked(day=date(2026, 10, 1), hours=Decimal("7.4"), what="Reading"),)
    waits = "approval by another person than who entered it" if state is InvoiceState.CHECKED else None
    return InvoiceRecord(row=invoice(state, **changed), worked=worked, travel_reason=None, reason=None, waits_for=waits)


CREDITED = record(kind=InvoiceKind.CREDIT_NOTE, invoice_id=CREDIT, of_invoice=INVOICE, number="DR-C1")


def commission(**changed: Any) -> Commission:
    given: dict[str, Any] = {
        "case_id": CASE,
        "reference": REFERENCE,
        "csp": "Watford",
        "present": appointed(),
        "earlier": (),
        "invoices": (record(),),
        "overspend_approved": None,
        "overspend_approved_by": None,
        "timeline": COMMISSIONED,
    }
    return Commission.model_validate(given | changed)


def budget(**changed: Any) -> Budget:
    given: dict[str, Any] = {
        "year": 2026,
        "in_words": "2026 to 2027",
        "funder": "Office of the Police and Crime Commissioner",
        "allocated": Decimal("48000.00"),
        "committed": Decimal("16000.00"),
        "invoiced": Decimal("8000.00"),
        "paid": Decimal("4000.00"),
        "remaining": Decimal("32000.00"),
        "brought_forward": Decimal("4000.00"),
        "expected": Decimal("8000.00"),
        "forecast": Decimal("20000.00"),
        "lines": (
            BudgetLine(
                case_id=CASE,
                reference=REFERENCE,
                chair_name="Deepak Rana",
                committed=Decimal("8000.00"),
                invoiced=Decimal("4000.00"),
                paid=Decimal("4000.00"),
            ),
        ),
        "shares": (FunderLine(name="The Commissioner", share=Decimal("16000.00")),),
        "years": (2025, 2026),
    }
    return Budget.model_validate(given | changed)


EXPORTS = Exports(
    exports=(
        ExportRow(export_id=EXPORT, made_on=date(2026, 10, 1), count=1, control_total=Decimal("4000.00"), repeats=0),
    ),
    waiting=2,
    waiting_total=Decimal("-100.00"),
)
LIST = Export(
    export_id=EXPORT,
    made_on=date(2026, 10, 1),
    made_by=SOMEBODY,
    lines=(
        ExportedLine(
            case_id=CASE,
            reference=REFERENCE,
            payee="Deepak Rana",
            number="DR-014",
            kind=InvoiceKind.INVOICE,
            amount=Decimal("4000.00"),
            dated_on=date(2026, 9, 1),
            approved_on=date(2026, 9, 20),
        ),
    ),
    control_total=Decimal("4000.00"),
    repeats=0,
)
SETTINGS = Settings(
    on=date(2026, 11, 3),
    specialisms=SPECIALISMS,
    fees=FEES,
    share=SHARE,
    percent_at_draft=50,
    point_outcomes=(Outcome.PUBLISH,),
    criteria=("Independence and fairness", "Keeping to time"),
)


def evaluation(member: str, **changed: Any) -> Round:
    given: dict[str, Any] = {
        "case_id": CASE,
        "reference": REFERENCE,
        "chair_name": "Deepak Rana",
        "opened_on": date(2026, 10, 20),
        "closes_on": date(2026, 11, 17),
        "closed": False,
        "expected": 2,
        "received": 1,
        "members": (
            MemberAnswered(member_id=member, answered=False, name="Paula Marsh", reachable=True),
            MemberAnswered(member_id=SOMEBODY, answered=True),
        ),
        "mean": Decimal("4.50"),
        "criteria": (
            CriterionMean(criterion="Independence and fairness", mean=Decimal("5.00"), comments=("Fair throughout.",)),
            CriterionMean(criterion="Keeping to time", mean=Decimal("4.00"), comments=()),
        ),
        "point": True,
        "why_not_open": None,
    }
    return Round.model_validate(given | changed)


def sheet(**changed: Any) -> Sheet:
    given: dict[str, Any] = {
        "case_id": CASE,
        "reference": REFERENCE,
        "chair_name": "Deepak Rana",
        "closes_on": date(2026, 11, 17),
        "criteria": ("Independence and fairness", "Keeping to time"),
        "answered": False,
        "closed": False,
    }
    return Sheet.model_validate(given | changed)


OWN_EVALUATIONS = OwnEvaluations(
    open=(
        OwnEvaluation(
            case_id=CASE,
            reference=REFERENCE,
            chair_name="Deepak Rana",
            closes_on=date(2026, 11, 17),
            criteria=("Independence and fairness", "Keeping to time"),
        ),
    )
)
OWN = OwnRecord(
    name="Deepak Rana",
    stage=ListStage.LISTED,
    specialisms=("Mental health",),
    training=Training(completed_on=date(2025, 12, 1)),
    approved_until=date(2029, 5, 22),
    points=1,
    average=Decimal("4.50"),
    reviews=(
        OwnReview(
            case_id=CASE,
            chair_id=CHAIR,
            reference=REFERENCE,
            csp="Watford",
            commissioned_on=date(2026, 7, 10),
            ended_on=None,
            average=None,
            point=False,
            ceiling=Decimal("8000.00"),
            invoiced=Decimal("4000.00"),
            paid=Decimal("4000.00"),
            left=Decimal("4000.00"),
            scheme=FeeScheme.FIXED,
            fees=FEES,
        ),
    ),
    warnings=(),
)
KPIS = KpiSheet(
    chair_id=CHAIR,
    name="Deepak Rana",
    reviews=(
        KpiOfReview(
            case_id=CASE, reference=REFERENCE, lines=(Kpi(name="Report on time", value="not known here", met=None),)
        ),
    ),
    totals=(Kpi(name="Evaluation average", value="4.50", met=None),),
    outcomes=(),
)
LETTER = LetterFile(name="letter.docx", media_type="application/msword", content="UEs=", sha256="a" * 64)
