"""Does what must live for ever live for ever?"""

import asyncio
import errno
from types import SimpleNamespace
from typing import Any

import pytest
from shared.hosting import running
from shared.hosting.running import for_ever


async def test_a_worker_that_fails_is_started_again_even_when_that_cannot_be_logged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str | None] = []
    done = asyncio.Event()
    tries = 0

    class Full:
        def exception(self, *_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    async def worker(_: Any) -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise ZeroDivisionError
        done.set()

    monkeypatch.setattr(running, "log", Full())
    held: Any = SimpleNamespace(trouble=lambda _, words: told.append(words))
    async with asyncio.timeout(10):
        await for_ever(held, worker)
    assert done.is_set()
    assert told == ["The worker fails and is tried again.", None] * 2
