"""How does a person sign in with their work account? To the identity provider and back; only where one is set."""

import hmac

from anyio.to_thread import run_sync
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from gateway.identity import oidc
from gateway.identity.accounts import Account
from gateway.identity.oidc import CALLBACK, NotLetIn, Trip
from gateway.identity.signing_in import sign_in
from gateway.web.routes import route
from gateway.web.visit import Visit, local

COOKIE = "work-sign-in"
TEN_MINUTES = 600


async def leave(visit: Visit) -> Response:
    _only_where_set(visit)
    trip = Trip.new(local(visit.query.get("after", "/")))
    try:
        response = RedirectResponse(await oidc.way_there(visit.gate.settings, trip), 303)
    except NotLetIn as reason:
        return _not_in(visit, reason)
    secure = visit.gate.settings.https
    response.set_cookie(COOKIE, trip.packed(), max_age=TEN_MINUTES, httponly=True, samesite="lax", secure=secure)
    return response


async def come_back(visit: Visit) -> Response:
    _only_where_set(visit)
    try:
        trip = Trip.unpacked(visit.request.cookies.get(COOKIE, ""))
        if not hmac.compare_digest(visit.query.get("state", "").encode(), trip.state.encode()):
            raise NotLetIn("The sign-in did not begin here. Please try again.")
        if "code" not in visit.query:
            raise NotLetIn("The identity provider did not let you in.")
        claims = await oidc.claims_of(visit.gate.settings, trip, visit.query["code"])
        account = await run_sync(_account, visit, claims)
    except NotLetIn as reason:
        return _not_in(visit, reason)
    response = visit.go(local(trip.after))
    device = visit.request.headers.get("user-agent", "unknown")
    await sign_in(visit.gate, response, account, place=visit.place, device=device)
    response.delete_cookie(COOKIE)
    return response


def _account(visit: Visit, claims: dict[str, object]) -> Account:
    with visit.gate.database.begin() as tx:
        return oidc.account_for(tx, claims)


def _only_where_set(visit: Visit) -> None:
    if visit.gate.settings.oidc_issuer is None:
        raise HTTPException(404)


def _not_in(visit: Visit, reason: NotLetIn) -> Response:
    response = visit.render("error.html", status=403, title="You are not signed in", reason=str(reason))
    response.delete_cookie(COOKIE)
    return response


ROUTES = [*route("/sign-in/work-account", leave, may=None), *route(CALLBACK, come_back, may=None)]
