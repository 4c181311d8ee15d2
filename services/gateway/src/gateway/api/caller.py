"""Who calls the API? The person behind a bearer token, or the one who is signed in."""

from anyio.to_thread import run_sync
from shared.actor import Forbidden
from starlette.exceptions import HTTPException
from starlette.requests import Request

from gateway.access.asking import Who
from gateway.gate import Gate
from gateway.identity import tokens
from gateway.identity.accounts import Account
from gateway.identity.origin import check_header, check_origin
from gateway.identity.sessions import Session
from gateway.identity.signing_in import now


async def caller(request: Request, scope: tokens.Scope) -> Who:
    gate: Gate = request.app.state.gate
    place = request.client.host if request.client else "unknown"
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    if secret:
        found = await run_sync(_find, gate, secret.strip()) if kind.lower() == "bearer" else None
        if found is None:
            raise _nobody("This token is not known, has ended, or has expired.")
        account, token = found
        if scope not in token.scopes:
            raise Forbidden("This token may look things up, and not change them.")
        return Who(account.actor, place, "API")
    session: Session | None = getattr(request.state, "session", None)
    if session is None:
        raise _nobody("Please send a bearer token, or sign in.")
    if request.method not in ("GET", "HEAD"):
        check_origin(request, gate.settings)
        check_header(request, session)
    return Who(session.account.actor, place, "API")


def _find(gate: Gate, secret: str) -> tuple[Account, tokens.Token] | None:
    at = now()
    with gate.database.read() as tx:
        found = tokens.find(tx, secret, at=at)
    if found and tokens.is_due(found[1], at):
        with gate.database.begin() as tx:
            tokens.used(tx, found[1], at)
    return found


def _nobody(reason: str) -> HTTPException:
    return HTTPException(401, reason, {"WWW-Authenticate": "Bearer"})
