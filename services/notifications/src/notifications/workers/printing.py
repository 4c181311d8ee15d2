"""Which documents and letters are still to be made? Each once, and on the record before anything is sent (X-02)."""

import asyncio
import hashlib
from base64 import b64encode
from functools import partial

import structlog
from shared.contracts.notifications.commands import CancelDispatch
from shared.contracts.notifications.values import Form, Stage
from shared.hosting.running import Running
from shared.reader import Reader

from notifications.answers.detail import content
from notifications.domain.commands import KeepContent, KeepLetter
from notifications.domain.state import Dispatch
from notifications.forms.evaluation import written
from notifications.forms.letterhead import Letterhead
from notifications.forms.render import render, template_version
from notifications.settings import NotificationSettings, letterhead
from notifications.workers.waiting import at_stage

log = structlog.get_logger()

FIRST_REST, LONGEST_REST = 60.0, 3600.0
"""Seconds until a form that could not be printed is tried again."""

ERASED = "The personal data of the case has been erased, so there is nothing left to send."


type Resting = dict[str, tuple[float, float]]
"""Which could not be printed: until when each rests, and how long it would rest the next time."""


async def print_waiting(running: Running) -> None:
    """The worker. It is not the sender, so that a form that takes long, or cannot be printed, delays nothing (X-12)."""
    settings = running.settings
    assert isinstance(settings, NotificationSettings)
    resting: Resting = {}
    while True:
        await print_prepared(running, letterhead(settings), resting)
        await asyncio.sleep(settings.poll_seconds)


async def print_prepared(running: Running, head: Letterhead, resting: Resting) -> None:
    now = asyncio.get_running_loop().time()
    found = set()
    async for waiting in at_stage(running, Stage.PREPARING):
        found.add(waiting.dispatch_id)
        until, rest = resting.get(waiting.dispatch_id, (0.0, FIRST_REST))
        if until > now:
            continue
        try:
            await _print(running, waiting, head)
            resting.pop(waiting.dispatch_id, None)
        except Exception:
            # it stays where it is, others go on, and after a day the team has a task
            log.exception("A form could not be printed", template=waiting.notice.value)
            resting[waiting.dispatch_id] = (now + rest, min(2 * rest, LONGEST_REST))
    for gone in resting.keys() - found:
        del resting[gone]
    running.trouble("printing", "A form could not be printed." if resting else None)


async def _print(running: Running, waiting: Dispatch, head: Letterhead) -> None:
    form = await running.answering.read(partial(_content, waiting.dispatch_id))
    if form is None:
        await running.execute(CancelDispatch(dispatch_id=waiting.dispatch_id, reason=ERASED))
        return
    make = _written if waiting.notice.letter else _printed
    kept = await running.execute(await asyncio.to_thread(make, waiting.dispatch_id, form, head))
    if kept.fault or kept.away:
        raise RuntimeError("what was printed could not be kept")


def _content(dispatch_id: str, reader: Reader) -> Form | None:
    return content(reader.history(f"dispatch-{dispatch_id}"))


def _written(dispatch_id: str, form: Form, head: Letterhead) -> KeepLetter:
    text = written(form, head)
    return KeepLetter(
        dispatch_id=dispatch_id,
        template=f"{form.template} {form.template_version}",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )


def _printed(dispatch_id: str, form: Form, head: Letterhead) -> KeepContent:
    pdf = render(form, head)
    return KeepContent(
        dispatch_id=dispatch_id,
        template=template_version(form),
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        pdf=b64encode(pdf).decode(),
    )
