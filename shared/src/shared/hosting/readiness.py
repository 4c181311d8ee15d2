"""Is the service alive, is it fit for work, and what has it counted? Plain words for who keeps it running."""

import asyncio
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import nats.errors
from faststream.asgi import AsgiResponse, get
from faststream.asgi.handlers import HttpHandler
from faststream.asgi.types import Scope
from nats.aio.client import Client as NatsConnection
from pydantic_core import to_json
from sqlalchemy import Connection

from shared.actor import the_service
from shared.asking import Feed
from shared.history import identity, inbox
from shared.hosting.running import Running
from shared.network.client import Away
from shared.network.consumer import listened_to
from shared.observing import faults
from shared.observing.metrics import CONTENT_TYPE

NOBODY = 2
"""So many times as long as a holder of the lease may be silent, and there is none."""
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


def health_route(running: Running) -> HttpHandler:
    """Not alive is what only a restart helps."""

    @get(include_in_schema=False)
    async def health(_: Scope) -> AsgiResponse:
        if running.line.given_up:
            return _json({"alive": False, "problem": "NATS was lost, and nobody reconnects any more."}, 503)
        return _json({"alive": True}, 200)

    return health


def ready_route(running: Running) -> HttpHandler:
    behind = Behind()

    @get(include_in_schema=False)
    async def ready(_: Scope) -> AsgiResponse:
        problems, numbers, parked = await problems_of(running, behind)
        told = {"service": running.service.name, "ready": not problems, "problems": problems}
        told |= {"leads": running.lease.held, "behind": numbers, "parked": parked}
        told |= {"parted": running.parted is not None, "sending_held": running.held}
        return _json(told, 503 if problems else 200)

    return ready


def metrics_route(running: Running) -> HttpHandler:
    @get(include_in_schema=False)
    async def metrics(_: Scope) -> AsgiResponse:
        running.metrics.parked.set(await asyncio.to_thread(_parked, running))
        return AsgiResponse(running.metrics.page(), 200, {"Content-Type": CONTENT_TYPE})

    return metrics


async def problems_of(running: Running, behind: Behind) -> tuple[list[str], dict[str, int | str], Mapping[str, int]]:
    """What is in the way, how many facts of each producer are not applied here (or that it is away), and how many are
    parked for which cause."""
    problems = [*running.troubles.values(), *([running.parted] if running.parted else [])]
    if any(task.done() for task in running.perpetual):
        problems.append("A part that must always run has ended. Please restart the service.")
    if running.lease.silence > running.settings.lease_seconds * NOBODY:
        problems.append("No replica leads: nothing is sent and no deadline is checked.")
    positions: dict[str, int] = {}
    parked: Mapping[str, int] = {}
    try:
        async with asyncio.timeout(3):
            positions, parked = await running.writer.do(_looked_at)
    except TimeoutError:
        problems.append("The database does not answer.")
    except Exception as trouble:
        problems.append(f"The database takes nothing ({faults.kind_of(trouble)}). Is its disk full?")
    if not await _answers(running.client.connection):
        problems.append("NATS is not connected.")
        return problems, {}, parked
    producers = listened_to(running.service)
    numbers: dict[str, int | str] = {}
    for producer, last in zip(producers, await asyncio.gather(*(_last(running, p) for p in producers)), strict=True):
        applied = positions.get(producer, 0)
        if last is None:
            numbers[producer] = "away"
            continue
        numbers[producer] = last - applied
        if behind.stuck(producer, applied, last):
            problems.append(f"{last - applied} facts of {producer} wait, and it does not go on.")
    return problems, numbers, parked


def _looked_at(tx: Connection) -> tuple[dict[str, int], Counter[str]]:
    """How far we are with each producer, and how many facts are parked for which cause. Writes, for a database that
    only reads is not fit for work."""
    identity.write(tx)
    return inbox.applied(tx), Counter(row.cause for row in inbox.parked(tx) if row.state != "waiting")


async def _answers(connection: NatsConnection | None) -> bool:
    """A round trip: a server that hangs keeps its connections open."""
    if connection is None or not connection.is_connected:
        return False
    try:
        await connection.flush(timeout=1)
    except nats.errors.Error:
        return False
    return True


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
