"""Does every replica come back by itself, whatever becomes of the message servers, and does one that is cut off let
another lead?"""

import asyncio
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import pytest
from deploy.servers import NatsServer
from deploy.servers.nats import binary
from deploy.tether import tied
from deploy.waiting import answers, eventually, free_port, wait_until
from nats.aio.client import Client as Connection
from shared.network import line as lines
from shared.network.bus import connect
from shared.network.client import client
from shared.network.line import Line, credentials, options

from .conftest import Replica, Town
from .tiny.asking import order, total

pytestmark = pytest.mark.servers

USERS = ("orders", "kitchen", "gateway")


@dataclass
class Cluster:
    """Three servers, each with what the others need to find it."""

    folder: Path
    ports: Sequence[int]
    processes: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    def url(self, user: str, which: Sequence[int] = (0, 1, 2)) -> str:
        return ",".join(f"nats://{user}:{user}-word@127.0.0.1:{self.ports[number]}" for number in which)

    def start(self, *which: int) -> None:
        program = binary()
        assert program is not None
        for number in which:
            file = self.folder / f"nats-{number}.conf"
            with (self.folder / f"nats-{number}.log").open("ab") as log:
                command = tied([str(program), "-c", str(file)])
                self.processes[number] = subprocess.Popen(command, stdout=log, stderr=log)
        wait_until(lambda: all(answers(self.ports[number]) for number in which), what="the servers to listen")

    def kill(self, *which: int) -> None:
        for number in which:
            process = self.processes.pop(number)
            process.kill()
            process.wait()


@contextmanager
def clustered(folder: Path) -> Iterator[Cluster]:
    ports, routes = [free_port() for _ in range(3)], [free_port() for _ in range(3)]
    others = ", ".join(f'"nats://127.0.0.1:{port}"' for port in routes)
    users = ", ".join(f'{{ user: "{user}", password: "{user}-word" }}' for user in USERS)
    for number in range(3):
        (folder / f"nats-{number}.conf").write_text(f"""\
listen: "127.0.0.1:{ports[number]}"
server_name: "n{number}"
jetstream {{ store_dir: "{folder / f"store-{number}"}" }}
cluster {{ name: "three", listen: "127.0.0.1:{routes[number]}", routes: [{others}] }}
authorization {{ users = [{users}] }}
""")
    made = Cluster(folder, ports)
    made.start(0, 1, 2)
    try:
        yield made
    finally:
        made.kill(*made.processes)


def connected(replica: Replica) -> bool:
    return "NATS is not connected." not in replica.ready.get("problems", ["NATS is not connected."])


async def test_every_replica_comes_back_by_itself_from_a_cluster_that_was_killed(tmp_path: Path) -> None:
    with clustered(tmp_path) as cluster:
        town = Town(NatsServer("", *[lambda: None] * 3), tmp_path)
        try:
            for service in ("orders", "kitchen", "orders", "kitchen"):
                town.start(service, wait=False, NATS_URL=cluster.url(service))
            async with client(cluster.url("gateway", [0]), "gateway") as gateway:
                for which in ((0, 1, 2), (1, 2), (0, 1, 2)):
                    await eventually(lambda: all(connected(one) for one in town.replicas), 60, what="all to connect")
                    cluster.kill(*which)
                    if len(which) == 3:
                        await eventually(lambda: not any(connected(one) for one in town.replicas), what="all to notice")
                    cluster.start(*which)
                await eventually(lambda: all(connected(one) for one in town.replicas), 60, what="all to come back")
                assert all(one.get("/health")[0] == 200 for one in town.replicas)
                await order(gateway, dishes=3)

                async def arrived() -> bool:
                    return (await total(gateway)).plates == 3

                await eventually(arrived, 60, what="the facts to arrive")
        finally:
            town.end()


class Cable:
    """Between one replica and NATS; it can be cut."""

    def __init__(self, port: int) -> None:
        self.port, self._to = free_port(), port
        self._ends: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def plug_in(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)

    async def __aenter__(self) -> Self:
        await self.plug_in()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.cut()

    async def cut(self) -> None:
        assert self._server is not None
        self._server.close()
        for end in tuple(self._ends):
            end.transport.abort()
        await self._server.wait_closed()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._to)
        self._ends |= {writer, back}
        await asyncio.gather(_copy(reader, back), _copy(there, writer), return_exceptions=True)
        self._ends -= {writer, back}
        for end in (writer, back):
            end.transport.abort()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(65536):
        writer.write(piece)
        await writer.drain()
    writer.close()


async def test_a_leader_that_is_cut_off_from_nats_lets_another_lead(town: Town) -> None:
    port = urlsplit(town.nats_url).port
    assert port is not None
    async with Cable(port) as cable:
        cut_off = await asyncio.to_thread(town.start, "orders", NATS_URL=f"nats://127.0.0.1:{cable.port}")
        await eventually(lambda: asyncio.to_thread(leads, cut_off), what="the first to lead")
        other = await asyncio.to_thread(town.start, "orders")
        assert not await asyncio.to_thread(leads, other)
        await cable.cut()
        await eventually(lambda: asyncio.to_thread(leads, other), 30, what="the other to lead")
        assert not await asyncio.to_thread(leads, cut_off)
        assert (await asyncio.to_thread(cut_off.get, "/health"))[0] == 200  # it still tries
        await cable.plug_in()
        await eventually(lambda: asyncio.to_thread(connected, cut_off), 30, what="it to come back")
        town.end()


def leads(replica: Replica) -> bool:
    return bool(replica.ready.get("leads"))


def test_the_user_and_the_password_are_good_for_servers_that_the_cluster_tells_of() -> None:
    url = "nats://orders:word@one:4222, nats://orders:word@two:4222"
    assert options(url, "orders", Line())["servers"] == ["nats://one:4222", "nats://two:4222"]
    assert credentials(url) == ("orders", "word")
    assert credentials("nats://one:4222") is None
    with pytest.raises(ValueError, match="several users"):
        credentials("nats://a:b@one:4222,nats://c:d@two:4222")


async def test_nobody_is_alive_who_does_not_try_to_reconnect(nats_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line()
    connection = await connect(nats_url, "orders", line)
    assert (line.given_up, line.away) == (False, 0.0)
    await line.disconnected()
    await connection.close()
    assert line.given_up
    line = Line(connection=Connection())  # neither connected nor closed: its reconnecting has ended in an error
    assert not line.given_up
    monkeypatch.setattr(lines, "GIVEN_UP", 0.0)
    assert line.given_up


async def test_a_client_whose_connection_has_ended_for_good_makes_a_new_one(nats_url: str) -> None:
    async with client(nats_url, "gateway") as gateway:
        first = gateway.connection
        assert first is not None
        await first.close()
        await eventually(lambda: gateway.connected, what="a new connection")
        assert gateway.connection is not first
