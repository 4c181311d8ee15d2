"""How is access to a case given and ended, and who has looked at it (G-01, G-02)?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from anyio.to_thread import run_sync
from shared.actor import SPT, Role
from shared.contracts.cases.answers import Overview
from shared.contracts.cases.commands import EndAccess, GrantAccess
from shared.contracts.cases.queries import CaseOverview
from starlette.responses import Response

from gateway.access import audit
from gateway.forms.field import Field, Option
from gateway.forms.flow import fill_in
from gateway.forms.form import Form
from gateway.identity.accounts import Account, everybody
from gateway.pages import deeds_by_command
from gateway.pages.deeds import Deed, deed, routes_of
from gateway.pages.sections import parts_of_case
from gateway.web.routes import route
from gateway.web.visit import Visit

_BACK = "/cases/{case_id}/access"
WHO_HAS_LOOKED = SPT | {Role.AUDITOR}
_ROLES = tuple(
    Option(str(role), role.in_words)
    for role in Role
    if role not in SPT | {Role.SERVICE, Role.AUDITOR, Role.ADMINISTRATOR, Role.BOARD_MEMBER, Role.OPCC_FINANCE}
)


def _give(people: Sequence[Account]) -> Form:
    return Form(
        command=GrantAccess,
        title="Give somebody access to this case",
        intro=(
            "Information goes only to those who take part in the review, and to their line managers with an interest "
            "declared in advance."
        ),
        fields=(
            Field(
                "grantee",
                "who gets access",
                "select",
                options=[Option(one.id, f"{one.name}, {one.email}") for one in people],
                ask="Who gets access?",
            ),
            Field("grantee_name", "the name", ask="Name, as it is shown on the case"),
            Field("role", "the role", "select", options=_ROLES, ask="In which role?"),
            Field("reason", "the interest", ask="Which interest did they declare?"),
        ),
        submit="Give access",
        done=_BACK,
        said="The access is given.",
    )


async def give(visit: Visit) -> Response:
    def read() -> list[Account]:
        with visit.gate.database.read() as tx:
            return everybody(tx)

    return await fill_in(visit, _give(await run_sync(read)))


def _grantees(case: Overview) -> Iterable[Option]:
    return (Option(grant.grantee, grant.name) for grant in case.grants)


END = deed(
    "/cases/{case_id}/access/end",
    Form(
        command=EndAccess,
        title="End an access to this case",
        fields=(
            Field("grantee", "whose access ends", "radios", options=_grantees, ask="Whose access ends?"),
            Field("reason", "the reason", ask="Why?"),
        ),
        submit="End the access",
        done=_BACK,
        asks=CaseOverview,
        said="The access is ended.",
    ),
)


def in_words(what: str) -> str:
    """A change by the words of its deed, a read by the name of its question."""
    deed = deeds_by_command().get(what)
    return deed.text if deed else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", what).capitalize()


async def who_has_looked(visit: Visit) -> Response:
    case_id = visit.path["case_id"]
    case = await visit.ask(CaseOverview(case_id=case_id))
    page = int(visit.query.get("page", "1"))

    def read() -> tuple[Any, int]:
        with visit.gate.database.read() as tx:
            return audit.who_has_looked(tx, case_id, page=page)

    lines, total = await run_sync(read)
    return visit.render(
        "cases/who_has_looked.html",
        case=case,
        lines=[replace(line, what=in_words(line.what)) for line in lines],
        total=total,
        page=page,
        pages=max(1, -(-total // 50)),
        parts_of_case=parts_of_case(visit),
    )


GIVE = Deed("/cases/{case_id}/access/give", "Give somebody access to this case", GrantAccess, give, _BACK)
ON_ACCESS = (GIVE, END)
ROUTES = [
    *routes_of(*ON_ACCESS),
    *route("/cases/{case_id}/who-has-looked", who_has_looked, may=WHO_HAS_LOOKED),
]
