"""Who chairs this review, on what terms, why them, and how does the money stand (H-06, H-08, H-10, Y)?"""

from base64 import b64decode
from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.actor import SPT
from shared.contracts.chairs import commands as c
from shared.contracts.chairs.answers import Appointed, Commission, InvoiceRecord, Pending
from shared.contracts.chairs.queries import (
    CandidatesForCase,
    ChairDetail,
    CommissioningLetter,
    CommissionOfCase,
    EvaluationRound,
    InvoiceDetail,
)
from shared.contracts.chairs.values import FeeScheme, Milestone
from shared.contracts.tone import Tone
from shared.message import Command
from starlette.responses import Response

from gateway.access import policy
from gateway.pages import deed_of
from gateway.pages.chairs.choosing import considered
from gateway.pages.chairs.parts import lines
from gateway.pages.deeds import offered
from gateway.pages.sections import parts_of_case
from gateway.pages.words import counted, named, signed
from gateway.show.components import Tag, sentence, tag, words
from gateway.show.exports import handed_out
from gateway.web.routes import ask_all, page, route
from gateway.web.visit import Visit

_COMMANDS: tuple[type[Command], ...] = (
    c.EnterInvoice,
    c.AllowLateInvoice,
    c.ReachMilestone,
    c.RequestComplexity,
    c.RequestMoreDays,
    c.AgreeAppointment,
    c.RecheckIndependence,
    c.ChangeWriter,
    c.EndAppointment,
    c.ApproveOverspend,
)


def _page(visit: Visit, commission: Commission) -> Mapping[str, Any]:
    case = f"/cases/{commission.case_id}"
    every = [*([commission.present] if commission.present else []), *reversed(commission.earlier)]
    by = named(visit, _people(commission, every))
    chooses = commission.present is None and policy.may_ask(CandidatesForCase, visit.actor).allow
    return {
        "commission": commission,
        "parts_of_case": parts_of_case(visit),
        "at": case,
        "chooses": chooses,
        "chooser": visit.actor.holds(*SPT) or policy.may_ask(c.CommissionChair, visit.actor).allow,
        "offers": offered(visit, [deed_of(one) for one in _COMMANDS], commission),
        "present": _appointed(visit, commission, commission.present, by) if commission.present else None,
        "earlier": [_appointed(visit, commission, one, by) for one in reversed(commission.earlier)],
        "waiting": Tag("Waiting for a decision", Tone.YELLOW),
        "pending": _pending(visit, commission.present, by) if commission.present else [],
        "decides": deed_of(c.DecideConflict).may(visit),
        "invoices": [_invoice(visit, one, case) for one in commission.invoices],
        "overspend": by.get(commission.overspend_approved_by or ""),
        "letter": policy.may_ask(CommissioningLetter, visit.actor).allow,
        "evaluated": policy.may_ask(EvaluationRound, visit.actor).allow,
        "lines": lines(visit, commission.timeline),
    }


def _people(commission: Commission, every: list[Appointed]) -> list[str | None]:
    asked = [one.asked_by for each in every for one in (each.complexity, each.more_days) if one is not None]
    return [*asked, *(each.commissioned_by for each in every), commission.overspend_approved_by]


def _not_agreed(commission: Commission) -> str:
    """Whoever takes over in mid-review comes after the initial meeting."""
    met = _met_before(commission)
    return f"Not yet. The initial meeting was before, on {words(met)}; a later one agrees this" if met else "Not yet"


def _met_before(commission: Commission) -> date | None:
    return next((one.agreed_on for one in commission.earlier if one.agreed_on is not None), None)


def what_follows(commission: Commission | None) -> str:
    """Said when a chair is commissioned: the first of the review, or one who takes over."""
    if commission is not None and _met_before(commission):
        before = commission.earlier[-1].chair_name
        return f"Please see that {before} hands over what is listed below. The panel agrees this at its next meeting."
    return "The initial panel meeting agrees the appointment."


