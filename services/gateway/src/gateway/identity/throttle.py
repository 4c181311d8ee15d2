"""How often may a sign-in fail before the next one has to wait? By place, by account, and by both."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Throttle:
    """Counted in this process: several gateways each count by themselves, which is loose but locks nobody out."""

    def __init__(self, per_minute: int) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._from_a_place = RateLimitItemPerMinute(per_minute)
        self._for_an_account_there = RateLimitItemPerMinute(max(3, per_minute // 2))
        self._under_way: Counter[tuple[str, ...]] = Counter()
        self._of_a_kind = RateLimitItemPerMinute(per_minute * 3)
        self._for_an_account = RateLimitItemPerMinute(per_minute * 3)  # a stranger locks nobody out soon

    @contextmanager
    def trying(self, place: str, email: str) -> Iterator[bool]:
        """Whether one more may be tried. While it is, it counts as if it had failed, so that many at once are no more
        than many one after the other."""
        counted = self._counted(place, email)
        may = all(
            self._limiter.get_window_stats(limit, *about).remaining > self._under_way[tuple(about)]
            for limit, *about in counted
        )
        if not may:
            yield False
            return
        names = [tuple(about) for _, *about in counted]
        self._under_way.update(names)
        try:
            yield True
        finally:
            self._under_way.subtract(names)
            self._under_way += Counter()  # what is at nought is forgotten

    def failed(self, place: str, email: str) -> None:
        for limit, *about in self._counted(place, email):
            self._limiter.hit(limit, *about)

    def one_more(self, kind: str, whose: str) -> bool:
        """Whether this may be done once more within the minute; it is counted."""
        return self._limiter.hit(self._of_a_kind, kind, whose)

    def _counted(self, place: str, email: str) -> tuple[tuple[RateLimitItemPerMinute, *tuple[str, ...]], ...]:
        return (
            (self._from_a_place, "place", place),
            (self._for_an_account_there, "both", place, email),
            (self._for_an_account, "account", email),
        )
