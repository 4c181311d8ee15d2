"""How is a chair's record kept up: training, approval, specialisms, affiliations, other reviews (H-03, H-09 on)?"""

from collections.abc import Mapping
from functools import partial
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
from gateway.forms.flow import fill_in
from gateway.forms.form import Form
from gateway.identity.accounts import Account, everybody
from gateway.pages.chairs.applying import TRAINING, of_affiliation
from gateway.pages.chairs.parts import current, on_list
from gateway.pages.deeds import Deed, deed, routes_of
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


TRAINED = deed(
    "/chairs/{chair_id}/training",
    _form(
        RecordTraining,
        "Record training",
        *TRAINING,
        said="The training is recorded.",
    ),
    when=current,
)


def _three_years_on(visit: Visit, record: ChairRecord) -> Mapping[str, Any]:
    return {"approved_until": add_months(record.approved_until or visit.gate.clock.today(), 12 * YEARS)}


RENEW = deed(
    "/chairs/{chair_id}/renew",
    _form(
        RenewApproval,
        "Renew the approval",
        Field("approved_until", "the end of the approval", ask="Until when are they approved?"),
        start=_three_years_on,
        submit="Renew the approval",
        said="The approval is renewed.",
    ),
    when=on_list,
)

OFFER = deed(
    "/chairs/{chair_id}/review-types",
    _form(
        OfferReviewTypes,
        "Change which reviews they are available for",
        Field("review_types", "the reviews they are available for", ask="Available for which reviews?"),
        start=lambda _, record: {"review_types": record.review_types},
        said="The change is saved.",
    ),
    when=current,
)


async def change_specialisms(visit: Visit) -> Response:
    """The county's specialisms are data, and one chair's are ticked among them."""
    settings = await visit.ask(ChairSettings())
    form = _form(
        ChangeSpecialisms,
        "Change the specialisms",
        Field(
            "specialisms",
            "the specialisms",
            ask="Which specialisms do they hold?",
            hint="If one is missing here, add it to the county’s specialisms under “Fees and rules” first",
            options=settings.specialisms,
            required=False,
        ),
        start=lambda _, record: {"specialisms": record.specialisms},
        said="The specialisms are saved.",
    )
    return await fill_in(visit, form)


_RECHECK = "Independence is checked again for every review that they lead."

DECLARE = deed(
    "/chairs/{chair_id}/affiliations/declare",
    _form(
        DeclareAffiliation,
        "Declare an affiliation",
        *of_affiliation("affiliation."),
        intro=lambda record: f"For {record.name}. {_RECHECK}",
        submit="Save the affiliation",
        said=f"The affiliation is recorded. {_RECHECK}",
    ),
    when=current,
)


def _first(name: str, visit: Visit, _: Any) -> str:
    """Which affiliation: the link says it."""
    return visit.query.get(name, "")


async def end_affiliation(visit: Visit) -> Response:
    which = {name: _first(name, visit, None) for name in ("agency", "role")}
    form = _form(
        EndAffiliation,
        "Record when they left an agency",
        Field("until", "the day they left", ask="When did they leave?"),
        intro=lambda record: f"{record.name}, {which['role']} at {which['agency']}. {_RECHECK}",
        fill={name: partial(_first, name) for name in which},
        said=f"The day is recorded. {_RECHECK}",
    )
    return await fill_in(visit, form)


OTHER = deed(
    "/chairs/{chair_id}/reviews/record",
    _form(
        RecordOtherReview,
        "Record another review that they lead",
        Field("review_type", "the kind of review", ask="What kind of review is it?"),
        Field("reference", "the reference", ask="Its reference, or where it is held"),
        Field("started_on", "the day they took it on", ask="When did they take it on?"),
        intro=lambda record: f"For {record.name}. It counts as a review that they lead now.",
        said="The review is recorded.",
    ),
    when=on_list,
)

OTHER_ENDED = deed(
    "/chairs/{chair_id}/reviews/{review_id}/end",
    _form(
        EndOtherReview,
        "Record that another review ended",
        Field("ended_on", "the day it ended", ask="When did it end?"),
        start=today("ended_on"),
        said="The end is recorded.",
    ),
)


def _link(people: list[Account]) -> Form:
    chairs = [one for one in people if one.roles & {Role.PANEL_CHAIR, Role.REPORT_WRITER}]
    return _form(
        LinkAccount,
        "Link their account",
        Field(
            "account_id",
            "the account",
            "select",
            options=[Option(one.id, f"{one.name}, {one.email}") for one in chairs],
            ask="Which account is theirs?",
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


SPECIALISMS = Deed(
    "/chairs/{chair_id}/specialisms", "Change the specialisms", ChangeSpecialisms, change_specialisms, _DONE, current
)
LEFT = Deed(
    "/chairs/{chair_id}/affiliations/end", "Record when they left an agency", EndAffiliation, end_affiliation, _DONE
)
ACCOUNT = Deed("/chairs/{chair_id}/account", "Link their account", LinkAccount, link, _DONE, current)
ON_RECORD = (TRAINED, RENEW, SPECIALISMS, OFFER, DECLARE, OTHER)
ROUTES = routes_of(*ON_RECORD, LEFT, OTHER_ENDED, ACCOUNT)
