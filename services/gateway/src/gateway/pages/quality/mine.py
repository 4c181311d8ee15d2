"""What may a chair see of their own record, and which chairs is a panel member asked to evaluate?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.cases.queries import CaseList
from shared.contracts.chairs.answers import OwnEvaluations, OwnInvoice, OwnRecord, OwnReview
from shared.contracts.chairs.commands import EnterInvoice, RequestComplexity, RequestMoreDays
from shared.contracts.chairs.queries import MyChairRecord, MyEvaluations
from shared.contracts.chairs.values import FeeScheme, InvoiceKind
from shared.contracts.tone import Tone
from shared.message import Command

from gateway.gate import Entry
from gateway.pages import deed_of
from gateway.pages.deeds import Offer, Offers
from gateway.pages.words import average, counted, points
from gateway.show.components import Tag, sentence, tag, words
from gateway.web.routes import page
from gateway.web.visit import Visit

MENU = Entry("My record", "/my-record", 32)
_MORE: dict[FeeScheme, list[type[Command]]] = {
    FeeScheme.FIXED: [RequestComplexity],
    FeeScheme.DAY_RATE: [RequestMoreDays],
}


def _record(visit: Visit, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    record: OwnRecord = answers["record"]
    cases = answers["cases"]
    may_open = {row.case_id for row in cases.rows} if cases is not None else set()
    training = record.training
    return {
        "figures": [
            points(record.points),
            (average(record.average), "on average, from evaluations that are closed"),
        ],
        "standing": [
            ("Training completed on", training.completed_on if training else "Not recorded"),
            ("Training expires", (training.expires_on or "No end is recorded") if training else None),
            ("Approved until", record.approved_until),
            ("Specialisms", record.specialisms),
        ],
        "reviews": [_review(visit, one, opens=one.case_id in may_open) for one in record.reviews],
    }


def _review(visit: Visit, one: OwnReview, *, opens: bool) -> dict[str, Any]:
    """Whoever was replaced does not open the case any more, and still invoices what is due to them (H-08, Y-11)."""
    at = f"/cases/{one.case_id}"
    owed: list[type[Command]] = [EnterInvoice] if one.left > 0 else []
    more = _MORE.get(one.scheme, []) if one.ended_on is None else []
    place = {"case_id": one.case_id}
    return {
        "name": f"{one.reference}, {one.csp}",
        "href": at if opens else "",
        "state": _state(one),
        "pairs": [
            ("Commissioned on", one.commissioned_on),
            ("Ended on", one.ended_on or "Goes on"),
            ("Evaluation", _evaluation(one)),
            ("Accepted at the first submission", one.point or None),
            ("How it is paid", sentence(one.scheme)),
        ],
        "amounts": [
            ("Due in all" if one.replaced else "Ceiling of the commission", one.ceiling),
            ("Invoiced and approved", one.invoiced),
            ("Of that, paid", one.paid),
            ("Still to be invoiced" if one.replaced else "Left of the ceiling", one.left),
        ],
        "invoices": [_invoice(each) for each in one.invoices],
        "offers": Offers(
            tuple(Offer(each.text, each.href(place)) for each in map(deed_of, (*owed, *more)) if each.may(visit)),
            about=f"{one.reference}, {one.csp}",
        ),
    }


def _state(one: OwnReview) -> Tag:
    if one.replaced:
        return Tag("Replaced", Tone.GREY)
    return Tag("In progress", Tone.TURQUOISE) if one.ended_on is None else Tag("Ended", Tone.GREEN)


def _evaluation(one: OwnReview) -> str:
    if one.replaced:
        return "None: the chair who finishes the review is evaluated"
    return average(one.average) if one.average is not None else "Not shown yet"


def _invoice(one: OwnInvoice) -> dict[str, Any]:
    credit = one.kind is InvoiceKind.CREDIT_NOTE
    said = one.query or one.reason or ""
    return {
        "name": f"{sentence(one.kind)} {one.number}",
        "owner": f"{words(-one.total if credit else one.total)}, dated {words(one.dated_on)}{said and f'. {said}'}",
        "due": None,
        "state": tag(one.state),
        "href": "",
    }


def _evaluations(_: Visit, answer: OwnEvaluations) -> Mapping[str, Any]:
    return {
        "tasks": [
            {
                "name": f"{one.chair_name}, chair of {one.reference}",
                "owner": counted(len(one.criteria), "criterion", "criteria"),
                "due": one.closes_on,
                "state": Tag("To do", Tone.BLUE),
                "href": f"/cases/{one.case_id}/evaluation/give",
            }
            for one in answer.open
        ],
    }


ROUTES = [
    *page(
        "/my-record",
        "quality/my_record.html",
        {"record": MyChairRecord, "cases": lambda _: CaseList(size=200)},
        prepare=_record,
    ),
    *page("/my-evaluations", "quality/my_evaluations.html", MyEvaluations, prepare=_evaluations),
]
