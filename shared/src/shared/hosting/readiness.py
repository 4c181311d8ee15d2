"""Is the service alive, is it fit for work, and what has it counted? Plain words for who keeps it running."""

import asyncio
import time
from dataclasses import dataclass, field

from faststream.asgi import AsgiResponse, get
from faststream.asgi.handlers import HttpHandler
from faststream.asgi.types import Scope
from pydantic_core import to_json

from shared.actor import the_service
from shared.asking import Feed
from shared.history import inbox
from shared.hosting.running import Running
from shared.network.client import Away
from shared.network.consumer import listened_to
from shared.observing.metrics import CONTENT_TYPE

STUCK = 10.0
"""Seconds without progress after which being behind is no longer ordinary work."""


@dataclass(slots=True)
class Behind:
    """How far we are behind each producer, and since when we have stood at the same number."""

    standing: dict[str, tuple[int, float]] = field(default_factory=dict)

    def stuck(self, producer: str, applied: int, last: int) -> bool:
        number, since = self.standing.get(producer, (-1, 0.0))
        if applied != number or applied == last:
            since = time.monotonic()
        self.standing[producer] = (applied, since)
        return time.monotonic() - since > STUCK


def health_route() -> HttpHandler:
    @get(include_in_schema=False)
    async def health(_: Scope) -> AsgiResponse:
        return _json({"alive": True}, 200)

    return health


def ready_route(running: Running) -> HttpHandler:
    behind = Behind()

    @get(include_in_schema=False)
    async def ready(_: Scope) -> AsgiResponse:
        problems, numbers = await problems_of(running, behind)
        told = {"service": running.service.name, "ready": not problems, "problems": problems}
        told |= {"leads": running.lease.held, "behind": numbers}
        return _json(told, 503 if problems else 200)

    return ready


def metrics_route(running: Running) -> HttpHandler:
    @get(include_in_schema=False)
    async def metrics(_: Scope) -> AsgiResponse:
        running.metrics.parked.set(await asyncio.to_thread(_parked, running))
        return AsgiResponse(running.metrics.page(), 200, {"Content-Type": CONTENT_TYPE})

    return metrics


async def problems_of(running: Running, behind: Behind) -> tuple[list[str], dict[str, int | str]]:
    """What stands in the way, and how many facts of each producer are not applied here (or that it is away)."""
    problems = list(running.troubles.values())
    positions: dict[str, int] = {}
    try:
        async with asyncio.timeout(3):
            positions = await running.writer.do(inbox.applied)
    except Exception:
        problems.append("The database does not answer.")
    connection = running.client.connection
    if connection is None or not connection.is_connected:
        problems.append("NATS is not connected.")
        return problems, {}
    producers = listened_to(running.service)
    numbers: dict[str, int | str] = {}
    for producer, last in zip(producers, await asyncio.gather(*(_last(running, p) for p in producers)), strict=True):
        applied = positions.get(producer, 0)
        if last is None:
            numbers[producer] = "away"
            continue
        numbers[producer] = last - applied
        if last < applied:
            problems.append(
                f"More facts of {producer} are applied here than it has told. Was it restored from an older backup?"
            )
        elif behind.stuck(producer, applied, last):
            problems.append(f"{last - applied} facts of {producer} wait, and it does not go on.")
    return problems, numbers


async def _last(running: Running, producer: str) -> int | None:
    try:
        actor = the_service(running.service.name)
        return (await running.client.ask_of(producer, Feed(after=0, limit=0), actor, timeout=1)).last
    except Away:
        return None


def _parked(running: Running) -> int:
    with running.database.read() as tx:
        return len(inbox.parked(tx))


def _json(told: dict[str, object], status: int) -> AsgiResponse:
    return AsgiResponse(to_json(told), status, {"Content-Type": "application/json"})
