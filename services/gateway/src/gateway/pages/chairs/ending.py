"""How does an appointment end, and what if the chair is not independent any more (H-08, H-12)?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.chairs.answers import Appointed, Commission
from shared.contracts.chairs.commands import CorrectSettlement, DecideConflict, EndAppointment, RecheckIndependence
from shared.contracts.chairs.queries import CommissionOfCase

from gateway.forms.field import Field, Option
from gateway.forms.form import Form
from gateway.pages.chairs.parts import replaceable
from gateway.pages.deeds import deed, routes_of
from gateway.show.components import words
from gateway.web.visit import Visit

_DONE = "/cases/{case_id}/chair"


def _chair(commission: Commission) -> str:
    return commission.present.chair_name if commission.present else "the chair"


def _settlement(commission: Commission) -> str:
    present = commission.present
    said = "The clocks of the review keep running, and the next chair goes through the same checks."
    if present is None:
        return f"This review has no chair at the moment. {said}"
    return (
        f"{present.chair_name} was commissioned on {words(present.commissioned_on)}. Of the ceiling of "
        f"{words(present.ceiling)}, {words(present.invoiced)} is approved and {words(present.paid)} is paid.\n\n{said}"
    )


def _so_far(visit: Visit, commission: Commission) -> Mapping[str, Any]:
    invoiced = commission.present.invoiced if commission.present else None
    return {"ended_on": visit.gate.clock.today(), "due_in_all": invoiced}


END = deed(
    "/cases/{case_id}/chair/end",
    Form(
        command=EndAppointment,
        title="Replace the chair",
        intro=_settlement,
        fields=(
            Field("reason", "the reason", ask="Why is the chair replaced?"),
            Field("ended_on", "the day the appointment ends", ask="When does the appointment end?"),
            Field(
                "due_in_all",
                "what is due in all",
                hint="Include earlier invoices. The rest of the ceiling becomes free again",
                ask="What is due for the work in all?",
            ),
            Field(
                "handover",
                "what is handed over",
                hint="One to a line: documents, contacts, promises to the family",
                ask="What is handed over?",
            ),
        ),
        submit="End the appointment",
        check=True,
        done=_DONE,
        asks=CommissionOfCase,
        start=_so_far,
        said="The appointment is ended. Please choose another chair.",
    ),
    when=replaceable,
)


def _earlier(visit: Visit, commission: Commission) -> Appointed | None:
    theirs = [one for one in commission.earlier if one.chair_id == visit.path["chair_id"]]
    return theirs[-1] if theirs else None


def _settled(visit: Visit, commission: Commission) -> Mapping[str, Any]:
    ended = _earlier(visit, commission)
    return {"due_in_all": ended.ceiling} if ended else {}


SETTLEMENT = deed(
    "/cases/{case_id}/chair/settlement/{chair_id}",
    Form(
        command=CorrectSettlement,
        title="Correct what was settled",
        intro="Somebody other than the person who settled it does this. It is never less than the approved invoices, "
        "and never more "
        "than the ceiling of the commission.",
        fields=(
            Field(
                "due_in_all",
                "what is due in all",
                hint="What was invoiced before is included",
                ask="What is due for the work in all?",
            ),
            Field("reason", "the reason", ask="Why was the settlement not right?"),
            Field(
                "accept_overspend",
                "whether the budget may be overspent",
                "confirm",
                hint="Needed only where the budget does not cover it. Leave it empty to be told",
                ask="The year’s budget may be overspent by it",
            ),
        ),
        submit="Correct the settlement",
        done=_DONE,
        asks=CommissionOfCase,
        start=_settled,
        said="The settlement is corrected.",
    ),
)

CONFLICT = deed(
    "/cases/{case_id}/chair/conflict",
    Form(
        command=DecideConflict,
        title=lambda commission: f"Decide whether {_chair(commission)} can go on",
        intro=lambda commission: (commission.present.conflict or "") if commission.present else "",
        fields=(
            Field(
                "chair_continues",
                "whether the chair goes on",
                options=(
                    Option("yes", "Yes, the chair goes on"),
                    Option("no", "No, the chair is to be replaced", "End the appointment next"),
                ),
                ask="Does the chair go on?",
            ),
            Field("reason", "the reason", ask="Why?"),
        ),
        submit="Record the decision",
        done=_DONE,
        asks=CommissionOfCase,
        said="The decision is recorded.",
    ),
    text="Decide whether the chair can go on",
)

RECHECK = deed(
    "/cases/{case_id}/chair/recheck",
    Form(
        command=RecheckIndependence,
        title="Check independence again",
        intro=lambda commission: (
            f"The affiliations of {_chair(commission)} are compared with this review’s agencies and dates once "
            "more. The system does this by itself when one of them changes. This page shows what was found. Nothing "
            "else changes."
        ),
        fields=(),
        submit="Check again",
        done=_DONE,
        asks=CommissionOfCase,
        said="Independence was checked again.",
    ),
    when=replaceable,
)

ROUTES = [
    *routes_of(END, SETTLEMENT, CONFLICT, RECHECK),
]
