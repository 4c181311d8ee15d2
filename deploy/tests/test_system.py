"""Does the system start, keep running, stop, and say plainly what is the matter? On stand-ins for the services."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from deploy.waiting import answers, free_port, speaks, status, wait_until

STAND_IN = """
import os, json
async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return
    names = ("DATABASE_URL", "KEYS_URL", "ENVIRONMENT", "SECRETS_DIR", "PUBLIC_URL")
    told = {name: os.environ.get(name) for name in names}
    body = json.dumps({"pid": os.getpid(), **told}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})
"""
BROKEN = "raise RuntimeError('it cannot start')\n"

START = """
import asyncio, sys
from pathlib import Path
from deploy.cli import plainly
from deploy.system import child, recipes
from deploy.system.progress import Progress
from deploy.system.run import Beginning, Options, run

child.ASK_EVERY, child.SILENCE, recipes.ASKING = 0.2, 3.0, 0.5
def tell(started): print("READY", started.url, started.mail_url, flush=True)
names = ("cases", "chairs", "notifications", "tracker", "gateway")
applications = {name: f"standin_{name}:app" for name in names}
options = Options(Path(sys.argv[1]), int(sys.argv[2]), applications=applications, migrated=(), preloaded=())
plainly(lambda: asyncio.run(run(options, Progress(), Beginning(), tell)))
"""


@dataclass
class System:
    process: subprocess.Popen[str]
    var: Path
    port: int

    def said(self) -> str:
        return (self.var.parent / f"{self.var.name}.out").read_text()

    def ready(self) -> bool:
        return "READY" in self.said()

    def stop(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(20)

    def pid_of(self, url: str) -> int:
        return int(asked(url)["pid"])


def asked(url: str) -> dict[str, str]:
    with urllib.request.urlopen(url, timeout=30) as answer:
        found: dict[str, str] = json.load(answer)
        return found


@pytest.fixture
def apps(tmp_path: Path) -> Path:
    folder = tmp_path / "apps"
    folder.mkdir()
    for name in ("cases", "chairs", "notifications", "tracker", "gateway"):
        (folder / f"standin_{name}.py").write_text(STAND_IN)
    return folder


@contextmanager
def started(apps: Path, var: Path, port: int | None = None) -> Iterator[System]:
    port = port or free_port()
    with (var.parent / f"{var.name}.out").open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", START, str(var), str(port)],
            env={**os.environ, "PYTHONPATH": str(apps)},
            stdout=out,
            stderr=out,
            text=True,
            process_group=0,
        )
    try:
        yield System(process, var, port)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(20)


@contextmanager
def running(apps: Path, var: Path, port: int | None = None) -> Iterator[System]:
    with started(apps, var, port) as system:
        wait_until(lambda: system.ready() or system.process.poll() is not None, 30, what="the system to be ready")
        assert system.ready(), system.said()
        yield system


def left_behind(var: Path) -> list[int]:
    """Processes that still write into the folder's logs."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "fd" / "1").readlink().is_relative_to(var):
                found.append(int(process.name))
    return found


def ports_of(system: System) -> list[int]:
    return [system.port, *json.loads((system.var / "ports.json").read_text()).values()]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_tells_each_service_its_own_and_stops_cleanly(
    apps: Path, tmp_path: Path, how: signal.Signals
) -> None:
    with running(apps, tmp_path / "var") as system:
        told = asked(f"http://127.0.0.1:{system.port}/")
        assert told["DATABASE_URL"].endswith("/var/gateway.db")
        assert told["KEYS_URL"].endswith("/var/gateway-keys.db")
        assert told["PUBLIC_URL"] == f"http://127.0.0.1:{system.port}"
        assert (Path(told["SECRETS_DIR"]) / "nats_url").read_text().startswith("nats://gateway:")
        ports = ports_of(system)
        assert all(answers(port) for port in ports)
        assert left_behind(system.var)
        assert system.stop(how) == 0
        assert left_behind(system.var) == []
        assert not any(answers(port) for port in ports)
    assert "Traceback" not in system.said()


def test_nobody_is_left_behind_when_it_is_killed_and_it_starts_again_where_it_was(apps: Path, tmp_path: Path) -> None:
    with running(apps, tmp_path / "var") as system:
        ports = ports_of(system)
        system.stop(signal.SIGKILL)
        wait_until(lambda: not any(answers(port) for port in ports), what="all ports to be free")
        wait_until(lambda: not left_behind(system.var), what="all processes to end")
    secret = (tmp_path / "var/secrets/nats-cases").read_text()
    with running(apps, tmp_path / "var", system.port) as again:
        assert ports_of(again) == ports
        assert (tmp_path / "var/secrets/nats-cases").read_text() == secret


def test_a_process_that_ends_by_itself_is_started_again_and_said_so(apps: Path, tmp_path: Path) -> None:
    with running(apps, tmp_path / "var") as system:
        url = f"http://127.0.0.1:{json.loads((system.var / 'ports.json').read_text())['chairs']}/"
        first = system.pid_of(url)
        os.kill(first, signal.SIGKILL)
        assert system.pid_of(url) != first  # who asks meanwhile waits: the port was never lost
        assert "chairs ended unexpectedly (signal SIGKILL)" in system.said()


