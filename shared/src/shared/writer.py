"""Who changes a service's database? One thread, which takes all that waits as a group and commits once."""

from collections.abc import Awaitable, Callable, Sequence

from sqlalchemy import Connection

from shared.clock import Clock
from shared.database import Database
from shared.inbox import Applied
from shared.service import Service
from shared.vault import Vault
from shared.wire import Envelope, Fact, Reply


class Writer:
    """`ask_for_key(subject)` is how a key is asked of its owner when it is not held (network half): the key, or None where it
    was destroyed; it raises when the owner does not answer. `committed` is called in the loop after commits that added to
    the feed, to wake the relay. `delays`: how long to wait between attempts before a fact is parked."""

    def __init__(
        self,
        service: Service,
        database: Database,
        vault: Vault,
        clock: Clock,
        *,
        ask_for_key: Callable[[str], Awaitable[bytes | None]] | None = None,
        committed: Callable[[], None] = lambda: None,
        delays: Sequence[float] = (0.1, 0.5, 2.0),
    ) -> None:
        raise NotImplementedError

    def start(self) -> None:
        """Called in the running loop."""
        raise NotImplementedError

    async def stop(self) -> None:
        """What was taken is finished; what comes later is answered with a fault."""
        raise NotImplementedError

    async def execute(self, envelope: Envelope) -> Reply:
        """One command, from the bus or from a worker of ours. Raises only when the service stops or a key's owner is away."""
        raise NotImplementedError

    async def apply(self, facts: Sequence[Fact]) -> Applied:
        """Facts of one producer, in order: reactions, views, position, in one transaction. Raises when the database or a
        key's owner is away; then nothing (more) was applied and the same facts may be given again."""
        raise NotImplementedError

    async def retry(self, parked_id: int) -> None:
        """Apply a parked fact, and those waiting behind it, in order."""
        raise NotImplementedError

    async def discard(self, parked_id: int, reason: str) -> None:
        """Give a parked fact up, and apply those waiting behind it."""
        raise NotImplementedError

    async def do[T](self, deed: Callable[[Connection], T]) -> T:
        """Any other change of the service's database, in a transaction of its own."""
        raise NotImplementedError
