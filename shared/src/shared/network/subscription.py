"""How do facts come through NATS? By one pull that stays open: several batches, and more as they are used up."""

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import suppress

import nats.errors
import structlog
from nats.aio.client import Client as Connection
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from nats.js.errors import APIError, NotFoundError

from shared.network.bus import STREAM, declare_stream

log = structlog.get_logger()

BATCH = 1_000
ROOM = 4 * BATCH
"""So many facts at most are on their way or wait in memory."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
EXPIRES, HEARTBEAT = 30, 2
A_SECOND = 1_000_000_000
REQUEST = json.dumps({"batch": BATCH, "expires": EXPIRES * A_SECOND, "idle_heartbeat": HEARTBEAT * A_SECOND}).encode()


class Lost(Exception):
    """The pull has to be set up anew."""


class Pull:
    """`deliver` gets each message; `opened` is called when it begins anew, since what was told before does not come by
    itself; `waiting` says how many messages are not yet used up."""

    def __init__(
        self,
        connection: Connection,
        name: str,
        producers: Sequence[str],
        *,
        deliver: Callable[[Msg], None],
        opened: Callable[[], None],
        waiting: Callable[[], int],
    ) -> None:
        self._connection, self._name, self._producers = connection, name, producers
        self._deliver, self._opened, self._waiting = deliver, opened, waiting
        self._asked = 0  # facts asked for that have not arrived
        self._heard = 0.0  # when NATS last said anything
        self._lost = ""
        self._moved = asyncio.Event()

    def used_up(self) -> None:
        """There may be room for more."""
        self._moved.set()

    def lose(self, why: str) -> None:
        """Begin anew."""
        self._lost = why
        self._moved.set()

    async def run(self) -> None:
        """For ever."""
        pause = FIRST_PAUSE
        while True:
            try:
                await self._pull()
            except Lost as lost:
                log.info("The pull of facts is set up anew", trouble=str(lost))
                pause = FIRST_PAUSE
            except Exception as wrong:
                log.warning("No facts come through NATS", trouble=type(wrong).__name__)
                pause = min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(pause)

    async def _pull(self) -> None:
        await self._declare(await declare_stream(self._connection))
        answers = self._connection.new_inbox()
        subscription = await self._connection.subscribe(answers, cb=self._arrived)
        reconnects = self._connection.stats["reconnects"]
        self._asked, self._heard, self._lost = 0, _now(), ""
        self._opened()
        try:
            while not self._lost:
                if self._asked + self._waiting() <= ROOM - BATCH:
                    await self._connection.publish(
                        f"$JS.API.CONSUMER.MSG.NEXT.{STREAM}.{self._name}", REQUEST, reply=answers
                    )
                    self._asked += BATCH
                    continue
                self._moved.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(0.5):
                        await self._moved.wait()
                if self._connection.stats["reconnects"] != reconnects:
                    raise Lost("NATS was away")
                if _now() - self._heard > 3 * HEARTBEAT:
                    raise Lost("NATS has fallen silent")
            raise Lost(self._lost)
        finally:
            with suppress(nats.errors.Error):
                await subscription.unsubscribe()

    async def _arrived(self, message: Msg) -> None:
        self._heard = _now()
        headers = message.headers or {}
        status = headers.get("Status")
        if status is None:
            self._asked -= 1
            self._deliver(message)
        elif status in {"404", "408"}:  # a request has expired
            self._asked -= int(headers.get("Nats-Pending-Messages", BATCH))
            self._moved.set()
        elif status != "100":  # not a sign of life
            self.lose(headers.get("Description", status))

    async def _declare(self, js: JetStreamContext) -> None:
        """The durable consumer as it should be: the server itself would keep to an older configuration in silence."""
        wanted = ConsumerConfig(
            name=self._name,
            durable_name=self._name,
            deliver_policy=DeliverPolicy.NEW,  # what was told before is asked of its producer
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=EXPIRES,
            max_ack_pending=4 * ROOM,
            filter_subjects=[f"events.{name}.>" for name in self._producers],  # all: numbers have no gaps
        )
        try:
            there = (await js.consumer_info(STREAM, self._name)).config
        except NotFoundError:
            await js.add_consumer(STREAM, wanted)
            return
        settled = ("ack_policy", "ack_wait", "max_ack_pending")
        if sorted(there.filter_subjects or []) == wanted.filter_subjects and all(
            getattr(there, name) == getattr(wanted, name) for name in settled
        ):
            return
        log.info("The consumer in NATS is brought up to date")
        try:
            await js.add_consumer(STREAM, wanted)
        except APIError:  # it cannot become that: a new one
            await js.delete_consumer(STREAM, self._name)
            await js.add_consumer(STREAM, wanted)


def _now() -> float:
    return asyncio.get_running_loop().time()
