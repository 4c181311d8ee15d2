"""What may be asked of the one who writes? Commands, facts of others, parked facts, and any other change."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection

from shared.actor import Forbidden
from shared.clock import Clock
from shared.database.engine import Database
from shared.database.trouble import TryAgain, is_of_the_database, passes
from shared.history import inbox
from shared.history.identity import Parted
from shared.history.inbox import Applied, ParkedFact
from shared.message import Refused
from shared.observing import faults
from shared.privacy.keys import AskForKey, with_keys
from shared.privacy.sealing import is_personal
from shared.privacy.vault import KeyNotHeld, Vault
from shared.service import Service
from shared.wire import Envelope, Fact, Reply
from shared.writing import foreign as applying
from shared.writing.group import Group
from shared.writing.thread import Asked, Deed, WritingThread

NO_KEY = (
    "The key of this case is missing, so what is recorded of it cannot be read or changed. "
    "Please ask whoever runs the system to bring the keys back from their backup (dhr verify names them)."
)


class Writer:
    """`ask_for_key` is how a key is asked of its owner when it is not held (network half). `committed` is called in the
    loop after commits that added to the feed, to wake the relay. `delays`: how long to wait, in seconds, between the
    attempts to handle a fact, before it stays parked."""

    def __init__(
        self,
        service: Service,
        database: Database,
        vault: Vault,
        clock: Clock,
        *,
        ask_for_key: AskForKey | None = None,
        committed: Callable[[], None] = lambda: None,
        delays: Sequence[float] = (0.1, 0.5, 2.0),
    ) -> None:
        for event in service.events:
            is_personal(event)  # TypeError, at the start and not later, where something marked could not be erased
        self._vault, self._ask, self._delays = vault, ask_for_key, delays
        self._thread = WritingThread(service, database, vault, clock, committed)

    def start(self) -> None:
        """Called in the running loop."""
        self._thread.start(asyncio.get_running_loop())

    async def stop(self) -> None:
        """What was taken on is finished; nothing more is."""
        await self._thread.stop()

    async def execute(self, envelope: Envelope) -> Reply:
        """One command, from the bus or from a worker of ours. Whatever goes wrong is said in the reply."""
        try:
            return await with_keys(self._vault, self._ask, lambda: self._execute(envelope))
        except KeyNotHeld:
            return Reply(refused=NO_KEY)
        except Exception as trouble:
            if passes(trouble):
                return Reply(away=True)
            return Reply(fault=faults.report(trouble, command=envelope.command.type_name(), command_id=envelope.id))

    async def apply(self, facts: Sequence[Fact]) -> Applied:
        """Facts of one producer, in order: reactions, views and position, in one transaction. Raises OwnerAway,
        DatabaseAway or Stopped; the same facts may then be given again. What cannot be handled is parked, and the
        rest goes on."""
        try:
            return await self._apply(facts)
        except (TryAgain, Parted):
            raise
        except Exception:  # one of them is to blame: which, is found one by one
            return await self._apply_one_by_one(facts)

    async def retry(self, parked_id: int) -> bool:
        """Apply a parked fact, and those waiting behind it, in order; False when one of them stays parked."""
        queue = await self.do(lambda tx: inbox.queue_of(tx, parked_id))
        return queue is None or await self._retry(*queue)

    async def retry_all(self, chosen: Callable[[ParkedFact], bool]) -> None:
        """The same for the first of each case, where it is chosen."""
        parked = await self.do(inbox.parked)
        queues = dict.fromkeys((row.fact.producer, row.fact.queue) for row in parked if chosen(row))
        for producer, queue in queues:
            await self._retry(producer, queue)

    async def discard(self, parked_id: int, reason: str) -> bool:
        """Give a parked fact up (it is kept, with the reason), and apply those waiting behind it."""
        queue = await self.do(lambda tx: inbox.queue_of(tx, parked_id))
        if queue is None:
            return True
        await self.do(lambda tx: inbox.mark(tx, parked_id, state="discarded", error=reason))
        return await self._retry(*queue)

    async def do[T](self, deed: Callable[[Connection], T]) -> T:
        """Any other change of the service's database, in a transaction of its own."""
        return await self._do(lambda group: deed(group.tx))

    async def _execute(self, envelope: Envelope) -> Reply:
        done: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._thread.put(Asked(envelope, done))
        return await done

    async def _do[T](self, deed: Callable[[Group], T]) -> T:
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._thread.put(Deed(deed, done))
        return await done

    async def _apply(self, facts: Sequence[Fact]) -> Applied:
        return await with_keys(self._vault, self._ask, lambda: self._do(lambda g: applying.apply_facts(g, facts)))

    async def _apply_one_by_one(self, facts: Sequence[Fact]) -> Applied:
        """Once each; what fails is parked, so that other cases go on, and tried again after growing delays."""
        done, parked, again = Applied(0), set[int](), dict[tuple[str, str], int]()
        for fact in facts:
            try:
                done = await self._apply([fact])
            except (TryAgain, Parted):
                raise
            except Exception as error:
                parking = partial(applying.park, fact=fact, error=_in_words(error), state=_state_after(error))
                done = await self._do(parking)
                if not isinstance(error, Refused | Forbidden):  # those would say the same again
                    again[fact.producer, fact.queue] = fact.number
            parked.update(done.parked)
            if done.gap:
                break
        for delay in self._delays if again else ():
            await asyncio.sleep(delay)
            again = {queue: number for queue, number in again.items() if not await self._retry(*queue)}
        return replace(done, parked=tuple(sorted(parked)))

    async def _retry(self, producer: str, queue: str) -> bool:
        def attempt() -> Awaitable[bool]:
            return self._do(lambda group: applying.apply_next(group, producer, queue))

        try:
            while await with_keys(self._vault, self._ask, attempt):
                pass
        except TryAgain:
            raise
        except Exception as error:
            marking = partial(inbox.mark_first, error=_in_words(error), state=_state_after(error))
            await self.do(lambda tx: marking(tx, producer, queue))
            return False
        return True


def _state_after(error: Exception) -> inbox.State:
    """What the database is to blame for is tried again by itself, however long it takes."""
    return "retrying" if is_of_the_database(error) else "parked"


def _in_words(error: Exception) -> str:
    """For the operator. The reason of a refusal is written for people; any other text may hold what is personal."""
    match error:
        case Refused(reason=reason):
            return reason
        case Forbidden():
            return str(error)
        case KeyNotHeld():
            return NO_KEY
        case _:
            return f"{faults.place_of(error)} (reference {faults.report(error)})"
