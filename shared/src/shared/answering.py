"""How is a question answered? In a small pool of threads, each with a snapshot of the service's tables."""

from collections.abc import Awaitable, Callable
from typing import Any

from shared.actor import Actor
from shared.clock import Clock
from shared.database import Database
from shared.question import Question
from shared.service import Service
from shared.vault import Vault


class Answering:
    def __init__(
        self,
        service: Service,
        database: Database,
        vault: Vault,
        clock: Clock,
        *,
        ask_for_key: Callable[[str], Awaitable[bytes | None]] | None = None,
        threads: int = 4,
    ) -> None:
        raise NotImplementedError

    async def answer(self, question: Question[Any], actor: Actor) -> Any:
        """Raises Forbidden, NotFound; anything else is a fault."""
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError
