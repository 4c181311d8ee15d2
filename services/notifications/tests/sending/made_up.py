"""People and facts for the tests. Nobody here ever lived."""

from datetime import date

from pydantic import SecretStr
from shared.contracts.cases.facts import DelayExplained, PartOneCompleted, PartTwoCompleted, ReportSubmitted
from shared.contracts.cases.values import (
    AgencyContact,
    Answer,
    Category,
    Child,
    Criterion,
    Deceased,
    NotifiedBy,
    PartOne,
    PartTwo,
    Perpetrator,
    Post,
    Relationship,
    Sex,
    View,
)

CASE = "c" * 32
LINK_KEY = SecretStr("a key that is used in tests alone, and nowhere else")
REFERENCE = "DHR 2026/04"
MADE_ON = date(2026, 11, 3)

FIRST = PartOne(
    reference=REFERENCE,
    csp="Watford",
    csp_reason="She lived in Watford for most of the last year, and with her sister in Dacorum before that.",
    notifying_agency="Hertfordshire Constabulary",
    notified_by=NotifiedBy.AGENCY,
    attention_date=date(2026, 10, 12),
    category=Category.INTIMATE_PARTNER,
    deceased=(
        Deceased(
            name="Amara Testwell",
            date_of_birth="1984-05",
            date_of_death=date(2026, 10, 9),
            sex=Sex.FEMALE,
            relationship=Relationship.EX_PARTNER,
            aged_16_or_over=Answer.YES,
        ),
    ),
    perpetrators=(Perpetrator(name="Łukasz Example", sex=Sex.MALE, died=Answer.NO),),
    children=(Child(supported=Answer.YES), Child()),
    address="12 Made-up Lane\nWatford\nWD17 0ZZ",
    summary="Police were called to the address by a neighbour.\n\nThe couple had separated in the spring. Two agencies "
    "had been in touch with the family over the summer, and a referral to a specialist service had been made.",
)

SECOND = PartTwo(
    criterion=Criterion.RELATIVE_OR_PARTNER,
    facts="She was 42. The person charged is a former partner.",
    views=(
        View(post=Post.CSP_CHAIR, met=True, comment="The criteria are met.", given_on=date(2026, 10, 20)),
        View(post=Post.DCI, met=True, comment="A former partner has been charged.", given_on=date(2026, 10, 21)),
        View(post=Post.MANAGER, met=True, comment="Agreed.", given_on=date(2026, 10, 21)),
    ),
    agencies=(
        AgencyContact(agency="Hertfordshire Constabulary", contact="Three calls between May and September 2026."),
        AgencyContact(
            agency="Hertfordshire County Council",
            contact="Children's services knew the family from June 2026; the case was closed in August.",
            view="A review would help.",
        ),
    ),
    proceed=True,
    rationale="The criteria are met, and there is learning for several agencies.",
    decided_on=date(2026, 10, 30),
)

COMPLETED = PartOneCompleted(case_id=CASE, reference=REFERENCE, csp="Watford", part_one=FIRST)
DECIDED = PartTwoCompleted(
    case_id=CASE,
    reference=REFERENCE,
    csp="Watford",
    report_due=date(2027, 4, 30),
    children=2,
    part_one=FIRST,
    part_two=SECOND,
)
EXTENDED = DelayExplained(
    case_id=CASE,
    reference=REFERENCE,
    csp="Watford",
    new_due=date(2027, 9, 30),
    agreed_on=date(2027, 3, 1),
    reason="The trial is listed for June, and the family asked to wait for it.",
)
SUBMITTED = ReportSubmitted(
    case_id=CASE,
    reference=REFERENCE,
    csp="Watford",
    round=1,
    submitted_on=date(2027, 9, 20),
    report_name="Overview report, version 4",
    report_sha256="ab" * 32,
)
