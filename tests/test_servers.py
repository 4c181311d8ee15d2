"""Do the servers that tests stand on do what they promise?"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import nats
import pytest
from deploy.servers import NatsServer, NoServer, postgres_server
from deploy.servers import nats_server as ladder
from deploy.waiting import answers, eventually, wait_until
from sqlalchemy import create_engine, text


def test_each_test_gets_an_empty_database(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as tx:
        tx.execute(text("CREATE TABLE only_here (id INTEGER)"))
    engine.dispose()


async def test_nats_keeps_its_stream_through_a_kill_and_loses_it_when_told(nats_server: NatsServer) -> None:
    connection = await nats.connect(nats_server.url, max_reconnect_attempts=-1, reconnect_time_wait=0.05)
    stream = connection.jetstream(timeout=0.3)

    async def has_streams(expected: int) -> bool:
        try:
            return len(await stream.streams_info()) == expected
        except (nats.errors.Error, TimeoutError):
            return False

    await stream.add_stream(name="kept", subjects=["kept"])
    nats_server.kill()
    nats_server.start()
    await eventually(lambda: has_streams(1))
    nats_server.lose_data()
    await eventually(lambda: has_streams(0))
    await connection.close()


def test_a_server_given_by_its_address_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NATS_URL", "nats://somewhere:4222")
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://somewhere/reviews")
    with ladder(tmp_path) as nats_there, postgres_server() as postgres_there:
        assert nats_there.url == "nats://somewhere:4222"
        assert postgres_there.url == "postgresql+psycopg://somewhere/reviews"


def test_containers_without_an_engine_are_an_error_and_not_a_skip(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("NATS_URL", raising=False)
    monkeypatch.setenv("TEST_SERVERS", "containers")
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nobody-listens.sock")
    with pytest.raises(NoServer, match="No Docker engine answers"), ladder(tmp_path, own=True):
        pass


def test_a_server_ends_with_the_process_that_started_it_even_when_that_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time, pathlib\n"
        "from deploy.servers import nats_server\n"
        "with nats_server(pathlib.Path(sys.argv[1]), own=True) as server:\n"
        "    print(server.url, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TEST_SERVERS": ""},
    )
    with parent:
        assert parent.stdout is not None
        port = int(parent.stdout.readline().strip().rsplit(":", 1)[1])
        assert answers(port)
        parent.send_signal(signal.SIGKILL)
        wait_until(lambda: not answers(port), what="the server to end")
