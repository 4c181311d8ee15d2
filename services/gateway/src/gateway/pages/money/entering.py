"""How is an invoice entered: under the fixed fee, by hours under the day rate, from a writer (Y-03 to Y-05)?"""

from dataclasses import replace

from shared.contracts.chairs.answers import Commission, OwnRecord, OwnReview
from shared.contracts.chairs.commands import EnterInvoice
from shared.contracts.chairs.queries import CommissionOfCase, InvoiceDetail, MyChairRecord
from shared.contracts.chairs.values import Fees, FeeScheme
from shared.money import NOTHING
from shared.service import NotFound
from starlette.responses import Response

from gateway.access import policy
from gateway.forms.field import Field, Option
from gateway.forms.filling import plain_number
from gateway.forms.flow import fill_in
from gateway.forms.form import Form
from gateway.pages.deeds import Deed, routes_of
from gateway.show.components import sentence, words
from gateway.web.visit import Visit

_HOURS = Field(
    "hours",
    "hours of work",
    each="day of work",
    at_least=0,
    hint="Under the day rate alone: every day with its hours",
    fields=(
        Field("day", "day"),
        Field("hours", "hours", "input", width="5", parse=plain_number("The hours")),
        Field("what", "what was done", ask="What was done?"),
    ),
)
_TRAVEL = (
    Field(
        "travel",
        "the amount for travel",
        required=False,
        hint="Under the day rate alone, and in exceptional circumstances only",
        ask="Travel",
    ),
    Field("travel_reason", "the circumstances", ask="Which exceptional circumstances?"),
)


_BY_HOURS = (
    replace(_HOURS, at_least=1, hint="Every day with its hours"),
    replace(_TRAVEL[0], hint="In exceptional circumstances only, for example to family who live out of the county"),
    _TRAVEL[1],
)
"""Where it is known that the chair is paid by the day. A report writer may be paid otherwise."""


async def enter(visit: Visit) -> Response:
    """The chair enters their own without seeing the whole commission; the team sees what it is held against."""
    case_id = visit.path["case_id"]
    commission: Commission | None = None
    own: OwnReview | None = None
    if policy.may_ask(CommissionOfCase, visit.actor).allow:
        commission = await visit.ask(CommissionOfCase(case_id=case_id))
    elif policy.may_ask(MyChairRecord, visit.actor).allow:
        own = await _own(visit, case_id)
    return await fill_in(visit, _form(visit, commission, own))


async def _own(visit: Visit, case_id: str) -> OwnReview | None:
    try:
        record: OwnRecord = await visit.ask(MyChairRecord())
    except NotFound:
        return None  # their account is not linked to the list; the service says so when they enter it
    return next((one for one in reversed(record.reviews) if one.case_id == case_id), None)


def _form(visit: Visit, commission: Commission | None, own: OwnReview | None) -> Form:
    present = commission.present if commission and not commission.earlier else None
    held = present or own
    scheme, fees = (held.scheme, held.fees) if held else (None, None)
    sure = scheme is FeeScheme.DAY_RATE and held is not None and held.writer_name is None
    by_hours = _BY_HOURS if sure else (_HOURS, *_TRAVEL) if scheme in (None, FeeScheme.DAY_RATE) else ()
    sees = policy.may_ask(InvoiceDetail, visit.actor).allow
    return Form(
        command=EnterInvoice,
        title="Enter an invoice",
        intro=_intro_own(own) if own else _intro(commission),
        fields=(
            Field("number", "the number of the invoice", ask="The number on the invoice", width="20"),
            *_from(commission, own),
            Field("amount", "the fees", hint=_how_much(scheme, fees), ask="Fees"),
            Field("dated_on", "the date on the invoice", ask="The date on the invoice"),
            Field("received_on", "the day it was received", ask="When was it received?"),
            *by_hours,
        ),
        submit="Enter the invoice",
        done="/cases/{case_id}/invoices/{invoice_id}" if sees else "/my-record",
        back="/cases/{case_id}/chair" if commission else "/my-record",
        start=lambda visit, _: {"received_on": visit.gate.clock.today()},
        fill={"chair_id": lambda _, __: own.chair_id} if own and own.replaced else {},
        said="The invoice is entered. It is checked against the commission next.",
    )


def _how_much(scheme: FeeScheme | None, fees: Fees | None) -> str:
    if scheme is not FeeScheme.DAY_RATE or fees is None:
        return "Without travel"
    rate = f"{words(fees.day_rate)} for {fees.day_hours.normalize():f} hours"
    return f"Without travel. At {rate}, rounded to the penny once, for all hours together"


def _intro_own(own: OwnReview) -> str:
    return (
        f"For {own.reference}. {sentence(own.scheme)}: of the ceiling of {words(own.ceiling)}, {words(own.left)} is "
        "left. The invoice is checked against the commission, and another person approves it."
    )


def _intro(commission: Commission | None) -> str:
    present = commission.present if commission else None
    if commission is None or present is None:
        return "It is checked against the commission, and another person approves it."
    left = f"of the ceiling of {words(present.ceiling)}, {words(present.left)} is left"
    if present.scheme is not FeeScheme.DAY_RATE:
        left += f", and {words(max(present.payable_now - present.invoiced, NOTHING))} of that is payable now"
    return f"For {commission.reference}. {present.chair_name}, {present.scheme}: {left}."


def _from(commission: Commission | None, own: OwnReview | None) -> tuple[Field, ...]:
    """Whose it is, where it can be somebody else than the present chair (Y-11, H-07)."""
    asked: list[Field] = []
    every = [*([commission.present] if commission.present else []), *commission.earlier] if commission else []
    if commission and commission.earlier:
        chairs = {one.chair_id: one.chair_name for one in every}
        asked.append(
            Field(
                "chair_id",
                "for whose work it is",
                options=[Option(chair_id, name) for chair_id, name in chairs.items()],
                required=True,
                ask="For whose work on this review?",
            )
        )
    known = commission is not None or own is not None
    writers = [*(one.writer_name for one in every), own.writer_name if own else None]
    if not known or any(writers):
        asked.append(Field("from_writer", "whom it comes from", "confirm", ask="It comes from the report writer"))
    former = [each.name for one in every for each in one.former_writers]
    if former:
        asked.append(
            Field(
                "former_writer",
                "whether it comes from a former writer",
                options=[Option("", "No"), *(Option(name, f"Yes, from {name}") for name in former)],
                required=False,
                ask="Does it come from somebody who wrote the report before?",
            )
        )
    return tuple(asked)


ENTER: Deed = Deed(
    "/cases/{case_id}/invoices/enter",
    "Enter an invoice",
    EnterInvoice,
    enter,
    "/cases/{case_id}/chair",
    lambda one: bool(one.present or one.earlier),
)
ROUTES = routes_of(ENTER)
