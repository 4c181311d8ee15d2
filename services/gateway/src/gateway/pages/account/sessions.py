"""Where am I signed in, and how do I end it there? The worked example of the README: a page with one thing to press."""

from anyio.to_thread import run_sync
from starlette.responses import Response

from gateway.identity import sessions
from gateway.identity.signing_in import limits, now
from gateway.web.routes import SIGNED_IN, route
from gateway.web.visit import Visit


async def show(visit: Visit) -> Response:
    def read() -> list[sessions.Session]:
        with visit.gate.database.read() as tx:
            return sessions.of(tx, visit.actor.id, at=now(), limits=limits(visit.gate.settings))

    return visit.render("account/sessions.html", title="Where you are signed in", sessions=await run_sync(read))


async def end(visit: Visit) -> Response:
    def write() -> bool:
        with visit.gate.database.begin() as tx:
            return sessions.end(tx, visit.path["session_id"], visit.actor.id, now())

    ended = await run_sync(write)
    return visit.go("/account/sessions", "You are signed out there." if ended else "You were signed out there already.")


ROUTES = [
    *route("/account/sessions", show, may=SIGNED_IN),
    *route("/account/sessions/{session_id}/end", end, may=SIGNED_IN, methods=("POST",)),
]
