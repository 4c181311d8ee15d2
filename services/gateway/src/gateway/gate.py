"""What does the gateway hold while it runs?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from shared.actor import EVERYBODY, Actor, Role
from shared.clock import Clock
from shared.database.engine import Database
from shared.question import Question
from shared.wire import Envelope, Reply

from gateway.identity.throttle import Throttle
from gateway.settings import GatewaySettings


class Asking(Protocol):
    """The road to the services: `shared.network.client.Client`, or what stands in for it in a test."""

    @property
    def connected(self) -> bool: ...

    async def send(self, service: str, envelope: Envelope) -> Reply: ...

    async def ask(self, question: Question[Any], actor: Actor) -> Any: ...

    async def keep_file(self, service: str, subject: str, content: bytes, actor: Actor) -> str: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A link in the menu at the top, shown to those who may open what it leads to. Smaller orders stand first."""

    text: str
    href: str
    order: int
    may: frozenset[Role] = EVERYBODY


@dataclass(slots=True)
class Gate:
    settings: GatewaySettings
    database: Database
    clock: Clock
    client: Asking
    throttle: Throttle
    menu: Sequence[Entry] = field(default_factory=tuple)
