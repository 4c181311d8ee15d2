"""How does a process keep its connection to NATS, and how does it know that nobody keeps it any more?"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urlsplit

import structlog
from nats.aio.client import Client as Connection

log = structlog.get_logger()

AWAY = 5.0
"""Seconds without NATS after which who leads can no longer do its work, and lets another replica try."""
GIVEN_UP = 60.0
"""Seconds without an attempt to reconnect after which there will be none."""


@dataclass(slots=True)
class Line:
    """What is known of one connection. Its callbacks never raise: an error in one would end nats-py's reconnecting."""

    connection: Connection | None = None
    _last: float = field(default_factory=time.monotonic)
    """When somebody last tried to connect."""
    _since: float = field(default_factory=time.monotonic)
    """When the connection was last lost."""
    _said: set[str] = field(default_factory=set)
    _there: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def away(self) -> float:
        """For how many seconds there has been no connection."""
        if self.connection is not None and self.connection.is_connected:
            return 0.0
        return time.monotonic() - self._since

    @property
    def given_up(self) -> bool:
        """Whether nobody reconnects any more: only a restart helps."""
        if self.connection is None:
            return False
        return self.connection.is_closed or (self.away > 0 and time.monotonic() - self._last > GIVEN_UP)

    async def troubled(self, error: Exception) -> None:
        self._last = time.monotonic()
        kind = type(error).__name__
        if kind in self._said:  # not every quarter of a second
            return
        self._said.add(kind)
        if "authorization" in str(error).lower():
            log.error("NATS refuses this service. Please check the user and the password in NATS_URL")
        log.warning("The connection to NATS is in trouble", trouble=kind)

    async def disconnected(self) -> None:
        self._last = self._since = time.monotonic()
        self._there.clear()

    async def reconnected(self) -> None:
        log.info("The connection to NATS is back")
        self._said.clear()
        self._there.set()

    def held_by(self, connection: Connection) -> None:
        """It is connected now."""
        self.connection = connection
        self._there.set()

    async def while_there(self, work: Callable[[], Awaitable[None]]) -> None:
        """Begun when NATS is there, until it ends, or until NATS has been away for some seconds: then it is cancelled,
        and its end waited for."""
        await self._there.wait()
        task = asyncio.ensure_future(work())
        try:
            while not task.done():
                await asyncio.wait([task], timeout=1.0)
                if self.away > AWAY:
                    log.warning("NATS is away, so another replica may lead")
                    return
            task.result()
        finally:
            task.cancel()
            await asyncio.wait([task])

    async def until_given_up(self) -> None:
        while not self.given_up:  # noqa: ASYNC110 - nobody calls when nobody tries any more
            await asyncio.sleep(2)


def options(nats_url: str, name: str, line: Line) -> dict[str, Any]:
    """For nats-py and FastStream alike."""
    servers, _, _ = _apart(nats_url)
    return {
        "servers": servers,
        "name": name,
        "inbox_prefix": f"_INBOX.{name}",  # so that the NATS configuration can keep others from listening to answers
        "max_reconnect_attempts": -1,
        "reconnect_time_wait": 0.25,
        "connect_timeout": 2,
        "ping_interval": 10,
        "max_outstanding_pings": 2,
        "pending_size": 0,  # nothing is kept while disconnected: who asked has been told that nobody is there
        "error_cb": line.troubled,
        "disconnected_cb": line.disconnected,
        "reconnected_cb": line.reconnected,
    }


def credentials(nats_url: str) -> tuple[str, str] | None:
    """The user and the password. Given as options, and not in the addresses, they are good for the servers too that a
    cluster tells of itself; nats-py would try those without any."""
    _, user, password = _apart(nats_url)
    return None if user is None or password is None else (user, password)


def _apart(nats_url: str) -> tuple[list[str], str | None, str | None]:
    """The servers without the user and the password, which are the same for all."""
    parts = [urlsplit(url.strip()) for url in nats_url.split(",")]
    known = {(part.username, part.password) for part in parts}
    if len(known) > 1:
        raise ValueError("NATS_URL names several users. Please give each server the same user and password.")
    [(user, password)] = known
    if user is None or password is None:
        return [part.geturl() for part in parts], None, None
    return [_without_user(part) for part in parts], user, password


def _without_user(part: SplitResult) -> str:
    return part._replace(netloc=part.netloc.rpartition("@")[2]).geturl()
