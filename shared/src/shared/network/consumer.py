"""How do others' facts reach a service? By one pull that stays open; what it misses is asked of the producer.

JetStream is the fast road and never the record: the number applied of each producer stands in our own database, and
a gap, a lost stream, a deleted consumer or plain silence is healed through `queries.<producer>.Feed`.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

import nats.errors
import structlog
from nats.aio.client import Client as Connection
from nats.aio.msg import Msg
from nats.js.api import Header

from shared.actor import the_service
from shared.asking import FeedPage, owner_of
from shared.history import inbox
from shared.history.identity import Parted
from shared.message import Contract
from shared.network.client import Away, Client
from shared.network.subscription import BATCH, ROOM, Pull
from shared.observing.metrics import Metrics
from shared.service import Service
from shared.wire import Fact
from shared.writing.writer import Writer

log = structlog.get_logger()

COMPARE = 3.0
"""Seconds between two looks at a producer's last number."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0


def listened_to(service: Service) -> list[str]:
    """The producers whose facts the service's views and reactions want."""
    contracts: set[type] = {reaction.contract for reaction in service.reactions}
    contracts |= {kind for view in service.views for kind in view.listens if issubclass(kind, Contract)}
    return sorted({owner_of(contract) for contract in contracts})


@dataclass(slots=True)
class Producer:
    """How far we are with one producer. One task works on it, so that its trouble is nobody else's."""

    name: str
    applied: int = 0
    arrived: deque[Msg] = field(default_factory=deque)
    early: dict[int, Fact] = field(default_factory=dict)
    """What is beyond a gap, until the producer's feed has filled it."""
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    compare_at: float = 0.0
    heard: bool = True
    """Whether anything has come through NATS since the last comparison (or could not yet have)."""

    def look(self) -> None:
        """Compare with the producer's last number at once."""
        self.compare_at, self.heard = 0.0, True
        self.woken.set()


class Consumer:
    def __init__(
        self,
        service: Service,
        connection: Connection,
        writer: Writer,
        metrics: Metrics,
        trouble: Callable[[str, str | None], None],
    ) -> None:
        self._name = service.name
        self._writer = writer
        self._metrics = metrics
        self._trouble = trouble
        self._client = Client(connection)
        self._producers = {name: Producer(name) for name in listened_to(service)}
        self._pull = Pull(
            connection,
            service.name,
            list(self._producers),
            deliver=self._deliver,
            opened=self._look_at_all,
            waiting=lambda: sum(len(producer.arrived) for producer in self._producers.values()),
        )

    async def run(self) -> None:
        """For ever, while the lease is held."""
        if not self._producers:
            return
        positions = await self._writer.do(inbox.applied)
        async with asyncio.TaskGroup() as tasks:
            for producer in self._producers.values():
                producer.applied = positions.get(producer.name, 0)
                tasks.create_task(self._follow(producer))
            tasks.create_task(self._pull.run())

    def _deliver(self, message: Msg) -> None:
        producer = self._producers.get(message.subject.split(".")[1])
        if producer is not None:
            producer.arrived.append(message)
            producer.heard = True
            producer.woken.set()

    def _look_at_all(self) -> None:
        for producer in self._producers.values():
            producer.look()

    async def _follow(self, producer: Producer) -> None:
        pause = FIRST_PAUSE
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout_at(producer.compare_at):
                    await producer.woken.wait()
            producer.woken.clear()
            try:
                await self._apply_arrived(producer)
                if _now() >= producer.compare_at:
                    await self._compare(producer)
            except Away:  # whatever comes through NATS meanwhile is applied all the same
                producer.compare_at = _now() + pause
                pause = min(pause * 2, COMPARE)
            except Exception as wrong:
                words = f"The facts of {producer.name} cannot be applied at the moment."
                self._trouble(producer.name, str(wrong) if isinstance(wrong, Parted) else words)
                log.warning("Facts cannot be applied", producer=producer.name, trouble=type(wrong).__name__)
                producer.arrived.clear()  # asked for again, when it works again
                producer.early.clear()
                await asyncio.sleep(pause)
                producer.compare_at = 0.0
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                pause = FIRST_PAUSE
                self._trouble(producer.name, None)
            self._pull.used_up()

    async def _apply_arrived(self, producer: Producer) -> None:
        messages = [producer.arrived.popleft() for _ in range(len(producer.arrived))]
        new = (m for m in messages if _number(m) > producer.applied)
        await self._take(producer, [Fact.model_validate_json(message.data) for message in new])
        with suppress(nats.errors.Error):  # then they come a second time, and are known
            for message in messages:
                await message.ack()

    async def _take(self, producer: Producer, facts: Iterable[Fact]) -> None:
        """Those that follow on are applied, in order; those beyond a gap wait until it is filled."""
        early = producer.early
        early.update((fact.number, fact) for fact in facts if fact.number > producer.applied)
        while run := _following(early, producer.applied):
            done = await self._writer.apply(run)
            self._metrics.applied.labels(producer.name).inc(max(0, done.number - producer.applied))
            producer.applied = done.number
            for fact in run:
                del early[fact.number]
            if done.gap:
                break
        if early:
            producer.compare_at = 0.0
            if len(early) > ROOM:
                early.clear()

    async def _compare(self, producer: Producer) -> None:
        """With the last number its producer has given: what is missing is asked for. Raises Parted."""
        before = producer.applied
        while True:
            page = await self._agreed(producer)
            await self._take(producer, page.facts)
            self._metrics.behind.labels(producer.name).set(max(0, page.last - producer.applied))
            if not page.facts or producer.applied >= page.last:
                break
        self._metrics.healed.labels(producer.name).inc(producer.applied - before)
        if producer.applied > before and not producer.heard:
            self._pull.lose(f"nothing was heard of {producer.name}")
        producer.heard = False
        producer.compare_at = _now() + (FIRST_PAUSE if producer.early else COMPARE)

    async def _agreed(self, producer: Producer) -> FeedPage:
        """What the producer has told since our checkpoint, if it knows that as we do."""
        point = await self._writer.do(partial(inbox.checkpoint, producer=producer.name))
        producer.applied = point.number
        asked = {"history": point.history, "hash": point.hash}
        page = await self._client.feed(producer.name, point.number, the_service(self._name), **asked)
        if page.last < point.number or (point.hash and page.hash and point.hash != page.hash):
            raise Parted(producer.name)
        known = inbox.Checkpoint(point.number, page.history, page.hash)
        if point.number and known != point:  # it began before facts had fingerprints, or goes on under another identity
            await self._writer.do(partial(inbox.set_checkpoint, producer=producer.name, point=known))
        return page


def _number(message: Msg) -> int:
    """Of the fact, by its message id `<producer>:<number>:<fingerprint>`: its payload need not be read."""
    return int((message.headers or {}).get(Header.MSG_ID, ":0").split(":")[1])


def _following(early: dict[int, Fact], applied: int) -> list[Fact]:
    """The facts that follow on without a gap, a thousand at most."""
    run: list[Fact] = []
    while len(run) < 2 * BATCH and (fact := early.get(applied + len(run) + 1)):
        run.append(fact)
    return run


def _now() -> float:
    return asyncio.get_running_loop().time()
