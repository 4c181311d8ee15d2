"""What did the cases service tell about a case? Only what a choice of chair and its money need."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from shared.contracts.cases import facts
from shared.record import Recorded
from shared.view import Key, Row, View
from sqlalchemy import Connection, select

from chairs.domain.found import KnownCase
from chairs.views.stored import NAMES, dumped
from chairs.views.tables import cases_known


def key(recorded: Recorded[Any]) -> Key:
    return (recorded.message.case_id,)


def apply(row: Row | None, recorded: Recorded[Any]) -> Row:
    fact = recorded.message
    known = row or {
        "case_id": fact.case_id,
        "earliest_death": None,
        "agencies": "[]",
        "decided_on": None,
        "report_due": None,
        "submitted_on": None,
        "closed_on": None,
        "imported": False,
        "family_offered_on": None,
    }
    return {**known, "reference": fact.reference, "csp": fact.csp, **_change(known, fact)}


def _change(row: Row, fact: Any) -> dict[str, Any]:
    match fact:
        case facts.CaseOpened():
            return {"earliest_death": fact.earliest_death}
        case facts.DateOfDeathCorrected():
            return {"earliest_death": fact.earliest_death}
        case facts.FamilyEngagementOffered():
            return {"family_offered_on": min(fact.offered_on, row["family_offered_on"] or fact.offered_on)}
        case facts.ReviewImported():
            return {"imported": True}
        case facts.AgenciesInvited():
            return {"agencies": dumped(NAMES, fact.agencies)}
        case facts.DecisionMade():
            return {"decided_on": fact.decided_on if fact.proceed else None, "report_due": fact.report_due}
        case facts.DecisionReopened():
            return {"decided_on": None, "report_due": None}
        case facts.ExtensionAgreed():
            return {"report_due": fact.new_due}
        case facts.ReportSubmitted() if row["submitted_on"] is None:
            return {"submitted_on": fact.submitted_on}
        case facts.CaseClosed():
            return {"closed_on": fact.closed_on}
        case _:
            return {}


CASES_KNOWN = View(
    cases_known,
    (
        facts.CaseOpened,
        facts.ReviewImported,
        facts.CaseTransferred,
        facts.DateOfDeathCorrected,
        facts.FamilyEngagementOffered,
        facts.AgenciesInvited,
        facts.DecisionMade,
        facts.DecisionReopened,
        facts.ExtensionAgreed,
        facts.ReportSubmitted,
        facts.CaseClosed,
    ),
    key,
    apply,
)


def known_case(tx: Connection, case_id: str) -> KnownCase | None:
    row = tx.execute(select(cases_known).where(cases_known.c.case_id == case_id)).mappings().first()
    return None if row is None else _case(row)


def known_cases(tx: Connection, case_ids: Sequence[str] | None = None) -> dict[str, KnownCase]:
    query = select(cases_known)
    if case_ids is not None:
        query = query.where(cases_known.c.case_id.in_(case_ids))
    return {row["case_id"]: _case(row) for row in tx.execute(query).mappings()}


class Promise(NamedTuple):
    """The day the report was due, as agreed last; the day it was first submitted; the day the family was offered to
    take part."""

    due: date | None = None
    submitted: date | None = None
    family_offered: date | None = None
    imported: bool = False


def promises(tx: Connection, case_ids: Sequence[str]) -> dict[str, Promise]:
    c = cases_known.c
    query = select(c.case_id, c.report_due, c.submitted_on, c.family_offered_on, c.imported)
    rows = tx.execute(query.where(c.case_id.in_(case_ids)))
    return {case_id: Promise(*rest) for case_id, *rest in rows}


def _case(row: Any) -> KnownCase:
    return KnownCase(
        reference=row["reference"],
        csp=row["csp"],
        earliest_death=row["earliest_death"],
        agencies=NAMES.validate_json(row["agencies"]),
        decided_on=row["decided_on"],
        closed_on=row["closed_on"],
        imported=row["imported"],
    )
