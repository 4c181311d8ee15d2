"""Is everything up? Each service's own word for it, gathered."""

import asyncio

import httpx2
from anyio.to_thread import run_sync
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse

from gateway.gate import Gate

PATIENCE = 2.0


async def healthz(request: Request) -> JSONResponse:
    """200 once every service says that it is ready, 503 before; each service's state either way."""
    gate: Gate = request.app.state.gate
    urls = {name: str(url) for name, url in gate.settings.services_ready_urls.items()}
    async with httpx2.AsyncClient(timeout=PATIENCE, trust_env=False) as client:
        states = await asyncio.gather(*(_state(client, url) for url in urls.values()))
    services = dict(zip(urls, states, strict=True)) | {"gateway": await _own(gate)}
    ready = all(state == "ready" for state in services.values())
    return JSONResponse({"ready": ready, "services": services}, 200 if ready else 503)


async def _own(gate: Gate) -> str:
    if not gate.client.connected:
        return "the message server is not reached"
    try:
        await run_sync(_look, gate)
    except (SQLAlchemyError, OSError):
        return "the database is not reached"
    return "ready"


def _look(gate: Gate) -> None:
    with gate.database.read() as tx:
        tx.execute(text("SELECT 1"))


async def _state(client: httpx2.AsyncClient, url: str) -> str:
    try:
        answer = await client.get(url)
    except httpx2.HTTPError:
        return "not reached"
    return "ready" if answer.is_success else "not ready"
