"""Who are you? Signing in with an account of our own, and signing out."""

import hmac
from urllib.parse import quote

from pydantic import BaseModel
from shared.actor import Forbidden
from shared.message import Line
from starlette.responses import Response

from gateway.forms.field import Field, settle
from gateway.forms.reading import Problems, one, read
from gateway.forms.widgets import widgets
from gateway.identity import accounts
from gateway.identity.origin import TOKEN
from gateway.identity.secrets import Busy, new_secret
from gateway.identity.signing_in import sign_in, sign_out
from gateway.show.components import govuk
from gateway.web.routes import SIGNED_IN, route
from gateway.web.visit import Visit, local


class SignIn(BaseModel):
    email: Line
    password: str


FIELDS = (
    Field("email", "your e-mail address", "email", ask="E-mail address"),
    Field("password", "your password", "password", ask="Password", autocomplete="current-password"),
)
WRONG = "The e-mail address or the password is not right. Please try again"
TOO_OFTEN = "There have been too many tries. Please wait a minute and try again"
COOKIE = "signing-in"
"""Before there is a session, a random value in a cookie and in the form shows that the form is ours."""


async def show(visit: Visit) -> Response:
    if visit.session is not None:
        return visit.go("/")
    return _page(visit, {}, {})


async def try_it(visit: Visit) -> Response:
    raw = await visit.raw()
    token = visit.request.cookies.get(COOKIE, "")
    if not token or not hmac.compare_digest(one(raw, TOKEN).encode(), token.encode()):
        raise Forbidden("The page had been open for too long. Please go back, reload it and try again.")
    data, problems = read(raw, settle(SignIn, FIELDS))
    if problems:
        return _page(visit, raw, problems)
    email, password = data["email"].lower(), data["password"]
    with visit.gate.throttle.trying(visit.place, email) as may:
        if not may:
            return _page(visit, raw, {"email": TOO_OFTEN}, status=429)
        try:
            account = await accounts.with_password(visit.gate.database, email, password)
        except Busy:
            return _page(visit, raw, {"email": TOO_OFTEN}, status=429)
        if account is None:
            visit.gate.throttle.failed(visit.place, email)
            return _page(visit, raw, {"email": WRONG})
    response = visit.go(local(visit.query.get("after", "/")))
    device = visit.request.headers.get("user-agent", "unknown")
    await sign_in(visit.gate, response, account, place=visit.place, device=device)
    response.delete_cookie(COOKIE)
    return response


async def leave(visit: Visit) -> Response:
    response = visit.go("/sign-in")
    if visit.session is not None:
        await sign_out(visit.gate, response, visit.session)
    return response


def _page(visit: Visit, raw: dict[str, list[str]], problems: Problems, status: int = 0) -> Response:
    token = visit.request.cookies.get(COOKIE) or new_secret()
    errors = [{"text": text, "href": f"#{key}"} for key, text in problems.items()]
    response = visit.render(
        "public/sign_in.html",
        status=status or (422 if problems else 200),
        title="Sign in",
        errors=errors,
        token=token,
        button=govuk("button", text="Sign in", preventDoubleClick=True),
        widgets=widgets(settle(SignIn, FIELDS), raw, problems),
        after=quote(visit.query.get("after", "")),
        oidc=visit.gate.settings.oidc_issuer is not None,
    )
    response.set_cookie(COOKIE, token, max_age=3600, httponly=True, samesite="lax", secure=visit.gate.settings.https)
    return response


ROUTES = [
    *route("/sign-in", show, may=None),
    *route("/sign-in", try_it, may=None, methods=("POST",)),
    *route("/sign-out", leave, may=SIGNED_IN, methods=("POST",)),
]
