"""How is a rate or a time measured, and how is it held against its bar?"""

import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise, takewhile
from time import perf_counter, process_time


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is done. The defaults are those of `make bench`; the smoke test takes tiny ones."""

    rounds: int = 3
    spell: float = 0.8
    """Seconds that each rate is measured in each round."""
    cases: int = 200
    """Open cases over which the commands are spread."""
    paced: float = 4.0
    """Seconds in which commands are sent at an even pace, for the way of a fact."""
    facts: int = 10_000
    events: int = 20_000
    many_cases: int = 100_000
    pages: int = 200
    candidates: int = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One number: what was measured, what it is held against, and the bar. `higher`: more is better."""

    what: str
    measured: float
    unit: str
    bar: float | None
    """None: it is told for comparison."""
    beside: str = ""
    limit: float | None = None
    """Measured in the same run; the bar is then a ratio to it."""
    higher: bool = True
    ratio: float | None = None
    """The median of the ratios of the rounds, where each was measured between two of its limit."""

    @property
    def compared(self) -> float:
        if self.ratio is not None:
            return self.ratio
        return self.measured if self.limit is None else self.measured / self.limit

    @property
    def held(self) -> bool:
        if self.bar is None:
            return True
        return self.compared >= self.bar if self.higher else self.compared <= self.bar


HEADINGS = ("what", "measured", "beside", "ratio", "bar", "")


def cells(line: Line) -> tuple[str, ...]:
    sign = "≥" if line.higher else "≤"
    ratio = line.limit is not None
    return (
        line.what,
        f"{_number(line.measured)} {line.unit}",
        f"{line.beside}: {_number(line.limit)} {line.unit}" if line.limit is not None else line.beside,
        f"{line.compared:.2f}" if ratio else "",
        "" if line.bar is None else f"{sign} {line.bar:g} ×" if ratio else f"{sign} {_number(line.bar)} {line.unit}",
        "" if line.bar is None else "held" if line.held else "NOT HELD",
    )


def table(lines: Iterable[Line]) -> str:
    """In Markdown, and straight enough to be read in a terminal."""
    rows = [HEADINGS, *map(cells, lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADINGS))]
    written = [
        "| " + " | ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([written[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *written[1:]])


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def quantile(values: Sequence[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def rate(deed: Callable[[], object], seconds: float) -> float:
    """How often a second it is done, one after the other."""
    start, done = perf_counter(), 0
    while perf_counter() - start < seconds:
        deed()
        done += 1
    return done / (perf_counter() - start)


def rate_in_threads(deeds: Sequence[Callable[[], object]], seconds: float) -> float:
    """Of all together, each again and again in a thread of its own."""
    with ThreadPoolExecutor(len(deeds)) as threads:
        return sum(threads.map(lambda deed: rate(deed, seconds), deeds))


def for_a_spell[T](seconds: float, given: Iterable[T]) -> Iterator[T]:
    """Until the time is over."""
    end = perf_counter() + seconds
    return takewhile(lambda _: perf_counter() < end, given)


@dataclass(frozen=True, slots=True)
class Between:
    """Medians of the rounds: what was measured, its limit, and the ratio of each round."""

    measured: float
    limit: float
    ratio: float


def between(ours: Callable[[], float], limit: Callable[[], float], rounds: int) -> Between:
    """Each round between two of its limit: what else goes on on the machine meets both alike."""
    limits, measured = [limit()], []
    for _ in range(rounds):
        measured.append(ours())
        limits.append(limit())
    around = [(before + after) / 2 for before, after in pairwise(limits)]
    ratios = [mine / other for mine, other in zip(measured, around, strict=True)]
    return Between(median(measured), median(around), median(ratios))


def share_of_a_core(seconds: float = 0.5) -> float:
    """How much of the time one busy thread really gets to run: 1 on a machine that does nothing else."""
    start, used = perf_counter(), process_time()
    while perf_counter() - start < seconds:
        pass
    return (process_time() - used) / (perf_counter() - start)


@contextmanager
def said(what: str) -> Iterator[None]:
    """Who waits for a bench wants to know for what, and how busy the machine was."""
    start, before = perf_counter(), share_of_a_core()
    yield
    share = (before + share_of_a_core()) / 2
    print(f"  {what}: {perf_counter() - start:.0f} s; a busy thread got {share:.0%} of a core", flush=True)
