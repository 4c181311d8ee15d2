"""Which servers may a test ask for? The fixtures of all test folders; where the servers come from says deploy.servers.

nats_url        a NATS server for the whole session
nats_server     one of its own, to be killed (`kill`, `start`, `lose_data`)
postgres        the session's PostgreSQL server
new_database    makes empty databases; the test runs once on SQLite and once on PostgreSQL
database_url    one such database
postgres_url    an empty PostgreSQL database
"""

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from deploy.servers import NatsServer, PostgresServer, nats_server, postgres_server
from deploy.waiting import eventually, free_port, wait_until
from sqlalchemy import create_engine, make_url

__all__ = ["eventually", "free_port", "wait_until"]

type NewDatabase = Callable[[], str]


@pytest.fixture(scope="session")
def nats_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with nats_server(tmp_path_factory.mktemp("nats")) as server:
        yield server.url


@pytest.fixture(name="nats_server")
def own_nats_server(tmp_path: Path) -> Iterator[NatsServer]:
    with nats_server(tmp_path / "nats", own=True) as server:
        yield server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        yield server


@pytest.fixture
def new_postgres_database(postgres: PostgresServer) -> Iterator[NewDatabase]:
    made: list[str] = []
    admin = create_engine(postgres.url, isolation_level="AUTOCOMMIT")

    def new() -> str:
        name = f"test_{os.getpid()}_{uuid.uuid4().hex[:12]}"
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} STRATEGY FILE_COPY")
        made.append(name)
        return make_url(postgres.url).set(database=name).render_as_string(hide_password=False)

    yield new
    with admin.connect() as connection:
        for name in made:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> NewDatabase:
    if request.param == "postgresql":
        made: NewDatabase = request.getfixturevalue("new_postgres_database")
        return made
    return lambda: f"sqlite:///{tmp_path / uuid.uuid4().hex}.db"


@pytest.fixture
def database_url(new_database: NewDatabase) -> str:
    return new_database()


@pytest.fixture
def postgres_url(new_postgres_database: NewDatabase) -> str:
    return new_postgres_database()


NEED_A_SERVER = {"nats_url", "nats_server", "postgres"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that ask for a server are marked `servers`, so that `make test-servers` finds them."""
    for item in items:
        named = not NEED_A_SERVER.isdisjoint(getattr(item, "fixturenames", ()))
        if named or _on_postgresql(item) or "tests/journeys" in item.path.as_posix():
            item.add_marker(pytest.mark.servers)


def _on_postgresql(item: pytest.Item) -> bool:
    """`new_database` asks for the server only in the half of its tests that run on PostgreSQL."""
    parameters = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    return parameters.get("new_database") == "postgresql"
