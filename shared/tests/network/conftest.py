"""How are the tiny services run? As real processes under uvicorn, each on databases of its own, on a real NATS."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from deploy.servers import NatsServer, nats_server
from deploy.waiting import free_port, wait_until
from shared.database.tables import KERNEL
from shared.history import identity
from shared.network.client import Client, client
from sqlalchemy import create_engine

from .tiny.kitchen import KITCHEN
from .tiny.orders import ORDERS

HERE = Path(__file__).parent

SERVICES = {service.name: service for service in (ORDERS, KITCHEN)}


@dataclass
class Replica:
    """One process. Its log is in `log`."""

    service: str
    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def get(self, path: str) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except OSError:
            return 0, b"{}"

    def wait_ready(self) -> None:
        wait_until(
            lambda: self.process.poll() is not None or self.get("/ready")[0] == 200,
            20,
            what=f"{self.service} to be ready",
        )
        assert self.process.poll() is None, self.log.read_text()[-3000:]

    @property
    def ready(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.get("/ready")[1])
        return found

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(10)


@dataclass
class Town:
    """Services on one NATS."""

    nats: NatsServer
    folder: Path
    replicas: list[Replica] = field(default_factory=list)

    @property
    def nats_url(self) -> str:
        return self.nats.url

    def __getitem__(self, service: str) -> Replica:
        """The last one that was started."""
        return next(replica for replica in reversed(self.replicas) if replica.service == service)

    def environment(self, service: str, **more: str) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": str(HERE),
            "ENVIRONMENT": "test",
            "DATABASE_URL": f"sqlite:///{self.folder / service}.db",
            "KEYS_URL": f"sqlite:///{self.folder / service}-keys.db",
            "MASTER_KEY_FILE": str(self.folder / "master.key"),
            "NATS_URL": self.nats_url,
            "DOCUMENTS_URL": (self.folder / "documents").as_uri(),
            "LEASE_SECONDS": "1",
            "TICK_SECONDS": "0.5",
            **more,
        }

    def create(self, service: str) -> None:
        engine = create_engine(f"sqlite:///{self.folder / service}.db")
        KERNEL.create_all(engine)
        SERVICES[service].metadata.create_all(engine)
        with engine.begin() as tx:
            if not identity.all_of(tx):
                identity.begin(tx, identity.MADE_WITH_THE_DATABASE, datetime.now(UTC))
        engine.dispose()

    def start(self, service: str, *, wait: bool = True, **more: str) -> Replica:
        self.create(service)
        port, log = free_port(), self.folder / f"{service}-{len(self.replicas)}.log"
        command = [sys.executable, "-m", "uvicorn", f"tiny.{service}:app", "--port", str(port), "--loop", "uvloop"]
        with log.open("wb") as out:
            process = subprocess.Popen(
                [*command, "--lifespan", "on", "--no-access-log"],
                env=self.environment(service, **more),
                stdout=out,
                stderr=out,
            )
        replica = Replica(service, process, port, log)
        self.replicas.append(replica)
        if wait:
            replica.wait_ready()
        return replica

    def end(self) -> None:
        for replica in self.replicas:
            if replica.process.poll() is None:
                replica.kill()


@pytest.fixture
def town(tmp_path: Path, nats_server: NatsServer) -> Iterator[Town]:
    """Nothing runs yet but NATS, which may be killed."""
    made = Town(nats_server, tmp_path)
    yield made
    made.end()


@pytest.fixture(scope="module")
def busy_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Orders and kitchen, for all tests of a module; each may kill what it brings back."""
    folder = tmp_path_factory.mktemp("town")
    with nats_server(folder / "nats", own=True) as server:
        made = Town(server, folder)
        for service in SERVICES:
            made.start(service, wait=False)
        for replica in made.replicas:
            replica.wait_ready()
        yield made
        made.end()


@pytest.fixture
async def gateway(request: pytest.FixtureRequest) -> AsyncIterator[Client]:
    """Asks and commands, in the town of the test."""
    name = "busy_town" if "busy_town" in request.fixturenames else "town"
    async with client(request.getfixturevalue(name).nats_url, "gateway") as made:
        yield made
