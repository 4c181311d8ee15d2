"""How often may a sign-in fail before the next one has to wait? By account and by place."""

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Throttle:
    """Counted in this process: several gateways each count by themselves, which is loose but locks nobody out."""

    def __init__(self, per_minute: int) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._from_a_place = RateLimitItemPerMinute(per_minute)
        self._for_an_account = RateLimitItemPerMinute(max(3, per_minute // 2))

    def lets_through(self, place: str, email: str) -> bool:
        return self._limiter.test(self._from_a_place, "place", place) and self._limiter.test(
            self._for_an_account, "account", email
        )

    def failed(self, place: str, email: str) -> None:
        self._limiter.hit(self._from_a_place, "place", place)
        self._limiter.hit(self._for_an_account, "account", email)
