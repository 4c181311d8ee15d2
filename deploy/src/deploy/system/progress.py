"""How does one see at the terminal what is being done, and how far it is?"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars


class Progress:
    """Plain lines where there is no terminal, so that a log of it can be read."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False, soft_wrap=True)

    def say(self, line: str) -> None:
        self.console.print(line, markup=False)

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """One line, when it is done, with how long it took."""
        began = time.monotonic()
        with self.console.status(f"Starting {what}"):
            yield
        self.say(f"  started {what} ({time.monotonic() - began:.1f} s)")

    @contextmanager
    def bar(self, what: str) -> Iterator["Bar"]:
        with Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self.console,
        ) as bars:
            yield Bar(bars, what)


class Bar:
    """Called with how much is done, and of how much where that is known."""

    def __init__(self, bars: Bars, what: str) -> None:
        self._bars = bars
        self._task = bars.add_task(what, total=None)

    def __call__(self, done: int, of: int | None = None) -> None:
        if of is None:
            self._bars.update(self._task, completed=done)
        else:
            self._bars.update(self._task, completed=done, total=of)
