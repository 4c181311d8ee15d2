"""Which of several replicas works? One, and never two at once.

No clock is read that somebody may set: the holder counts its renewals, and who waits takes the lease over when it has
not seen the count move for as long as the holder says that it may be silent.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sqlalchemy import text

from shared.database.engine import Database
from shared.database.sql import DATABASE_ERRORS

_SEE = text("SELECT holder, renewals, seconds FROM lease WHERE name = :name")
_BEGIN = text("INSERT INTO lease (name, holder, renewals, seconds) VALUES (:name, :holder, 1, :seconds)")
_TAKE = text("""
    UPDATE lease SET holder = :holder, renewals = renewals + 1, seconds = :seconds
    WHERE name = :name AND holder = :seen AND renewals = :renewals""")
_GIVE_BACK = text("DELETE FROM lease WHERE name = :name AND holder = :holder")
_SHARE = 0.8
"""After this share of its time a holder that could not renew lets go; the rest is for its work to end in."""

type Seen = tuple[str, int, float]


class Lease:
    """A row with its holder, how often it was renewed, and how long the holder may be silent. It is renewed in every
    third of that time."""

    def __init__(self, database: Database, name: str, holder: str, *, seconds: float = 5.0) -> None:
        self._database, self._name, self._holder, self._seconds = database, name, holder, seconds
        self._until = 0.0
        self._seen: Seen | None = None
        self._moved = time.monotonic()

    @property
    def held(self) -> bool:
        return time.monotonic() < self._until

    @property
    def silence(self) -> float:
        """For how many seconds nobody has renewed the lease, here or anywhere."""
        return time.monotonic() - self._moved

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
            with suppress(Exception):  # then the others see it fall silent
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
        """Whether it is ours now: nobody has it, we renew it, or its holder has been silent for too long."""
        mine = {"name": self._name, "holder": self._holder, "seconds": self._seconds}
        with self._database.begin() as tx:
            row = tx.execute(_SEE, {"name": self._name}).first()
            if row is None:
                taken = tx.execute(_BEGIN, mine).rowcount == 1
            else:
                self._look(tuple(row))
                if row.holder != self._holder and self.silence < row.seconds:
                    return False
                taken = tx.execute(_TAKE, mine | {"seen": row.holder, "renewals": row.renewals}).rowcount == 1
        if taken:
            self._moved = time.monotonic()
        return taken

    def _look(self, row: Seen) -> None:
        if row != self._seen:
            self._seen, self._moved = row, time.monotonic()

    def _give_back(self) -> None:
        with self._database.begin() as tx:
            tx.execute(_GIVE_BACK, {"name": self._name, "holder": self._holder})
