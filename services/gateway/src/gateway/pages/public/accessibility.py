"""How well can everybody use this service, and where is help? Pages that need nobody to sign in."""

from starlette.responses import Response

from gateway.web.routes import route
from gateway.web.visit import Visit


async def show(visit: Visit) -> Response:
    return visit.render("public/accessibility.html", title="Accessibility statement")


async def help_and_support(visit: Visit) -> Response:
    return visit.render("public/help.html", title="Help and support for you")


ROUTES = [
    *route("/accessibility", show, may=None),
    *route("/help", help_and_support, may=None),
]
