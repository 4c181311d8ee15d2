"""Is a process of the system ready to work?"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from deploy.system.child import Child
from deploy.trouble import Trouble
from deploy.waiting import PAUSE, answers, asked

PATIENCE = 60.0
_PARTED = b'"parted":true'


async def until_listening(child: Child, port: int) -> None:
    async with _patience(child):
        while not answers(port):
            _still_there(child)
            await asyncio.sleep(PAUSE)


async def until_all_ready(children: Sequence[tuple[Child, int, str]]) -> None:
    """Until each answers 200 on its path; the first that cannot start is the trouble that is told."""
    waiting = [asyncio.create_task(_until_ready(*one)) for one in children]
    try:
        await asyncio.gather(*waiting)
    finally:
        for task in waiting:
            task.cancel()


async def _until_ready(child: Child, port: int, path: str) -> None:
    async with _patience(child):
        while (said := await asyncio.to_thread(_is_ready, port, path)) is None:
            _still_there(child)
            await asyncio.sleep(0.05)
    if _PARTED in said:
        child.say(
            f"{child.name} takes no changes: what it knows and what others know differ. Please run: dhr reconcile"
        )


def _is_ready(port: int, path: str) -> bytes | None:
    """What it says. Also where it waits for people, and for the gateway, which tells of them as well."""
    code, body = asked(port, path, 2)
    return body if code == 200 or _PARTED in body or b'"gateway":"ready"' in body else None


def _still_there(child: Child) -> None:
    if not child.running:
        raise Trouble(f"{child.name} did not start. {_last_words(child)}")


def _last_words(child: Child) -> str:
    """The end of its log, where it is in plain words; a traceback stays in the log."""
    log = child.recipe.log
    lines = [line for line in log.read_text(errors="replace").splitlines()[-20:] if line.strip()]
    advice = [line for line in lines if line.startswith("- ")]
    return " ".join([*advice, f"Its log is {log}."])


@asynccontextmanager
async def _patience(child: Child) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    except TimeoutError:
        raise Trouble(
            f"{child.name} was not ready after {PATIENCE:g} seconds. Its log is {child.recipe.log}."
        ) from None
