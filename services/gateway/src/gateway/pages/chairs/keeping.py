"""How is a chair's record kept up: training, approval, specialisms, affiliations, other reviews (H-03, H-09 on)?"""

from collections.abc import Mapping
from typing import Any

from anyio.to_thread import run_sync
from shared.actor import Role
from shared.calendar import add_months
from shared.contracts.chairs.answers import ChairRecord
from shared.contracts.chairs.commands import (
    ChangeSpecialisms,
    DeclareAffiliation,
    EndAffiliation,
    EndOtherReview,
    LinkAccount,
    OfferReviewTypes,
    RecordOtherReview,
    RecordTraining,
    RenewApproval,
)
from shared.contracts.chairs.queries import ChairDetail, ChairSettings
from shared.message import Command
from starlette.responses import Response

from gateway.forms.field import Field, Option
from gateway.forms.filling import today
from gateway.forms.flow import Form, fill_in, form_page
from gateway.identity.accounts import Account, everybody
from gateway.pages.chairs.applying import TRAINING, of_affiliation
from gateway.web.routes import route
from gateway.web.visit import Visit

_DONE = "/chairs/{chair_id}"
YEARS = 3


def _form(command: type[Command], title: str, *fields: Field, said: str, **more: Any) -> Form:
    """A form below a chair, with the chair's name above it."""
    return Form(
        command=command,
        title=title,
        fields=fields,
        done=_DONE,
        said=said,
        **{"asks": ChairDetail, "intro": lambda record: f"For {record.name}.", **more},
    )


TRAINED = _form(
    RecordTraining,
    "Record training",
    *TRAINING,
    said="The training is recorded.",
)


def _three_years_on(visit: Visit, record: ChairRecord) -> Mapping[str, Any]:
    return {"approved_until": add_months(record.approved_until or visit.gate.clock.today(), 12 * YEARS)}


RENEW = _form(
    RenewApproval,
    "Renew the approval",
    Field("approved_until", "Until when are they approved?", called="the end of the approval"),
    start=_three_years_on,
    submit="Renew the approval",
    said="The approval is renewed.",
)

OFFER = _form(
    OfferReviewTypes,
    "Change which reviews they are available for",
    Field("review_types", "Available for which reviews?", called="the reviews they are available for"),
    start=lambda _, record: {"review_types": record.review_types},
    said="The change is saved.",
)


async def change_specialisms(visit: Visit) -> Response:
    """The county's specialisms are data, and one chair's are ticked among them."""
    settings = await visit.ask(ChairSettings())
    form = _form(
        ChangeSpecialisms,
        "Change the specialisms",
        Field(
            "specialisms",
            "Which specialisms do they hold?",
            hint="If one is missing here, add it to the county’s specialisms under “Fees and rules” first",
            options=settings.specialisms,
            required=False,
        ),
        start=lambda _, record: {"specialisms": record.specialisms},
        said="The specialisms are saved.",
    )
    return await fill_in(visit, form)


_RECHECK = "Independence is checked again for every review that they lead."

DECLARE = _form(
    DeclareAffiliation,
    "Declare an affiliation",
    *of_affiliation("affiliation."),
    intro=lambda record: f"For {record.name}. {_RECHECK}",
    submit="Save the affiliation",
    said=f"The affiliation is recorded. {_RECHECK}",
)


def _which(visit: Visit, _: Any) -> Mapping[str, Any]:
    return {name: visit.query.get(name, "") for name in ("agency", "role")}


async def end_affiliation(visit: Visit) -> Response:
    which = _which(visit, None)
    form = _form(
        EndAffiliation,
        "Record when they left an agency",
        Field("until", "When did they leave?", called="the day they left"),
        intro=lambda record: f"{record.name}, {which['role']} at {which['agency']}. {_RECHECK}",
        fill=_which,
        said=f"The day is recorded. {_RECHECK}",
    )
    return await fill_in(visit, form)


OTHER = _form(
    RecordOtherReview,
    "Record another review that they lead",
    Field("review_type", "What kind of review is it?", called="the kind of review"),
    Field("reference", "Its reference, or where it is held", called="the reference"),
    Field("started_on", "When did they take it on?", called="the day they took it on"),
    intro=lambda record: f"For {record.name}. It counts as a review that they lead now.",
    said="The review is recorded.",
)

OTHER_ENDED = _form(
    EndOtherReview,
    "Record that another review ended",
    Field("ended_on", "When did it end?", called="the day it ended"),
    start=today("ended_on"),
    said="The end is recorded.",
)


def _link(people: list[Account]) -> Form:
    chairs = [one for one in people if one.roles & {Role.PANEL_CHAIR, Role.REPORT_WRITER}]
    return _form(
        LinkAccount,
        "Link the account with which they sign in",
        Field(
            "account_id",
            "Which account is theirs?",
            "select",
            options=[Option(one.id, f"{one.name}, {one.email}") for one in chairs],
            called="the account",
        ),
        intro=lambda record: f"{record.name} then sees their own record, and can enter invoices for their own reviews.",
        start=lambda _, record: {"account_id": record.account_id},
        submit="Link the account",
        said="The account is linked.",
    )


async def link(visit: Visit) -> Response:
    def read() -> list[Account]:
        with visit.gate.database.read() as tx:
            return everybody(tx)

    return await fill_in(visit, _link(await run_sync(read)))


_BOTH = ("GET", "POST")
ROUTES = [
    *form_page("/chairs/{chair_id}/training", TRAINED),
    *form_page("/chairs/{chair_id}/renew", RENEW),
    *form_page("/chairs/{chair_id}/review-types", OFFER),
    *route("/chairs/{chair_id}/specialisms", change_specialisms, may=ChangeSpecialisms.may, methods=_BOTH),
    *form_page("/chairs/{chair_id}/affiliations/declare", DECLARE),
    *route("/chairs/{chair_id}/affiliations/end", end_affiliation, may=EndAffiliation.may, methods=_BOTH),
    *form_page("/chairs/{chair_id}/reviews/record", OTHER),
    *form_page("/chairs/{chair_id}/reviews/{review_id}/end", OTHER_ENDED),
    *route("/chairs/{chair_id}/account", link, may=LinkAccount.may, methods=_BOTH),
]
