"""How often may a sign-in fail before the next one has to wait? By place, by account, and by both."""

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Throttle:
    """Counted in this process: several gateways each count by themselves, which is loose but locks nobody out."""

    def __init__(self, per_minute: int) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._from_a_place = RateLimitItemPerMinute(per_minute)
        self._for_an_account_there = RateLimitItemPerMinute(max(3, per_minute // 2))
        self._of_a_kind = RateLimitItemPerMinute(per_minute * 3)
        self._for_an_account = RateLimitItemPerMinute(per_minute * 3)  # a stranger locks nobody out soon

    def lets_through(self, place: str, email: str) -> bool:
        return all(self._limiter.test(limit, *about) for limit, *about in self._counted(place, email))

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
