"""How do six processes start in the time of two, and share their memory? As forks of one that knows what all need.

The forking is done by Python's own fork server (`multiprocessing`): a process without threads, which ends with the last
of its forks.
"""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path

_FORKS = multiprocessing.get_context("forkserver")


PRELOADED = ("deploy.system.preloaded",)


def open_nursery(knows: Sequence[str] = PRELOADED) -> None:
    """Starts it in the background, while there is other work to do. `knows` are the modules it brings in."""
    from multiprocessing import forkserver

    forkserver.set_forkserver_preload(["deploy.system.apart", *knows])
    forkserver.ensure_running()


class Forked:
    """A fork, with what a supervisor needs to know of any process."""

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process

    @property
    def pid(self) -> int | None:
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    async def wait(self) -> int:
        loop = asyncio.get_running_loop()
        ended = asyncio.Event()
        loop.add_reader(self._process.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        self._process.join()
        assert self._process.exitcode is not None
        return self._process.exitcode

    def send_signal(self, which: int) -> None:
        if self._process.pid is not None and self.returncode is None:
            os.kill(self._process.pid, which)


async def forked(
    name: str, environment: Mapping[str, str], log: Path, work: Callable[..., None], *given: object
) -> Forked:
    """`work(*given)` in a process of its own. Sockets among `given` are handed over."""
    given = (dict(environment), str(log), work, *given)
    process = _FORKS.Process(target=_live, args=given, name=name, daemon=True)  # not waited for when we end
    starting = asyncio.ensure_future(asyncio.to_thread(process.start))  # which waits until the nursery is open
    try:
        await asyncio.shield(starting)
    except asyncio.CancelledError:  # told to stop just then: nobody else knows of this process yet
        await asyncio.wait([starting])
        process.kill()
        raise
    return Forked(process)


def _live(environment: dict[str, str], log: str, work: Callable[..., None], *given: object) -> None:
    os.setsid()  # Ctrl-C is for `dhr`, which stops the others in order
    threading.Thread(target=_end_with_dhr, daemon=True).start()
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.close(descriptor)
    os.environ.clear()
    os.environ.update(environment)
    work(*given)


def _end_with_dhr() -> None:
    """Also when `dhr` is killed and cannot stop anybody any more."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os.kill(os.getpid(), signal.SIGKILL)
