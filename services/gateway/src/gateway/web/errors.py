"""What does a person see when something cannot be shown or done? A plain sentence, and the way back."""

from shared.actor import Forbidden
from shared.database.trouble import passes
from shared.network.client import Away, BadQuestion, Fault
from shared.observing import faults
from shared.service import NotFound
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from gateway.web.visit import Visit

NOT_THERE = "If you typed the address, please check it. The page may also have moved, or may never have been there."


async def forbidden(request: Request, wrong: Exception) -> Response:
    return Visit(request).render("error.html", status=403, title="You cannot open or do this", reason=str(wrong))


async def not_found(request: Request, wrong: Exception) -> Response:
    reason = str(wrong) if isinstance(wrong, NotFound) and str(wrong) else NOT_THERE
    return Visit(request).render("error.html", status=404, title="Page not found", reason=reason)


async def away(request: Request, wrong: Exception) -> Response:
    reason = "A part of this service cannot be reached at the moment. Nothing is lost. Please try again in a minute."
    response = Visit(request).render("error.html", status=503, title="Sorry, this is not available now", reason=reason)
    response.headers["Retry-After"] = "10"
    return response


async def other(request: Request, wrong: Exception) -> Response:
    """What the framework itself turns away: a method, a form that is too large."""
    status = wrong.status_code if isinstance(wrong, HTTPException) else 500
    if status == 404:
        return await not_found(request, wrong)
    return Visit(request).render("error.html", status=status, title="This cannot be done here", reason=NOT_THERE)


async def broken(request: Request, wrong: Exception) -> Response:
    """Our own fault. The log has more under the reference; the page and the log have nothing personal of it. A database
    that is away, busy or full is no fault: it passes."""
    if passes(wrong):
        return await away(request, wrong)
    reference = wrong.reference if isinstance(wrong, Fault) else faults.report(wrong, route=_pattern(request))
    reason = "Something went wrong on our side. We are sorry. Please try again in a while."
    return Visit(request).render(
        "error.html", status=500, title="Sorry, something went wrong", reason=reason, reference=reference
    )


def _pattern(request: Request) -> str:
    """The address without what varies in it."""
    route = request.scope.get("route")
    return getattr(route, "path", "unknown")


KNOWN = (Forbidden, NotFound, Away, BadQuestion, Fault, HTTPException)
"""What the pages raise on purpose."""

HANDLERS = {
    Forbidden: forbidden,
    NotFound: not_found,
    Away: away,
    BadQuestion: not_found,
    HTTPException: other,
    Fault: broken,
    500: broken,
}
