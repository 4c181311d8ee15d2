"""What is the gateway made of?"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from shared.clock import Clock
from shared.database.engine import Database
from shared.network.client import Client, client
from shared.observing import telemetry
from shared.settings import read_settings
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from gateway import pages
from gateway.api import problems
from gateway.api.routes import api_of
from gateway.gate import Gate
from gateway.identity.signing_in import Sessions
from gateway.identity.throttle import Throttle
from gateway.settings import GatewaySettings
from gateway.web import errors, health
from gateway.web.headers import Headers
from gateway.web.passing import Passing

STATIC = Path(__file__).parent / "static"


async def _broken(request: Request, wrong: Exception) -> Response:
    """What nobody further in has answered, told in the way in which it was asked."""
    answer = problems.fault if request.url.path.startswith("/api/") else errors.broken
    return await answer(request, wrong)


def app_of(gate: Gate) -> Starlette:
    """The pages and the API on what they are given."""
    gate.menu = pages.menu()
    app = Starlette(
        routes=[
            Route("/healthz", health.healthz),
            Mount("/static", StaticFiles(directory=STATIC)),
            *pages.routes(),
            Mount("/api/v1", api_of(gate)),
        ],
        middleware=[
            Middleware(Headers, https=gate.settings.https),
            Middleware(Passing, answer=_broken),
            Middleware(Sessions),
        ],
        exception_handlers={**errors.HANDLERS, 500: _broken},
    )
    app.state.gate = gate
    return app


def gateway() -> Starlette:
    """For uvicorn: `uvicorn --factory gateway.app:gateway`."""
    settings = read_settings(GatewaySettings)
    telemetry.configure("gateway", settings)
    gate = Gate(
        settings, Database(settings.database_url), Clock(settings), Client(), Throttle(settings.sign_ins_per_minute)
    )
    app = app_of(gate)

    @asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        async with client(settings.nats_url, "gateway") as gate.client:
            yield
        gate.database.close()

    app.router.lifespan_context = running
    return app
