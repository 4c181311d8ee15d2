"""Which of several replicas works? One, and never two at once."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sqlalchemy import text

from shared.database.engine import Database
from shared.database.sql import DATABASE_ERRORS

_NOW = {
    # PostgreSQL's own clock, so that those of the replicas need not agree; on SQLite all are on one machine
    "postgresql": "extract(epoch FROM clock_timestamp())",
    "sqlite": "((julianday('now') - 2440587.5) * 86400.0)",
}
_TAKE = """
    INSERT INTO lease (name, holder, expires) VALUES (:name, :holder, {now} + :seconds)
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires = excluded.expires
    WHERE lease.holder = excluded.holder OR lease.expires < {now} RETURNING holder"""
_SHARE = 0.8
"""After this share of its time a holder that could not renew lets go; the rest is for its work to end in."""
_GIVE_BACK = text("DELETE FROM lease WHERE name = :name AND holder = :holder")


class Lease:
    """A row with its holder and when it expires, renewed in every third of its time."""

    def __init__(self, database: Database, name: str, holder: str, *, seconds: float = 5.0) -> None:
        self._database, self._name, self._holder, self._seconds = database, name, holder, seconds
        self._take = text(_TAKE.format(now=_NOW[database.dialect]))
        self._until = 0.0

    @property
    def held(self) -> bool:
        return time.monotonic() < self._until

    async def hold(self, work: Callable[[], Awaitable[None]]) -> None:
        """For ever: wait for the lease, run `work()` while it is held, cancel it (and wait for its end) when it is
        lost, and wait again. `work` that returns is not started again until the lease is lost and regained; when it
        raises, the lease is given back and the error comes out of `hold`. Cancel `hold` to give the lease back."""
        try:
            while True:
                await self._renew(self._seconds / 3)
                if self.held:
                    await self._work_while_held(work)
                else:
                    await asyncio.sleep(self._seconds / 3)
        finally:
            self._until = 0.0
            with suppress(Exception):  # then it expires by itself
                await asyncio.shield(asyncio.to_thread(self._give_back))

    async def _work_while_held(self, work: Callable[[], Awaitable[None]]) -> None:
        task = asyncio.ensure_future(work())
        resting = asyncio.get_running_loop().create_future()
        try:
            while (rest := self._until - time.monotonic()) > 0:
                await asyncio.wait([resting if task.done() else task], timeout=min(self._seconds / 3, rest))
                if task.done():
                    task.result()
                await self._renew(min(self._seconds / 3, self._until - time.monotonic()))
        finally:
            task.cancel()
            await asyncio.wait([task])

    async def _renew(self, patience: float) -> None:
        """What the database does not say in time is not known, and then the time that was left runs out."""
        asked = time.monotonic()
        with suppress(TimeoutError, *DATABASE_ERRORS):
            async with asyncio.timeout(patience):
                ours = await asyncio.to_thread(self._ask)
            self._until = asked + _SHARE * self._seconds if ours else 0.0

    def _ask(self) -> bool:
        with self._database.begin() as tx:
            row = tx.execute(self._take, {"name": self._name, "holder": self._holder, "seconds": self._seconds}).first()
        return row is not None

    def _give_back(self) -> None:
        with self._database.begin() as tx:
            tx.execute(_GIVE_BACK, {"name": self._name, "holder": self._holder})
