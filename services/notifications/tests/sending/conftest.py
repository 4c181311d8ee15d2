"""The service as it runs, but for the message server: its writer, reader and sender on databases of both kinds."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Literal
from uuid import uuid4

import pytest
import trustme
from notifications.service import NOTIFICATIONS
from notifications.settings import NotificationSettings
from pydantic import AnyHttpUrl
from shared.clock import Clock
from shared.database.engine import Database
from shared.database.lease import Lease
from shared.database.migrations import migrate
from shared.hosting.running import Running
from shared.network.client import Client
from shared.observing.metrics import Metrics
from shared.privacy.documents import Documents
from shared.privacy.vault import Vault
from shared.writing.answering import Answering
from shared.writing.writer import Writer

from .asking import OUTSIDE, enter
from .made_up import CASE, LINK_KEY
from .mailbox import Mailbox, serving
from .world import CASE_KEY, Calendar, World


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


@pytest.fixture
async def world(
    new_database: Callable[[], str], tmp_path: Path, authority: trustme.CA, ca_file: str
) -> AsyncIterator[World]:
    url, keys_url = new_database(), new_database()
    migrate(url, "notifications")
    calendar, master_key = Calendar(), os.urandom(32)
    security: Literal["starttls"] = "starttls"
    async with AsyncExitStack() as stack:
        mailbox = await stack.enter_async_context(serving(Mailbox(), authority))
        (tmp_path / "master.key").write_bytes(master_key)
        (tmp_path / "master.key").chmod(0o600)
        settings = NotificationSettings(
            environment="test",
            database_url=url,
            keys_url=keys_url,
            nats_url="nats://localhost:1",
            master_key_file=tmp_path / "master.key",
            smtp_host="localhost",
            smtp_port=mailbox.port,
            smtp_security=security,
            smtp_ca_file=Path(ca_file),
            smtp_sink_host="localhost",
            mail_from="reviews@county.example",
            public_url=AnyHttpUrl("https://reviews.county.example/"),
            evaluation_link_key=LINK_KEY,
        )

        async def replica() -> World:
            database, vault, clock = Database(url), Vault(keys_url, master_key), Clock(calendar)
            stack.callback(database.close)
            stack.callback(vault.close)

            async def key_of(subject: str) -> bytes | None:
                assert subject == f"case-{CASE}"
                return CASE_KEY

            writer = Writer(NOTIFICATIONS, database, vault, clock, ask_for_key=key_of)
            answering = Answering(NOTIFICATIONS, database, vault, clock, ask_for_key=key_of)
            stack.callback(answering.close)
            writer.start()
            stack.push_async_callback(writer.stop)
            running = Running(
                service=NOTIFICATIONS,
                settings=settings,
                database=database,
                vault=vault,
                clock=clock,
                writer=writer,
                answering=answering,
                lease=Lease(database, "notifications", uuid4().hex),
                client=Client(),
                metrics=Metrics(),
                documents=Documents((tmp_path / "documents").as_uri()),
                committed=asyncio.Event(),
            )
            return World(running, settings, mailbox, calendar, replica)

        yield await replica()


@pytest.fixture
async def addressed(world: World) -> World:
    for kind, address in OUTSIDE.items():
        await enter(world, kind, address)
    return world
