"""Where does a person begin? On the first page of the menu that they may open."""

from starlette.responses import Response

from gateway.access import policy
from gateway.web.routes import SIGNED_IN, route
from gateway.web.visit import Visit


async def start(visit: Visit) -> Response:
    open_to = (entry.href for entry in visit.gate.menu if policy.by_role(entry.may, visit.actor).allow)
    return visit.go(next(open_to, "/account/sessions"), visit.said)


ROUTES = route("/", start, may=SIGNED_IN)
