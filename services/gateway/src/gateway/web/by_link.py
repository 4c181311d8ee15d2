"""Who comes by a personal link, without an account? One member of one panel, and nothing of who is signed in here."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.actor import Actor, Forbidden, Role
from shared.contracts.evaluation_link import Invited, whose
from starlette.responses import Response

from gateway.access.asking import Who
from gateway.identity.origin import TOKEN
from gateway.identity.secrets import new_secret
from gateway.web.visit import Visit

COOKIE = "by-link"
"""There is no session: a random value in a cookie and in the form shows that the form is ours."""


@dataclass(frozen=True, slots=True)
class ByLink(Visit):
    """Everything a visit is, but for who it is: they act as themselves, whoever else may be signed in."""

    invited: Invited
    form_token: str

    @property
    def session(self) -> None:
        return None

    @property
    def actor(self) -> Actor:
        return Actor(
            id=self.invited.member_id, name="panel member by personal link", roles=frozenset({Role.PANEL_MEMBER})
        )

    @property
    def who(self) -> Who:
        return Who(self.actor, self.place, "personal link")

    @property
    def path(self) -> dict[str, str]:
        return {"token": str(self.request.path_params["token"]), "case_id": self.invited.case_id}

    @property
    def csrf(self) -> str:
        return self.form_token


def by_link(visit: Visit) -> ByLink | None:
    """None: the link is not one of ours."""
    key = visit.gate.settings.evaluation_link_key
    invited = whose(visit.path["token"], key) if key is not None else None
    if invited is None:
        return None
    return ByLink(visit.request, invited, visit.request.cookies.get(COOKIE) or new_secret())


def _sent(raw: Mapping[str, Sequence[str]]) -> str:
    return "".join(raw.get(TOKEN, ())[-1:])


async def check_form(visit: ByLink) -> None:
    """Raises Forbidden where what was sent does not come from our own form."""
    kept = visit.request.cookies.get(COOKIE, "")
    if not kept or not hmac.compare_digest(_sent(await visit.raw()).encode(), kept.encode()):
        raise Forbidden("The page had been open for too long. Please open the link in your e-mail again.")


def with_form_token(visit: ByLink, response: Response) -> Response:
    secure = visit.gate.settings.https
    response.set_cookie(COOKIE, visit.csrf, max_age=7200, httponly=True, samesite="lax", secure=secure)
    return response
