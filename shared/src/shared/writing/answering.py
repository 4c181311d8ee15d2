"""How is a question answered? In a small pool of threads, each with a snapshot of the service's tables."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import Connection

from shared.actor import Actor, Forbidden, the_service
from shared.clock import Clock
from shared.database.engine import Database
from shared.history import store
from shared.privacy.documents import DocumentChanged, DocumentMissing, Documents, is_last
from shared.privacy.keys import AskForKey, with_keys
from shared.privacy.unsealing import held, open_events
from shared.privacy.vault import Vault
from shared.question import FilePiece, Question
from shared.reader import Reader
from shared.record import Recorded
from shared.service import NotFound, Service


class Answering:
    def __init__(
        self,
        service: Service,
        database: Database,
        vault: Vault,
        clock: Clock,
        *,
        documents: Documents | None = None,
        ask_for_key: AskForKey | None = None,
        threads: int = 4,
    ) -> None:
        self._service, self._database, self._vault, self._clock = service, database, vault, clock
        self._documents, self._ask = documents, ask_for_key
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=f"reader of {service.name}")

    async def answer(self, question: Question[Any], actor: Actor) -> Any:
        """Raises Forbidden or NotFound (by what answers); OwnerAway; anything else is a fault."""
        if not actor.holds(*type(question).may):
            raise Forbidden("Your role does not allow this")
        return await self.read(lambda reader: self._service.answers[type(question)](reader, question), actor)

    async def read[T](self, deed: Callable[[Reader], T], actor: Actor | None = None) -> T:
        """Anything else that is made from the service's tables and streams, such as the commands of `tick`."""
        actor = actor or the_service(self._service.name)
        loop = asyncio.get_running_loop()
        return await with_keys(
            self._vault, self._ask, lambda: loop.run_in_executor(self._threads, self._read, deed, actor)
        )

    def close(self) -> None:
        self._threads.shutdown()

    def _read[T](self, deed: Callable[[Reader], T], actor: Actor) -> T:
        with self._database.read() as tx:
            return deed(reader(tx, actor, self._service, self._vault, self._clock, self._documents))


def reader(
    tx: Connection, actor: Actor, service: Service, vault: Vault, clock: Clock, documents: Documents | None = None
) -> Reader:
    def history(stream: str) -> list[Recorded[Any]]:
        return open_events(store.load(tx, {stream: 0}), service, vault)

    def file(subject: str, sha256: str, at: int) -> FilePiece:
        key = held(vault, {subject})[subject]
        if documents is None or key is None:
            raise NotFound("This file is not here any more." if documents else "Files are not kept here.")
        try:
            piece = documents.piece(sha256, at, key)
        except (DocumentMissing, DocumentChanged) as trouble:
            raise NotFound(str(trouble)) from None
        return FilePiece(content=piece, last=is_last(piece))

    return Reader(tx=tx, actor=actor, today=clock.today(), history=history, file=file)
