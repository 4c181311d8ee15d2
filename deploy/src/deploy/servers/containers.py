"""How are the servers had from a Docker engine?"""

import importlib.util
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from deploy.servers.nats import NatsServer
from deploy.servers.postgres import UNSAFE_BUT_QUICK, NoServer, PostgresServer
from deploy.waiting import free_port, speaks, wait_until

NATS_IMAGE = "nats:2.15-alpine"
POSTGRES_IMAGE = "postgres:18-alpine"


def engine_answers() -> bool:
    try:
        _need_an_engine()
    except NoServer:
        return False
    return True


def _need_an_engine() -> None:
    if importlib.util.find_spec("testcontainers") is None:  # a production install does not have it
        raise NoServer("Run `uv sync`: it installs testcontainers, by which a Docker engine is used.")
    address = urlsplit(os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock"))
    try:
        if address.scheme == "unix":
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(2)
                line.connect(address.path)
        else:
            socket.create_connection((address.hostname or "", address.port or 2375), timeout=2).close()
    except OSError:
        raise NoServer("No Docker engine answers. Start one, or unset TEST_SERVERS.") from None


def _without_the_reaper() -> None:
    """Each server is removed when its session ends, without the helper container of testcontainers."""
    from testcontainers.core.config import testcontainers_config

    testcontainers_config.ryuk_disabled = True


@contextmanager
def nats_server(port: int | None = None) -> Iterator[NatsServer]:
    _need_an_engine()
    _without_the_reaper()
    from testcontainers.core.container import DockerContainer

    port = port or free_port()
    running: list[DockerContainer] = []

    def fresh() -> None:
        container = DockerContainer(os.environ.get("NATS_IMAGE", NATS_IMAGE))
        container.with_command("-js -sd /tmp/jetstream").with_bind_ports(4222, port)
        running.append(container.start())
        _wait_for(port)

    def kill() -> None:
        running[0].get_wrapped_container().kill()

    def start() -> None:
        running[0].get_wrapped_container().start()
        _wait_for(port)

    def lose_data() -> None:
        running.pop().stop()
        fresh()

    fresh()
    try:
        yield NatsServer(f"nats://127.0.0.1:{port}", start, kill, lose_data)
    finally:
        while running:
            running.pop().stop()


def _wait_for(port: int) -> None:
    wait_until(lambda: speaks(port), 60, what="the NATS container to listen")


@contextmanager
def postgres_server(*, durable: bool) -> Iterator[PostgresServer]:
    _need_an_engine()
    _without_the_reaper()
    from testcontainers.community.postgres import PostgresContainer

    image = os.environ.get("POSTGRES_IMAGE", POSTGRES_IMAGE)
    container = PostgresContainer(image, username="postgres", password="postgres", dbname="postgres", driver="psycopg")
    settings = ["max_connections=200", *(() if durable else UNSAFE_BUT_QUICK)]
    container.with_command("postgres " + " ".join(f"-c {setting}" for setting in settings))
    with container as server:
        yield PostgresServer(server.get_connection_url())