def _appointed(visit: Visit, commission: Commission, one: Appointed, by: Mapping[str, str]) -> dict[str, Any]:
    leads = policy.may_ask(ChairDetail, visit.actor).allow
    recorded = by[one.commissioned_by]
    settlement = deed_of(c.CorrectSettlement)
    settles = one.ended_on is not None and settlement.may(visit)
    return {
        "name": one.chair_name,
        "href": f"/chairs/{one.chair_id}" if leads else "",
        "pairs": [
            ("Report writer", one.writer_name or f"The chair, {one.chair_name}"),
            *((("Writer before", _former(one)),) if one.former_writers else ()),
            ("Commissioned on", one.commissioned_on),
            ("By", f"{sentence(one.on_behalf_of)}, recorded by {recorded}" if one.on_behalf_of else recorded),
            ("Agreed by the panel on", one.agreed_on or _not_agreed(commission)),
            *((("Ended on", one.ended_on), ("Why", one.ended_why)) if one.ended_on else ()),
        ],
        "settlement": settlement.href({**visit.path, "chair_id": one.chair_id}) if settles else "",
        "handover": one.handover,
        "why": [
            ("Why this candidate", one.reason),
            ("What the review needed", one.needed or "No specialism in particular"),
            *((("Decision on independence", one.independence_decision),) if one.independence_decision else ()),
            *((("The writer’s independence", one.writer_explanation),) if one.writer_explanation else ()),
            *((("What the writer declared", one.writer_independence),) if one.writer_independence else ()),
            *((("Why one more review", one.load_override),) if one.load_override else ()),
        ],
        "considered": [considered(each) for each in one.considered],
        "figures": [
            (words(one.ceiling), "due in all" if one.ended_on else "ceiling"),
            (words(one.invoiced), "invoiced and approved"),
            (words(one.paid), "paid"),
            (words(one.left), "still to be invoiced" if one.ended_on else "left of the ceiling"),
        ],
        "money": _money(one),
    }


def _former(one: Appointed) -> list[str]:
    return [f"{each.name}, to whom {words(each.due)} is due in all" for each in one.former_writers]


def _money(one: Appointed) -> list[tuple[str, Any]]:
    share, others = one.share, f", the rest: {words(one.share.others)}" if one.share.others else ""
    pairs: list[tuple[str, Any]] = [("Scheme", _scheme(one))]
    if one.scheme is not FeeScheme.DAY_RATE:
        pairs.append(("Payable so far", one.payable_now))
        reached = dict(one.milestones)
        shown = [each for each in Milestone if each in reached or not one.ended_on]
        pairs += [(f"{sentence(each)} reached on", reached.get(each) or "Not yet") for each in shown]
    return [*pairs, ("Paid by", f"{share.funder}{others}")]


def _scheme(one: Appointed) -> str:
    match one.scheme:
        case FeeScheme.FIXED:
            return f"Fixed fee, {words(one.fees.fixed)}, travel included"
        case FeeScheme.DAY_RATE:
            rate = f"{words(one.fees.day_rate)} for {one.fees.day_hours.normalize():f} hours"
            return f"Day rate, {rate}, {one.days_estimated} days estimated"
        case FeeScheme.TIERED:
            return f"Tiered fixed fee, {one.tier}"


def _pending(visit: Visit, one: Appointed, by: Mapping[str, str]) -> list[dict[str, Any]]:
    """Requests that wait for another person than who asked (Y-02, Y-03, Y-08)."""
    asked: tuple[tuple[str, type[Command], Pending | None], ...] = (
        ("More for a complex review", c.DecideComplexity, one.complexity),
        ("More working days", c.DecideMoreDays, one.more_days),
    )
    return [
        {
            "title": title,
            "pairs": [
                ("Asked for", request.amount if request.amount is not None else counted(request.days or 0, "day")),
                ("Why", request.reason),
                ("Asked by", by[request.asked_by]),
                ("Asked on", request.asked_on),
            ],
            "own": request.asked_by == visit.actor.id,
            "href": deed_of(command).href(visit.path) if deed_of(command).may(visit) else "",
        }
        for title, command, request in asked
        if request is not None
    ]


def _invoice(visit: Visit, one: InvoiceRecord, case: str) -> dict[str, Any]:
    row = one.row
    waits = f", waits for {one.waits_for}" if one.waits_for else ""
    return {
        "name": f"{sentence(row.kind)} {row.number}, {row.payee}",
        "owner": f"{words(signed(row))}, dated {words(row.dated_on)}{waits}",
        "due": None,
        "state": tag(row.state),
        "href": f"{case}/invoices/{row.invoice_id}" if policy.may_ask(InvoiceDetail, visit.actor).allow else "",
    }


async def letter(visit: Visit) -> Response:
    file = (await ask_all(visit, {"found": CommissioningLetter}))["found"]
    return handed_out(b64decode(file.content), file.name, file.media_type)


ROUTES = [
    *page("/cases/{case_id}/chair", "chairs/appointment.html", CommissionOfCase, prepare=_page),
    *route("/cases/{case_id}/chair/letter", letter, may=CommissioningLetter.may),
]
