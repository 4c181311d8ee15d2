"""What is done when a key is not held here? Its owner is asked for it, once, and the work is done again."""

import asyncio
from collections.abc import Awaitable, Callable

from shared.database.trouble import TryAgain
from shared.privacy.vault import KeyNotHeld, Vault

type AskForKey = Callable[[str], Awaitable[bytes | None]]
"""subject -> its key, or None where the owner has destroyed it. Raises when the owner does not answer."""


class OwnerAway(TryAgain):
    """The owner of a key does not answer just now. Nothing was done; it may be tried again."""


async def with_keys[T](vault: Vault, ask: AskForKey | None, work: Callable[[], Awaitable[T]]) -> T:
    asked: set[str] = set()
    while True:
        try:
            return await work()
        except KeyNotHeld as missing:
            if ask is None or not asked.isdisjoint(missing.subjects):
                raise
            asked.update(missing.subjects)
            for subject in missing.subjects:
                await _fetch(vault, ask, subject)


async def _fetch(vault: Vault, ask: AskForKey, subject: str) -> None:
    try:
        key = await ask(subject)
    except KeyNotHeld:  # the owner does not have it either
        raise
    except Exception as away:
        raise OwnerAway("the owner of a key does not answer") from away
    if key is None:
        await asyncio.to_thread(vault.destroy, subject)
    else:
        await asyncio.to_thread(vault.put, subject, key)
