"""Which of several replicas works? One, and never two at once."""

from collections.abc import Awaitable, Callable

from shared.database import Database


class Lease:
    def __init__(self, database: Database, name: str, holder: str, *, seconds: float = 5.0) -> None:
        raise NotImplementedError

    @property
    def held(self) -> bool:
        raise NotImplementedError

    async def hold(self, work: Callable[[], Awaitable[None]]) -> None:
        """For ever: wait for the lease, run `work()` while it is held, cancel it (and wait for its end) when it is lost,
        and wait again. `work` that returns is not started again until the lease is lost and regained; when it raises,
        the lease is given back and the error comes out of `hold`. Cancel `hold` to give the lease back."""
        raise NotImplementedError
