"""How is a panel member sent a new link, where the first did not reach them or reached somebody else (Q-01)?"""

from shared.contracts.chairs.answers import Round
from shared.contracts.chairs.commands import InviteEvaluatorAgain
from shared.contracts.chairs.queries import EvaluationRound
from shared.service import NotFound
from starlette.responses import Response

from gateway.forms.field import Field
from gateway.forms.flow import fill_in
from gateway.forms.form import Form
from gateway.pages.deeds import Deed, routes_of
from gateway.show.components import words
from gateway.web.visit import Visit


async def invite_again(visit: Visit) -> Response:
    found: Round = await visit.ask(EvaluationRound(case_id=visit.path["case_id"]))
    member = next((one for one in found.members if one.member_id == visit.path["member_id"]), None)
    if member is None or found.closes_on is None:
        raise NotFound("Nobody was asked about the chair of this review under this reference.")
    name = member.name or ""
    form = Form(
        command=InviteEvaluatorAgain,
        title="Send a new link",
        intro=(
            f"{name or 'This panel member'} gets a new e-mail with a link of their own, and can answer until "
            f"{words(found.closes_on)}.\n\n"
            "The link that was sent before stops working at once, wherever it went."
        ),
        fields=(
            Field("name", "their name", hint="As the e-mail addresses them", autocomplete="off"),
            Field("email", "their e-mail address", "email", autocomplete="off"),
            Field("reason", "why a new link is needed", hint="For example, the address was not theirs"),
        ),
        submit="Send the new link",
        check=True,
        done="/cases/{case_id}/evaluation",
        start=lambda _, __: {"name": name},
        said="The new link is on its way.",
    )
    return await fill_in(visit, form)


INVITE = Deed(
    "/cases/{case_id}/evaluation/members/{member_id}/invite",
    "Send a new link",
    InviteEvaluatorAgain,
    invite_again,
    "/cases/{case_id}/evaluation",
)
ROUTES = routes_of(INVITE)
