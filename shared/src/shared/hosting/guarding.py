"""May anything be changed here? Not while others know more of our history than we do.

Found in three places: the last of our facts in the stream, at the start; a consumer that asks for what follows on
something that we have not told; and another replica, which has put it on record.
"""

import asyncio
from contextlib import suppress
from functools import partial

from shared.history import feed, identity
from shared.history.identity import is_beyond, older_than_others
from shared.hosting.running import Running
from shared.network.relay import last_told
from shared.wire import Envelope, Fact, Reply

EVERY = 1.0
PATIENCE = 3.0
"""Seconds that commands wait at the start for NATS to say what it has of us."""


async def execute(running: Running, envelope: Envelope) -> Reply:
    """A command that somebody else asks of us."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            await running.compared.wait()
    if running.parted:
        return Reply(refused=running.parted)
    return await running.writer.execute(envelope)


async def part(running: Running) -> None:
    """Put it on record, for the other replicas and for `dhr reconcile`."""
    words = older_than_others(running.service.name)
    running.learn(words, running.held)
    await running.writer.do(partial(identity.part, words=words))


async def watch(running: Running) -> None:
    """What other replicas and `dhr` have put on record."""
    while True:
        history = await asyncio.to_thread(_history, running)
        running.learn(history.parted, history.held)
        await asyncio.sleep(EVERY)


def _history(running: Running) -> identity.History:
    with running.database.read() as tx:
        return identity.current(tx)


async def compare_with_stream(running: Running) -> None:
    with suppress(Exception):  # what it does not say now, our consumers will
        async with asyncio.timeout(PATIENCE):
            told = await last_told(running.connection, running.service.name)
        if told is not None and await asyncio.to_thread(_is_beyond, running, told):
            await part(running)
    running.compared.set()


def _is_beyond(running: Running, told: Fact) -> bool:
    with running.database.read() as tx:
        own = feed.last_number(tx), feed.fingerprint_at(tx, told.number)
        return is_beyond(tx, told.number, told.history, told.hash, own)
