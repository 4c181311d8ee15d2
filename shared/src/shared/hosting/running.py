"""What does a running service have in its hands, and what does the replica that leads do?"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

import structlog
from nats.aio.client import Client as Connection

from shared.actor import the_service
from shared.clock import Clock
from shared.database.engine import Database
from shared.database.lease import Lease
from shared.history import identity, inbox
from shared.message import Command
from shared.network.client import Client
from shared.network.consumer import Consumer
from shared.network.line import Line
from shared.network.relay import relay
from shared.observing.metrics import Metrics
from shared.privacy.documents import Documents
from shared.privacy.vault import Vault
from shared.service import Service
from shared.settings import Settings
from shared.wire import Envelope, Reply, new_command_id
from shared.writing.answering import Answering
from shared.writing.writer import Writer

log = structlog.get_logger()

SOON, LATER = 5.0, 300.0
"""Seconds between two attempts at what the database was to blame for."""
AT_ONCE = 200
"""So many of the ticker's commands wait at the writer together."""


@dataclass(slots=True, kw_only=True)
class Running:
    """Handed to each of the service's workers: `async def worker(running: Running) -> None`."""

    service: Service
    settings: Settings
    database: Database
    vault: Vault
    clock: Clock
    writer: Writer
    answering: Answering
    lease: Lease
    client: Client
    metrics: Metrics
    committed: asyncio.Event
    """Set after commits that added to the feed."""
    line: Line = field(default_factory=Line)
    documents: Documents | None = None
    parted: str | None = None
    """Why nothing may be changed, in plain words: others know more of our history than we do."""
    held: bool = False
    """Sending waits until a person has checked it: `dhr release`."""
    fit: asyncio.Event = field(default_factory=asyncio.Event)
    unfit: asyncio.Event = field(default_factory=asyncio.Event)
    compared: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once our history was compared with what NATS has of it, or NATS did not say in time."""
    perpetual: list[asyncio.Task[None]] = field(default_factory=list)
    """What must never end while the service runs."""
    troubles: dict[str, str] = field(default_factory=dict)
    """What readiness tells, in plain words, by what is in trouble."""

    async def execute(self, command: Command, id: str | None = None) -> Reply:
        """A command of the service to itself. With the same `id` it is done once."""
        actor = the_service(self.service.name)
        return await self.writer.execute(Envelope(id=id or new_command_id(), actor=actor, command=command))

    @property
    def connection(self) -> Connection:
        """To NATS: there while this replica leads."""
        assert self.client.connection is not None
        return self.client.connection

    def learn(self, parted: str | None, held: bool) -> None:
        """What is on record of our history."""
        self.parted, self.held = parted, held
        now, before = (self.unfit, self.fit) if parted else (self.fit, self.unfit)
        before.clear()
        now.set()

    def trouble(self, name: str, words: str | None) -> None:
        if words is None:
            self.troubles.pop(name, None)
        else:
            self.troubles[name] = words


async def lead(running: Running) -> None:
    """All that one replica alone may do, until it is cancelled."""
    work: list[Callable[[Running], Awaitable[None]]] = [_relay, _consumer, _retry_parked, *running.service.workers]
    if running.service.tick is not None:
        work.append(_ticker)
    running.metrics.leading.set(1)
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_end_when_parted(running))
            for worker in work:
                tasks.create_task(for_ever(running, worker))
    finally:
        running.metrics.leading.set(0)
        running.troubles.clear()


async def _end_when_parted(running: Running) -> None:
    await running.unfit.wait()
    raise identity.Parted(running.service.name)


async def _relay(running: Running) -> None:
    await relay(
        running.service.name,
        running.connection,
        running.writer,
        running.committed,
        running.metrics,
        partial(running.trouble, "relay"),
    )


async def _consumer(running: Running) -> None:
    consumer = Consumer(running.service, running.connection, running.writer, running.metrics, running.trouble)
    await consumer.run()


async def _retry_parked(running: Running) -> None:
    """What the database was to blame for, in growing intervals, until it is applied."""
    pause = SOON
    while True:
        await asyncio.sleep(pause)
        with running.database.read() as tx:
            tried = [row for row in inbox.parked(tx) if row.state == "retrying"]
        pause = min(pause * 2, LATER) if tried else SOON
        if tried:
            await running.writer.retry_all(lambda row: row.state == "retrying")


async def for_ever(running: Running, worker: Callable[[Running], Awaitable[None]]) -> None:
    """One that fails is started again, after waits that grow, and does not take the others with it."""
    name = worker.__name__.strip("_")
    pause = 0.2
    while True:
        started = asyncio.get_running_loop().time()
        try:
            await worker(running)
            return
        except Exception:
            running.trouble(name, f"The {name.replace('_', ' ')} fails and is tried again.")
            with suppress(Exception):  # nothing here may end the loop
                log.exception("A worker has failed and starts again", worker=name)
        if asyncio.get_running_loop().time() - started > 60:
            pause = 0.2
        await asyncio.sleep(pause)
        running.trouble(name, None)
        pause = min(pause * 2, 30.0)


async def _ticker(running: Running) -> None:
    """Time is a command. What has been said once changes nothing the second time, so each gets an id of its own."""
    tick = running.service.tick
    assert tick is not None
    while True:
        commands = await running.answering.read(tick, the_service(running.service.name))
        for at in range(0, len(commands), AT_ONCE):
            replies = await asyncio.gather(*map(running.execute, commands[at : at + AT_ONCE]))
            for reply in replies:
                if reply.fault:
                    log.warning("The ticker met a fault", reference=reply.fault)
        await asyncio.sleep(running.settings.tick_seconds)
