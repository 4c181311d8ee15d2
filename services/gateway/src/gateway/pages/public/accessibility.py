"""How well can everybody use this service, and what do we do where somebody can not?"""

from starlette.responses import Response

from gateway.routes import route
from gateway.visit import Visit


async def show(visit: Visit) -> Response:
    return visit.render("public/accessibility.html", title="Accessibility statement")


ROUTES = route("/accessibility", show, may=None)
