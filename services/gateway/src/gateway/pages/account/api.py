"""What can a program ask of us? The commands and questions of the API, for a person to read."""

from starlette.responses import Response

from gateway.api.contracts import SERVICES, commands, questions, sentence
from gateway.web.routes import SIGNED_IN, route
from gateway.web.visit import Visit


async def show(visit: Visit) -> Response:
    services = [{"name": service, "rows": _rows(service)} for service in SERVICES]
    return visit.render("account/api.html", title="API", services=services)


def _rows(service: str) -> list[tuple[str, str, str, str]]:
    """The address, the method, what it does, and its fields."""
    return [
        (f"/api/v1/{service}/{name}", method, sentence(one), ", ".join(one.model_fields))
        for method, known in (("GET", questions(service)), ("POST", commands(service)))
        for name, one in known.items()
    ]


ROUTES = route("/api/v1/docs", show, may=SIGNED_IN)
