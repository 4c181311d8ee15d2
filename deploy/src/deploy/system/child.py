"""How is one process of the system started, watched, started again when it ends by itself, and stopped?"""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from deploy.tether import tied

PATIENCE = 10.0
"""Seconds that a process has to stop by itself."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
ASK_EVERY, SILENCE = 5.0, 20.0
"""How often a process is asked whether it is alive, and how long it may be silent before it is ended."""
STEADY = 60.0
"""A process that ran so many seconds had started well."""

type Say = Callable[[str], None]


class Process(Protocol):
    """What a supervisor needs to know of a process."""

    @property
    def pid(self) -> int | None: ...

    @property
    def returncode(self) -> int | None: ...

    async def wait(self) -> int: ...

    def send_signal(self, which: int, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a process is started, and where it writes."""

    name: str
    log: Path
    start: Callable[[], Awaitable[Process]]
    answers: Callable[[], bool] | None = None
    """Whether it is alive, asked in a thread; None: it is not asked."""

    @property
    def pid_file(self) -> Path:
        """Which process it is now, for whoever looks after the machine."""
        return self.log.with_suffix(".pid")


@dataclass(slots=True)
class Child:
    recipe: Recipe
    say: Say
    process: Process | None = None
    stopping: bool = False
    _watch: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        return self.recipe.name

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.returncode is None

    def watch(self) -> None:
        """From now on it is started again when it ends by itself. Before, that is trouble to be told."""
        self._watch = asyncio.create_task(self._keep_running())

    async def start(self) -> None:
        self.process = await self.recipe.start()
        self.recipe.pid_file.write_text(f"{self.process.pid}\n")

    async def _keep_running(self) -> None:
        pause = FIRST_PAUSE
        while True:
            started = time.monotonic()
            assert self.process is not None  # watched from its start on
            code = await self._until_it_ends(self.process)
            if self.is_stopping():
                return
            if time.monotonic() - started > STEADY:
                pause = FIRST_PAUSE
            self.say(f"{self.name} ended unexpectedly ({_why(code)}) and is started again; {self.recipe.log} says more")
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
            await self.start()

    async def _until_it_ends(self, process: Process) -> int:
        """By itself, or by us when it hangs: it is there and does not answer."""
        ending, heard = asyncio.ensure_future(process.wait()), time.monotonic()
        try:
            while not ending.done():
                await asyncio.wait([ending], timeout=ASK_EVERY)
                if self.recipe.answers is None or await asyncio.to_thread(self.recipe.answers):
                    heard = time.monotonic()
                elif time.monotonic() - heard > SILENCE and not ending.done():
                    self.say(f"{self.name} has not answered for {SILENCE:g} seconds and is ended")
                    process.send_signal(signal.SIGKILL)
                    await ending
            return ending.result()
        finally:
            ending.cancel()

    def is_stopping(self) -> bool:
        return self.stopping

    async def stop(self) -> None:
        self.stopping = True
        if self.process is not None and self.running:
            self._signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(self.process.wait(), PATIENCE)
            except TimeoutError:
                self._signal(signal.SIGKILL)
                await self.process.wait()
        self.recipe.pid_file.unlink(missing_ok=True)
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)

    def _signal(self, which: signal.Signals) -> None:
        if self.process is not None and self.running:
            self.process.send_signal(which)


async def program(command: Sequence[str], log: Path) -> Process:
    """A program of its own, tied to us."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        return await asyncio.create_subprocess_exec(
            *tied(list(command)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=descriptor,
            stderr=descriptor,
            start_new_session=True,  # Ctrl-C is for us; we stop the others in order
        )
    finally:
        os.close(descriptor)


def _why(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"
