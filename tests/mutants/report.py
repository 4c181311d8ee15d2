"""What is said of the breaks of a service: which were noticed, which were not, and which change nothing?"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.outcome import Outcome, Status

ENOUGH = 85
"""Per cent of the breaks of a whole service that its tests notice."""

EQUIVALENT = Path(__file__).parent / "equivalent.toml"


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A break that changes nothing that can be seen, and why. It does not count."""

    service: str
    module: str
    function: str
    before: str
    after: str
    why: str

    def is_of(self, one: Outcome) -> bool:
        return (self.module, self.function, self.before, self.after) == (
            one.module,
            one.function,
            one.before,
            one.after,
        )


def equivalents(service: str, file: Path = EQUIVALENT) -> list[Equivalent]:
    listed = [Equivalent(**entry) for entry in tomllib.loads(file.read_text()).get("equivalent", [])]
    unexplained = [each for each in listed if not each.why.strip()]
    assert not unexplained, f"Please say why each of these changes nothing: {unexplained}"
    return [each for each in listed if each.service == service]


@dataclass(frozen=True, slots=True)
class Score:
    counts: Counter[Status]
    survivors: list[Outcome]
    """Those that no test noticed, because none fails or none comes there."""
    equivalent: int
    stale: list[Equivalent]
    """Named as equivalent, though no such break survives: noticed after all, or the code has changed."""

    @property
    def counted(self) -> int:
        return self.counts.total() - self.counts[Status.WAITING]

    @property
    def noticed(self) -> int:
        return self.counts[Status.KILLED] + self.counts[Status.TIMEOUT]

    @property
    def per_cent(self) -> float:
        return 100 * self.noticed / self.counted if self.counted else 100.0


def score(outcomes: Iterable[Outcome], named: list[Equivalent]) -> Score:
    known = list(outcomes)
    unnoticed = [one for one in known if one.status not in (Status.KILLED, Status.TIMEOUT, Status.WAITING)]
    alike = [one for one in unnoticed if any(each.is_of(one) for each in named)]
    survivors = [one for one in unnoticed if one not in alike]
    counts = Counter(one.status for one in known) - Counter(one.status for one in alike)
    stale = [each for each in named if not any(each.is_of(one) for one in unnoticed)]
    return Score(counts, survivors, len(alike), stale)


def in_words(service: str, result: Score) -> str:
    parts = [f"{result.counts[status]} {status}" for status in Status if result.counts[status] or status in ALWAYS]
    return f"{service}: {', '.join(parts)}, {result.equivalent} equivalent: {result.per_cent:.1f} %"


ALWAYS = (Status.KILLED, Status.SURVIVED, Status.TIMEOUT, Status.NO_TEST)


def listed(service: str, survivors: Iterable[Outcome]) -> str:
    """Each survivor as the place, the lines that were there, and those that came instead."""
    return "\n".join(
        "\n".join(
            [
                f"services/{service}/src/{service}/{one.module}.py:{one.line} {one.function} ({one.status})",
                *(f"  - {line}" for line in one.before.splitlines()),
                *(f"  + {line}" for line in one.after.splitlines()),
            ]
        )
        for one in sorted(survivors, key=lambda one: (one.module, one.line))
    )
