"""What became of a broken rule?"""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    KILLED = "killed"
    SURVIVED = "survived"
    TIMEOUT = "timeout"
    NO_TEST = "no test"
    WAITING = "not run yet"
    UNCLEAR = "unclear"

    @classmethod
    def of(cls, word: str) -> "Status":
        """From mutmut's words. A segmentation fault of its list is the kill after the time limit."""
        return _OF_MUTMUT.get(word, cls.UNCLEAR)


_OF_MUTMUT = {
    "killed": Status.KILLED,
    "survived": Status.SURVIVED,
    "timeout": Status.TIMEOUT,
    "no tests": Status.NO_TEST,
    "not checked": Status.WAITING,
    "check was interrupted by user": Status.WAITING,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One break. `before` and `after` are the lines that differ; they are kept of those that were not noticed."""

    module: str
    function: str
    status: Status
    line: int = 0
    before: str = ""
    after: str = ""
