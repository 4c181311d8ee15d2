"""What is answered while PostgreSQL is away for some seconds?"""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from deploy.servers import PostgresServer
from deploy.waiting import free_port, wait_until

from tests.journeys import furniture
from tests.journeys.test_main_job import PART_ONE
from tests.journeys.whole import Whole, given_servers, whole_system

SECONDS_AWAY = 5.0
PATIENCE = 60


class Road:
    """The way to a server, which can be cut: open connections end, and new ones are refused."""

    def __init__(self, host: str, port: int) -> None:
        self._to = (host, port)
        self.port = free_port()
        self._open: list[socket.socket] = []
        self._all: list[socket.socket] = []
        self.mend()

    def mend(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port), backlog=128)
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def cut(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        while self._open:
            with suppress(OSError):
                self._open.pop().shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.cut()
        for each in self._all:
            each.close()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                here, _ = listener.accept()
                there = socket.create_connection(self._to)
                self._open += [here, there]
                self._all += [here, there]
                for ends in ((here, there), (there, here)):
                    threading.Thread(target=_carry, args=ends, daemon=True).start()


def _carry(start: socket.socket, end: socket.socket) -> None:
    with suppress(OSError):
        while data := start.recv(65_536):
            end.sendall(data)
    for each in (start, end):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def road(postgres: PostgresServer) -> Iterator[Road]:
    where = urlsplit(postgres.url)
    assert where.hostname
    assert where.port
    made = Road(where.hostname, where.port)
    yield made
    made.close()


@pytest.fixture
def system(postgres: PostgresServer, road: Road, tmp_path: Path) -> Iterator[Whole]:
    at = urlsplit(postgres.url)
    user = at.netloc.rpartition("@")[0]
    url = at._replace(netloc=f"{user}@127.0.0.1:{road.port}").geturl()
    with (
        given_servers(tmp_path) as servers,
        whole_system(tmp_path / "whole", date(2026, 3, 2), servers=servers | {"DATABASE_URL": url}) as running,
    ):
        furniture.recipients(running)
        yield running


def test_a_database_that_is_away_for_seconds_is_no_fault(system: Whole, road: Road) -> None:
    """503 and "try again", never 500; readiness says it in words; then everything goes on by itself."""
    police, manager = system.person("police"), system.person("manager")
    signed = {"Authorization": f"Bearer {police.token}"}
    codes: set[int] = set()
    road.cut()
    end = time.monotonic() + SECONDS_AWAY
    while time.monotonic() < end:
        reply = police.http.post("/api/v1/cases/notify-death", json=PART_ONE, headers=signed)
        if reply.status_code == 503:
            assert "try again" in reply.json()["detail"].lower()
        codes |= {reply.status_code, manager.http.get("/cases").status_code, manager.page("/tracker").status_code}
    assert codes == {503}, codes
    state = httpx2.get(f"{system.url}/healthz").json()["services"]
    assert set(state.values()) == {"not ready", "the database is not reached"}
    road.mend()
    wait_until(lambda: httpx2.get(f"{system.url}/healthz").status_code == 200, PATIENCE)
    for _ in range(10):  # no connection of before is left in any pool
        assert manager.http.get("/cases").status_code == 200
    police.do("cases", "notify-death", **PART_ONE)
    wait_until(lambda: manager.ask("tracker", "tracker-list", size=200)["total"] == 1, PATIENCE)
    wait_until(lambda: len(system.mail()) == 5, PATIENCE)
