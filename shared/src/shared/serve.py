"""How does a service run? `app = serve(CASES)`, served by uvicorn: one process is one replica.

Opened before the start is reported: settings, database, keys, the writer. Then NATS, as soon as it is there. Every
replica answers commands and questions; the rest is done by the one with the lease. Stopped the other way round.
"""

import asyncio
import gc
import os
import signal
import uuid
from functools import partial
from typing import Any

import structlog
from faststream.asgi import AsgiFastStream
from faststream.nats import NatsBroker
from sqlalchemy import inspect

from shared.actor import the_service
from shared.clock import Clock
from shared.database.engine import Database
from shared.database.lease import Lease
from shared.database.tables import KERNEL
from shared.database.trouble import is_of_the_database
from shared.hosting import built_in_questions as standing
from shared.hosting import describing, guarding
from shared.hosting.readiness import health_route, metrics_route, ready_route
from shared.hosting.running import Running, for_ever, lead
from shared.network import bus
from shared.network.client import Client
from shared.observing import faults
from shared.observing.metrics import Metrics
from shared.observing.telemetry import configure
from shared.privacy.documents import Documents
from shared.privacy.vault import KeyNotHeld, Vault
from shared.service import NotFound, Service
from shared.settings import Settings, SettingsWrong, read_settings
from shared.writing.answering import Answering
from shared.writing.writer import Writer

log = structlog.get_logger()

QUESTION_WORKERS = 32


class SchemaBehind(Exception):
    """The database has not the shape that the code expects."""


class Served(AsgiFastStream):
    """Opens the service when the server starts, not when the module is imported; says plainly why it cannot."""

    def __init__(self, service: Service, settings: type[Settings]) -> None:
        super().__init__(logger=None)
        self._service = service
        self._settings = settings
        self.opened: Running | None = None
        self._broker: NatsBroker | None = None
        self.after_startup(self._begin)
        self.on_shutdown(self._end)
        self.after_shutdown(self._close)

    async def lifespan(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            self._open()
        except Exception as wrong:
            await receive()
            await send({"type": "lifespan.startup.failed", "message": _why_not(self._service.name, wrong)})
            return
        try:
            await super().lifespan(scope, receive, send)
        except Exception:
            log.exception("The service cannot go on")
            os.kill(os.getpid(), signal.SIGTERM)  # or uvicorn would go on with nothing behind it
            raise

    def _open(self) -> None:
        service, settings = self._service, read_settings(self._settings)
        configure(service.name, settings)
        database = Database(settings.database_url)
        _check_schema(database, service)
        vault = Vault(settings.keys_url, settings.master_key())
        clock, metrics, client, committed = Clock(settings), Metrics(), Client(), asyncio.Event()
        documents = Documents(settings.documents_url) if settings.documents_url else None
        keys = partial(_key, client, service)
        writer = Writer(service, database, vault, clock, ask_for_key=keys, committed=committed.set)
        self.opened = running = Running(
            service=service,
            settings=settings,
            database=database,
            vault=vault,
            clock=clock,
            writer=writer,
            answering=Answering(service, database, vault, clock, documents=documents, ask_for_key=keys),
            lease=Lease(database, service.name, uuid.uuid4().hex, seconds=settings.lease_seconds),
            client=client,
            metrics=metrics,
            documents=documents,
            committed=committed,
        )
        gc.collect()
        gc.freeze()  # what is there from the start stays: looking through it again and again costs 0.1 s each time
        writer.start()
        self._broker = _answering_broker(running)
        self.add_broker(self._broker)
        self.mount("/health", health_route(running))
        self.mount("/ready", ready_route(running))
        self.mount("/metrics", metrics_route(running))
        if settings.environment != "production":
            self.routes += describing.routes(service)

    async def _begin(self) -> None:
        """The broker is connected."""
        assert self.opened is not None
        assert self._broker is not None
        bus.hold(self._broker, self.opened.line)
        self.opened.client.connection = self._broker.connection
        running = self.opened
        running.perpetual += [
            asyncio.create_task(for_ever(running, guarding.watch)),
            asyncio.create_task(for_ever(running, _lead_when_fit)),
        ]
        self._comparing = asyncio.create_task(guarding.compare_with_stream(running))

    async def _end(self) -> None:
        """The lease is given back; nothing new is taken, and what was taken is answered."""
        assert self.opened is not None
        assert self._broker is not None
        for task in self.opened.perpetual:
            task.cancel()
        await asyncio.gather(*self.opened.perpetual, return_exceptions=True)
        await bus.drain(self._broker)

    async def _close(self) -> None:
        assert self.opened is not None
        await self.opened.writer.stop()
        self.opened.answering.close()
        self.opened.vault.close()
        self.opened.database.close()


def _why_not(service_name: str, wrong: Exception) -> str:
    """In a sentence, for whoever starts it. Then the process ends, and who supervises it starts it again."""
    match wrong:
        case SettingsWrong() | SchemaBehind():
            return str(wrong)
        case _ if is_of_the_database(wrong):
            return f"{service_name} cannot start: its database does not answer ({faults.kind_of(wrong)})."
        case _:
            return f"{service_name} cannot start: {faults.place_of(wrong)} (reference {faults.report(wrong)})."


def serve(service: Service, settings: type[Settings] = Settings) -> AsgiFastStream:
    return Served(service, settings)


def _answering_broker(running: Running) -> NatsBroker:
    service, settings, metrics = running.service, running.settings, running.metrics
    broker = bus.broker_for(settings.nats_url, service.name, running.line)
    bus.answer_commands(
        broker,
        service,
        partial(guarding.execute, running),
        workers=settings.commands_workers,
        count=lambda name, result: metrics.commands.labels(name, result).inc(),
    )
    asked = dict.fromkeys(service.answers, running.answering.answer)
    for question, deed in (asked | standing.deeds(running)).items():
        bus.answer_question(
            broker,
            service.name,
            question,
            deed,
            workers=QUESTION_WORKERS,
            count=lambda name, result: metrics.questions.labels(name, result).inc(),
        )
    return broker


async def _lead_when_fit(running: Running) -> None:
    """Whose history is behind what others know of it tells nothing and applies nothing; who is cut off from NATS can do
    neither."""
    while True:
        await running.fit.wait()
        await running.line.while_there(partial(running.lease.hold, partial(lead, running)))


async def _key(client: Client, service: Service, subject: str) -> bytes | None:
    """Asked of the service that owns the keys of cases."""
    if service.keys_of is None:
        raise KeyNotHeld(subject)
    try:
        return await client.key(service.keys_of, subject, the_service(service.name))
    except NotFound:  # its owner has none, and will have none later
        raise KeyNotHeld(subject) from None


def _check_schema(database: Database, service: Service) -> None:
    with database.read() as tx:
        seen = inspect(tx)
        there = {table: {column["name"] for column in seen.get_columns(table)} for table in seen.get_table_names()}
    behind = [
        table.name
        for table in (*KERNEL.tables.values(), *service.metadata.tables.values())
        if not {column.name for column in table.columns} <= there.get(table.name, set())
    ]
    if behind:
        raise SchemaBehind(
            f"The database of {service.name} is behind this version ({', '.join(sorted(behind))}). "
            f"Please bring it up to date first, with: dhr migrate {service.name}"
        )
