"""How does every service answer what any of them may be asked: its feed, a key, what is parked?"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic_core import from_json

from shared.actor import Actor, Forbidden
from shared.asking import (
    CaseKey,
    DiscardParked,
    Feed,
    FeedPage,
    KeepPiece,
    KeyHandedOver,
    Parked,
    ParkedRow,
    ParkedRows,
    PieceKept,
    RetryParked,
)
from shared.history import feed, identity, inbox, store
from shared.hosting import guarding
from shared.hosting.running import Running
from shared.message import Value
from shared.privacy.sealing import MARK, subject_of
from shared.privacy.unsealing import own_keys
from shared.question import Question
from shared.service import NotFound
from shared.wire import Fact

NO_PLACE = "There is no place for files yet. Please ask whoever runs the system to set DOCUMENTS_URL."

type Deed = Callable[[Any, Actor], Awaitable[Value]]

LARGEST_PAGE = 400_000
"""Characters of facts in one page of the feed: well below what NATS takes in one message."""


def deeds(running: Running) -> dict[type[Question[Any]], Deed]:
    async def told(asked: Feed) -> FeedPage:
        page, beyond = await asyncio.to_thread(_page, running, asked)
        if beyond:
            await guarding.part(running)
        return page

    async def key(asked: CaseKey) -> KeyHandedOver:
        held = await asyncio.to_thread(_key, running, asked.subject)
        return KeyHandedOver(key=None if held is None else held.hex())

    async def parked(_: Parked) -> ParkedRows:
        return await asyncio.to_thread(_parked, running)

    async def retry(asked: RetryParked) -> ParkedRows:
        if asked.id is None:
            await running.writer.retry_all(lambda row: asked.cause in (None, row.cause))
        else:
            await running.writer.retry(asked.id)
        return await asyncio.to_thread(_parked, running)

    async def discard(asked: DiscardParked) -> ParkedRows:
        await running.writer.discard(asked.id, asked.reason)
        return await asyncio.to_thread(_parked, running)

    async def keep(asked: KeepPiece, actor: Actor) -> PieceKept:
        if not actor.holds(*running.service.files_from):
            raise Forbidden("Your role does not allow this")
        await asyncio.to_thread(_keep, running, asked)
        return PieceKept()

    answers: dict[type[Question[Any]], Callable[[Any], Awaitable[Value]]] = {
        Feed: told,
        CaseKey: key,
        Parked: parked,
        RetryParked: retry,
        DiscardParked: discard,
    }
    return {question: _permitted(answer) for question, answer in answers.items()} | {KeepPiece: keep}


def _permitted(answer: Callable[[Any], Awaitable[Value]]) -> Deed:
    async def deed(question: Question[Any], actor: Actor) -> Value:
        if not actor.holds(*question.may):
            raise Forbidden("Your role does not allow this")
        return await answer(question)

    return deed


def _key(running: Running, subject: str) -> bytes | None:
    """A case without anything personal so far, such as a review taken over by its counts alone, gets its key now. Where
    something is sealed, a new key would open nothing."""
    with running.database.read() as tx:
        rows = store.load(tx, {subject: 0})
    fresh = bool(rows) and not any(
        MARK in row.data and subject_of(from_json(row.data), row.stream) == subject for row in rows
    )
    found = running.vault.keys([subject], make=fresh)
    if subject not in found:
        raise NotFound("There is no such key here")
    return found[subject]


def _keep(running: Running, asked: KeepPiece) -> None:
    if running.documents is None:
        raise NotFound(NO_PLACE)
    key = own_keys(running.vault, running.service, {asked.subject})[asked.subject]
    if key is None:
        raise NotFound("What this belongs to was erased.")
    running.documents.put_piece(asked.sha256, asked.at, asked.content, key)


def _page(running: Running, asked: Feed) -> tuple[FeedPage, bool]:
    """Also whether who asks knows more of our history than we do."""
    with running.database.read() as tx:
        history, last = identity.current(tx), feed.last_number(tx)
        ours = feed.fingerprint_at(tx, asked.after)
        beyond = bool(asked.hash) and identity.is_beyond(tx, asked.after, asked.history, asked.hash, (last, ours))
        rows = feed.since(tx, running.service.name, asked.after, asked.limit) if asked.limit else []
    facts: list[Fact] = []
    size = 0
    for fact in rows:
        size += len(fact.model_dump_json())
        if facts and size > LARGEST_PAGE:
            break
        facts.append(fact)
    page = FeedPage.model_construct(facts=tuple(facts), last=last, history=history.id, hash=ours)
    return page, beyond and history.parted is None


def _parked(running: Running) -> ParkedRows:
    with running.database.read() as tx:
        rows = inbox.parked(tx)
    return ParkedRows(
        rows=tuple(
            ParkedRow(
                id=row.id,
                producer=row.fact.producer,
                number=row.fact.number,
                type=row.fact.type,
                case_id=row.fact.case_id,
                state=row.state,
                error=row.error,
                at=row.at,
            )
            for row in rows
        )
    )
