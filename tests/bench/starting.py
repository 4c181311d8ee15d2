"""How long does `make up` take until the first page answers, and how much memory does the whole system hold?

A first start loads the demonstration county; the starts after it, on the same folder, are what is measured.
"""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from deploy.waiting import free_port

from tests.bench.measuring import Line, Sizes, median

PATIENCE = 180.0


def make_up(sizes: Sizes, folder: Path) -> list[Line]:
    with _started(folder, seed="county"):
        pass
    seconds, megabytes = [], []
    for _ in range(sizes.rounds):
        with _started(folder, seed="county") as (took, pid):
            seconds.append(took)
            megabytes.append(_resident(pid))
    what = "the demonstration county"
    return [
        Line(f"`make up`, warm, {what}, until the first page", median(seconds), "s", 5, higher=False),
        Line("the whole system, resident", median(megabytes), "MB", 600, higher=False),
    ]


@contextmanager
def _started(folder: Path, *, seed: str) -> Iterator[tuple[float, int]]:
    """Seconds until the first page, and the process."""
    port = free_port()
    environment = {**os.environ, "VAR": str(folder), "PORT": str(port), "SEED": seed}
    start = perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "deploy", "up"], env=environment, stdout=subprocess.DEVNULL)
    try:
        while not _answers(f"http://127.0.0.1:{port}/", start + PATIENCE):
            if process.poll() is not None or perf_counter() > start + PATIENCE:
                raise RuntimeError(f"the system did not start in {folder}")
            time.sleep(0.01)
        yield perf_counter() - start, process.pid
    finally:
        process.terminate()
        process.wait(60)


def _answers(url: str, until: float) -> bool:
    """The socket is open from the beginning, so the first request waits until the pages are there."""
    try:
        with urllib.request.urlopen(url, timeout=max(0.1, until - perf_counter())) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _resident(pid: int) -> float:
    """Of the process and all below it; pages that several share are counted once, in parts."""
    return sum(_proportional(each) for each in [pid, *_below(pid)]) / 1000


def _below(pid: int) -> Iterator[int]:
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            yield int(child)
            yield from _below(int(child))


def _proportional(pid: int) -> int:
    """Kilobytes."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
