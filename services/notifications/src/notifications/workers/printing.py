"""Which documents and letters are still to be made? Each once, and on the record before anything is sent (X-02)."""

import asyncio
import hashlib
from base64 import b64encode
from functools import partial

import structlog
from shared.contracts.notifications.commands import CancelDispatch, KeepContent, KeepLetter
from shared.contracts.notifications.values import Form, Stage
from shared.hosting.running import Running
from shared.reader import Reader

from notifications.answers.detail import content
from notifications.forms.evaluation import written
from notifications.forms.letterhead import Letterhead
from notifications.forms.render import NotRendered, render, template_version
from notifications.workers.waiting import at_stage

log = structlog.get_logger()

ERASED = "The personal data of the case has been erased, so there is nothing left to send."


async def print_prepared(running: Running, letterhead: Letterhead) -> None:
    for waiting in await at_stage(running, Stage.PREPARING):
        form = await running.answering.read(partial(_content, waiting.dispatch_id))
        if form is None:
            await running.execute(CancelDispatch(dispatch_id=waiting.dispatch_id, reason=ERASED))
            continue
        try:
            make = _written if waiting.notice.letter else _printed
            await running.execute(await asyncio.to_thread(make, waiting.dispatch_id, form, letterhead))
        except NotRendered:
            # it stays where it is, others go on, and after a day the team has a task
            log.exception("A form could not be printed", template=form.template)
            running.trouble("printing", "A form could not be printed.")


def _content(dispatch_id: str, reader: Reader) -> Form | None:
    return content(reader.history(f"dispatch-{dispatch_id}"))


def _written(dispatch_id: str, form: Form, letterhead: Letterhead) -> KeepLetter:
    text = written(form, letterhead)
    return KeepLetter(
        dispatch_id=dispatch_id,
        template=f"{form.template} {form.template_version}",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
    )


def _printed(dispatch_id: str, form: Form, letterhead: Letterhead) -> KeepContent:
    pdf = render(form, letterhead)
    return KeepContent(
        dispatch_id=dispatch_id,
        template=template_version(form),
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        pdf=b64encode(pdf).decode(),
    )
