"""Did this change come from one of our own pages? The browser's word for it, and the session's token."""

import hmac
from collections.abc import Mapping, Sequence

from shared.actor import Forbidden
from starlette.requests import Request

from gateway.identity.sessions import Session
from gateway.settings import GatewaySettings

TOKEN = "_csrf"
HEADER = "X-CSRF-Token"
_REASON = (
    "We could not be sure that this came from one of our own pages. Please go back, reload the page and try again."
)


def check_origin(request: Request, settings: GatewaySettings) -> None:
    """Browsers say where a form was sent from. One that says nothing at all still needs the token."""
    origin = request.headers.get("origin")
    if origin is not None and origin not in settings.origins:
        raise Forbidden(_REASON)
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden(_REASON)


def check_token(raw: Mapping[str, Sequence[str]], session: Session) -> None:
    given = raw.get(TOKEN, [""])[-1]
    _check(given, session)


def check_header(request: Request, session: Session) -> None:
    _check(request.headers.get(HEADER, ""), session)


def _check(given: str, session: Session) -> None:
    if not hmac.compare_digest(given.encode(), session.csrf.encode()):
        raise Forbidden(_REASON)
