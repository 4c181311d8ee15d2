"""How does one thread turn the work that waits into transactions, and what when another replica was quicker?"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection

from shared.clock import Clock
from shared.database.engine import Database, connection_lost
from shared.database.sql import DATABASE_ERRORS
from shared.database.trouble import TryAgain
from shared.history import store
from shared.history.store import Conflict, is_lost_race
from shared.observing import faults
from shared.privacy.sealing import subject_of
from shared.privacy.vault import Vault
from shared.service import Service
from shared.wire import Envelope, Reply
from shared.writing.group import Group
from shared.writing.memory import Memory
from shared.writing.turn import Turn

_MOST_IN_A_GROUP = 500
_ATTEMPTS = 3
"""How often a group is decided again when another replica was quicker, before it goes one by one."""
_ATTEMPTS_ALONE = 10


class Stopped(TryAgain):
    """The service is stopping; nothing more is taken on."""


class DatabaseAway(TryAgain):
    """The database does not answer just now."""


@dataclass(slots=True, eq=False)
class Asked:
    """A command that waits for its reply."""

    envelope: Envelope
    done: asyncio.Future[Reply]


@dataclass(slots=True, eq=False)
class Deed:
    """Any other work, in a transaction of its own."""

    deed: Callable[[Group], Any]
    done: asyncio.Future[Any]


type _Outcome = tuple[asyncio.Future[Any], Any]


class WritingThread:
    """It has no waiting window: it takes what waits, so groups form by themselves while a commit is on its way."""

    def __init__(
        self, service: Service, database: Database, vault: Vault, clock: Clock, committed: Callable[[], None]
    ) -> None:
        self._service, self._database, self._vault, self._clock = service, database, vault, clock
        self._committed = committed
        self._waiting: SimpleQueue[Asked | Deed | None] = SimpleQueue()
        self._memory = Memory()
        self._line: Connection | None = None
        self._keys_destroyed = 0
        self._told = False
        self._erasing_due = True
        self._stopping = False

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._thread = Thread(target=self._run, name=f"writer of {self._service.name}", daemon=True)
        self._thread.start()

    async def stop(self) -> None:
        if not self._stopping:
            self._stopping = True
            self._waiting.put(None)
        await asyncio.to_thread(self._thread.join)

    def put(self, job: Asked | Deed) -> None:
        if self._stopping:
            raise Stopped("the service is stopping")
        self._waiting.put(job)

    def _run(self) -> None:
        try:
            self._work()
        finally:
            self._hang_up()

    def _work(self) -> None:
        self._erase_if_due()
        while (first := self._waiting.get()) is not None:
            self._erase_if_due()
            jobs, last = self._all_that_waits(first)
            commands = [job for job in jobs if isinstance(job, Asked)]
            if commands:
                self._settle(self._answer(commands))
            for job in jobs:
                if isinstance(job, Deed):
                    self._settle([(job.done, self._do(job))])
            if last:
                return

    def _erase_if_due(self) -> None:
        """At the start, and again as long as it could not be done."""
        if self._erasing_due:
            try:
                self._erase_what_was_to_be_erased()
                self._erasing_due = False
            except Exception as trouble:
                faults.report(trouble)

    def _erase_what_was_to_be_erased(self) -> None:
        """A replica that ended between the commit and the destruction of the key left that to us."""
        erasing = [name for name, event in self._service.events_by_name.items() if event.erases]
        if not erasing:
            return
        with self._database.read() as tx:
            subjects = {subject_of(from_json(data), stream) for stream, data in store.of_types(tx, erasing)}
        held = self._vault.keys(subjects, make=False)
        for subject in subjects:
            if held.get(subject, b"") is not None:
                self._vault.destroy(subject)

    def _all_that_waits(self, first: Asked | Deed) -> tuple[list[Asked | Deed], bool]:
        jobs = [first]
        try:
            while len(jobs) < _MOST_IN_A_GROUP:
                job = self._waiting.get_nowait()
                if job is None:
                    return jobs, True
                jobs.append(job)
        except Empty:
            pass
        return jobs, False

    def _answer(self, commands: Sequence[Asked]) -> list[_Outcome]:
        """The whole group in one transaction; where that cannot be, one by one, each with only its own trouble."""
        envelopes = [asked.envelope for asked in commands]
        for attempt in range(_ATTEMPTS if len(commands) > 1 else _ATTEMPTS_ALONE):
            try:
                replies = self._write(lambda group: group.answer(envelopes), careful=attempt > 0)
                return [(asked.done, reply) for asked, reply in zip(commands, replies, strict=True)]
            except Conflict:
                self._memory.doubt()
            except DatabaseAway as away:
                if attempt:  # the first time it may only have been restarted; what was committed all the same is known
                    return [(asked.done, away) for asked in commands]
            except Exception as error:
                if len(commands) == 1:
                    return [(commands[0].done, error)]
                break
        if len(commands) == 1:
            return [(commands[0].done, Conflict("other replicas were quicker each time"))]
        return [outcome for asked in commands for outcome in self._answer([asked])]

    def _do(self, job: Deed) -> Any:
        for _ in range(_ATTEMPTS_ALONE):
            try:
                return self._write(job.deed, moves=True)
            except Conflict:
                self._memory.doubt()
            except Exception as error:
                return error
        return Conflict("other replicas were quicker each time")

    def _write[T](self, work: Callable[[Group], T], *, careful: bool = True, moves: bool = False) -> T:
        if self._keys_destroyed != self._vault.destroyed:  # what is remembered may hold what was to be erased
            self._keys_destroyed = self._vault.destroyed
            self._memory.forget()
        turn = None
        try:
            turn = Turn(self._connected(), self._memory, moves=moves)
            today, now = self._clock.today(), self._clock.now()
            group = Group(turn, self._service, self._vault, self._memory, today, now, careful=careful)
            result = work(group)
            mark = group.finish()
        except BaseException as error:
            self._memory.doubt()
            if not isinstance(error, DATABASE_ERRORS):
                self._roll_back()
                raise
            self._hang_up()  # psycopg does not know which statements an interrupted pipeline has prepared
            if is_lost_race(error):
                raise Conflict from error
            if turn is None or not turn.begun or connection_lost(error):
                raise DatabaseAway from error
            raise
        self._memory.keep(group.heads, group.rows, mark)
        self._told = self._told or group.tells
        if group.erases:
            self._erasing_due = True
            self._erase_if_due()
        return result

    def _connected(self) -> Connection:
        if self._line is None:
            self._line = self._database.line()
        return self._line

    def _roll_back(self) -> None:
        """On a connection that may be lost: then the next transaction gets another."""
        try:
            driver: Any = self._line.connection.driver_connection if self._line else None
            if driver is not None and getattr(driver, "in_transaction", True):
                driver.execute("ROLLBACK")
        except Exception:
            self._hang_up()

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with suppress(Exception):
                line.invalidate()
            with suppress(Exception):
                line.close()

    def _settle(self, outcomes: Sequence[_Outcome]) -> None:
        told, self._told = self._told, False
        self._loop.call_soon_threadsafe(self._tell, outcomes, told)

    def _tell(self, outcomes: Sequence[_Outcome], told: bool) -> None:
        """In the loop."""
        for done, outcome in outcomes:
            if done.done():  # whoever asked has gone away
                continue
            if isinstance(outcome, Exception):
                done.set_exception(outcome)
            else:
                done.set_result(outcome)
        if told:
            self._committed()
