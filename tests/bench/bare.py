"""What can this machine do with nothing of ours in between? The limits that our own rates are held against."""

import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from time import perf_counter

import psycopg
from nats.aio.client import Client as Connection
from nats.js.api import Header, StreamConfig
from sqlalchemy import make_url

from tests.bench.measuring import rate, rate_in_threads

_ROW = "one row, about as long as what is stored of a short message with its names, numbers and dates " * 2
WINDOW = 1_000


def sqlite_commits(folder: Path, seconds: float) -> float:
    """One-row commits a second: WAL, synchronous=FULL, one connection (there is only one writer)."""
    with closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
        return rate(lambda: database.execute("INSERT INTO bare (text) VALUES (?)", (_ROW,)), seconds)


def postgresql_commits(url: str, seconds: float, connections: int) -> float:
    """One-row commits a second, each connection in a thread of its own, statements prepared."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with ExitStack() as stack:
        lines = [stack.enter_context(psycopg.connect(address, autocommit=True)) for _ in range(connections)]
        lines[0].execute("CREATE TABLE IF NOT EXISTS bare (id bigserial PRIMARY KEY, text text NOT NULL)")
        return rate_in_threads([partial(_commit, line) for line in lines], seconds)


def _commit(line: psycopg.Connection) -> None:
    line.execute("INSERT INTO bare (text) VALUES (%s)", (_ROW,), prepare=True)


BARE_STREAM = "bare"


async def jetstream(connection: Connection, payloads: Sequence[bytes]) -> tuple[float, float]:
    """Messages a second: published in windows with a message id; fetched in batches, each acknowledged."""
    js = connection.jetstream(publish_async_max_pending=2 * WINDOW)
    await js.add_stream(StreamConfig(name=BARE_STREAM, subjects=["bare.>"]))
    try:
        start = perf_counter()
        for at in range(0, len(payloads), WINDOW):
            window = [
                await js.publish_async("bare.fact", payload, headers={Header.MSG_ID: str(at + number)})
                for number, payload in enumerate(payloads[at : at + WINDOW])
            ]
            for acknowledged in window:
                await acknowledged
        published = perf_counter() - start
        subscription = await js.pull_subscribe("bare.>", durable="bare", stream=BARE_STREAM)
        start, fetched = perf_counter(), 0
        while fetched < len(payloads):
            batch = await subscription.fetch(WINDOW // 2)
            for message in batch:
                await message.ack()
            fetched += len(batch)
        return len(payloads) / published, len(payloads) / (perf_counter() - start)
    finally:
        await js.delete_stream(BARE_STREAM)