@pytest.mark.parametrize("name", ["chairs", "nats"])
def test_a_process_that_hangs_is_ended_and_started_again(apps: Path, tmp_path: Path, name: str) -> None:
    """It is there, it listens, and it answers nothing."""
    with running(apps, tmp_path / "var") as system:
        file = system.var / "log" / f"{name}.pid"
        first = int(file.read_text())
        os.kill(first, signal.SIGSTOP)
        wait_until(lambda: int(file.read_text()) != first, 30, what=f"{name} to be started again")
        assert "has not answered for 3 seconds and is ended" in system.said()
        port = json.loads((system.var / "ports.json").read_text())[name]
        wait_until(lambda: speaks(port) if name == "nats" else status(port, "/health", 5) == 200, 30)


def test_two_systems_run_side_by_side(apps: Path, tmp_path: Path) -> None:
    with running(apps, tmp_path / "one") as one, running(apps, tmp_path / "two") as two:
        assert set(ports_of(one)).isdisjoint(ports_of(two))


def refused(apps: Path, var: Path, port: int | None = None) -> str:
    """What a start says that cannot be: one sentence, exit code 1, no traceback, and nothing left running."""
    with started(apps, var, port) as system:
        assert system.process.wait(30) == 1
        said = system.said()
    assert "Traceback" not in said
    return said


def test_a_port_in_use_is_said_and_nothing_is_left_running(apps: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert f"Port {port} cannot be used (address already in use)" in refused(apps, tmp_path / "var", port)
    with running(apps, tmp_path / "var", port):
        pass


def test_a_folder_that_is_in_use_is_said(apps: Path, tmp_path: Path) -> None:
    with running(apps, tmp_path / "var") as system:
        (tmp_path / "elsewhere").mkdir()
        said = refused_in_same_folder(apps, system, tmp_path / "elsewhere")
    assert f"A system is already running in {system.var} (http://127.0.0.1:{system.port})" in said


def refused_in_same_folder(apps: Path, system: System, out: Path) -> str:
    alias = out / "var"
    alias.symlink_to(system.var)
    return refused(apps, alias).replace(str(alias), str(system.var))


@pytest.mark.parametrize("where", ["a-file", "a-file/var"])
def test_a_folder_that_can_not_be_written_is_said(apps: Path, tmp_path: Path, where: str) -> None:
    (tmp_path / "a-file").write_text("in the way")
    var = tmp_path / "out" / "var"
    var.parent.mkdir()
    var.symlink_to(tmp_path / where)
    assert "cannot be used" in refused(apps, var)


def test_a_service_that_can_not_start_is_named_and_the_next_start_works(apps: Path, tmp_path: Path) -> None:
    (apps / "standin_tracker.py").write_text(BROKEN)
    said = refused(apps, tmp_path / "var")
    assert "tracker did not start." in said
    assert "log/tracker.log" in said
    assert not any(answers(port) for port in json.loads((tmp_path / "var/ports.json").read_text()).values())
    (apps / "standin_tracker.py").write_text(STAND_IN)
    with running(apps, tmp_path / "var"):
        pass


def test_a_mailbox_that_cannot_start_is_said_and_the_rest_goes_on(apps: Path, tmp_path: Path) -> None:
    """Only the demonstration needs it."""
    certificates = tmp_path / "var/secrets/mailbox"
    certificates.mkdir(parents=True, mode=0o700)
    (certificates / "authority.pem").write_text("no certificate")  # and the server's is missing
    with running(apps, tmp_path / "var") as system:
        wait_until(lambda: "the mailbox did not start." in system.said())
        assert "Everything else goes on" in system.said()
        assert asked(f"http://127.0.0.1:{system.port}/")["pid"]
        assert system.stop(signal.SIGTERM) == 0


def test_a_start_that_was_killed_anywhere_is_gone_on_with(apps: Path, tmp_path: Path) -> None:
    for line in ("the message server", "the databases", "the services"):
        with started(apps, tmp_path / "var") as system:
            wait_until(lambda line=line, system=system: f"started {line}" in system.said(), 20)  # type: ignore[misc]
            system.stop(signal.SIGKILL)
            wait_until(lambda system=system: not left_behind(system.var))  # type: ignore[misc]
    with running(apps, tmp_path / "var"):
        pass


def test_told_to_stop_while_it_starts_it_stops(apps: Path, tmp_path: Path) -> None:
    with started(apps, tmp_path / "var") as system:
        wait_until(lambda: "started the message server" in system.said(), 20)
        assert system.stop(signal.SIGTERM) == 0
    assert "Traceback" not in system.said()


def test_told_to_stop_with_its_whole_group_it_stops_in_order(apps: Path, tmp_path: Path) -> None:
    """As a terminal that is closed does it, or `timeout`."""
    with running(apps, tmp_path / "var") as system:
        os.killpg(system.process.pid, signal.SIGTERM)
        assert system.process.wait(20) == 0
        assert "unexpectedly" not in system.said()
        assert not any(answers(port) for port in ports_of(system))


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all/cases.db", "postgresql://nobody@127.0.0.1:1/cases"])
def test_a_service_whose_database_refuses_says_so_and_ends(tmp_path: Path, url: str) -> None:
    """Not a process that is there, and serves nothing: who supervises it starts it again."""
    told = {
        "ENVIRONMENT": "test",
        "DATABASE_URL": url,
        "KEYS_URL": f"sqlite:///{tmp_path}/keys.db",
        "MASTER_KEY_FILE": str(tmp_path / "master.key"),
        "NATS_URL": "nats://127.0.0.1:1",
    }
    command = [str(Path(sys.executable).parent / "dhr"), "serve", "cases", "--port", str(free_port())]
    done = subprocess.run(command, env={**os.environ, **told}, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert "cases cannot start: its database does not answer" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
