"""Which tests take part? A search among thousands of stories would run once for each survivor."""

from collections.abc import Mapping

SLOW = 3
"""Seconds. A slower test takes part only where no other comes."""


def quick(tests: Mapping[str, set[str]], seconds: Mapping[str, float]) -> dict[str, set[str]]:
    """The tests of each function, without slow ones."""
    slow = {test for test, took in seconds.items() if took > SLOW}
    return {function: (those - slow) or those for function, those in tests.items()}
