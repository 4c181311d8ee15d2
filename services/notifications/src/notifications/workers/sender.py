"""Who sends? The replica that holds the lease: it says that it begins, does it, and says what came of it (X-03)."""

import asyncio
from collections.abc import Coroutine, Sequence

import structlog
from shared.contracts.notifications.commands import AddressDispatch, RecordAttempt, StartAttempt
from shared.contracts.notifications.values import AttemptOutcome, Stage
from shared.decider import fold
from shared.hosting.running import Running
from shared.reader import Reader

from notifications.channels.letter import Enclosed, Letter, Mail, PlainLetter, message_id
from notifications.channels.outcome import FailedForGood, FailedForNow, Outcome, Taken, Uncertain
from notifications.channels.smtp import MailServer, send
from notifications.domain.dispatch import DISPATCH
from notifications.domain.state import Dispatch
from notifications.settings import NotificationSettings, letterhead, mail_server
from notifications.workers.enclosing import enclosed
from notifications.workers.mailing import History, mail_of
from notifications.workers.printing import print_prepared
from notifications.workers.waiting import at_stage, due

log = structlog.get_logger()

SIDE_BY_SIDE = 4
GRACE = 10.0
"""Seconds in which an attempt that is under way may end when the service stops."""

CUT_SHORT = "The service stopped while it was sending, so nobody knows whether it was sent."
NO_SERVER = "No mail server has been set up yet."


async def send_waiting(running: Running) -> None:
    """The worker. A start without an end that is found now is of an attempt that was cut short: uncertain (X-03)."""
    settings = running.settings
    assert isinstance(settings, NotificationSettings)
    for unfinished in await at_stage(running, Stage.SENDING):
        await _record(running, unfinished.dispatch_id, unfinished.attempts, Uncertain(CUT_SHORT))
    while True:
        await once(running, settings)
        await asyncio.sleep(settings.poll_seconds)


async def once(running: Running, settings: NotificationSettings) -> None:
    """Everything that can be done now."""
    await print_prepared(running, letterhead(settings))
    for nowhere in await at_stage(running, Stage.NO_RECIPIENT):
        await running.execute(AddressDispatch(dispatch_id=nowhere.dispatch_id))
    waiting = await due(running)
    for start in range(0, len(waiting), SIDE_BY_SIDE):
        attempts = [attempt(running, settings, one) for one in waiting[start : start + SIDE_BY_SIDE]]
        await _to_the_end(attempts)


async def attempt(running: Running, settings: NotificationSettings, waiting: Dispatch) -> None:
    number = waiting.attempts + 1
    known = message_id(waiting.dispatch_id, settings.mail_from)
    begun = await running.execute(StartAttempt(dispatch_id=waiting.dispatch_id, attempt=number, message_id=known))
    if not begun.accepted:
        return  # somebody called it off, or sent it by hand, meanwhile
    at, history = await running.answering.read(lambda reader: _to_send(reader, waiting.dispatch_id))
    if at.stage is not Stage.SENDING or at.attempts != number:
        return  # the directory names another way by now
    file = await enclosed(running, at, history)
    mail = mail_of(at, history, settings, file) if file is None or isinstance(file, Enclosed) else file
    outcome = await _deed(running, mail_server(settings), mail)
    await _record(running, at.dispatch_id, number, outcome)


async def _deed(running: Running, server: MailServer | None, mail: Mail | Outcome) -> Outcome:
    if not isinstance(mail, Letter | PlainLetter):
        return mail
    if server is None:
        return FailedForNow(NO_SERVER)
    return await send(server, mail, at=running.clock.now())


async def _record(running: Running, dispatch_id: str, number: int, outcome: Outcome) -> None:
    kind, words, tls = _said(outcome)
    recorded = await running.execute(
        RecordAttempt(dispatch_id=dispatch_id, attempt=number, outcome=kind, words=words, tls=tls)
    )
    if not recorded.accepted:
        raise RuntimeError("the end of an attempt could not be recorded")  # found as uncertain at the next start
    log.info("An attempt to send has ended", attempt=number, status=kind.value)


def _said(outcome: Outcome) -> tuple[AttemptOutcome, str, str | None]:
    match outcome:
        case Taken(reply=words, tls=tls):
            return AttemptOutcome.TAKEN, words, tls
        case FailedForNow(reason=words):
            return AttemptOutcome.FAILED_FOR_NOW, words, None
        case FailedForGood(reason=words):
            return AttemptOutcome.FAILED_FOR_GOOD, words, None
        case Uncertain(reason=words):
            return AttemptOutcome.UNCERTAIN, words, None


def _to_send(reader: Reader, dispatch_id: str) -> tuple[Dispatch, History]:
    history = reader.history(f"dispatch-{dispatch_id}")
    state = fold(DISPATCH, [recorded.message for recorded in history])
    assert isinstance(state, Dispatch)
    return state, history


async def _to_the_end(attempts: Sequence[Coroutine[None, None, None]]) -> None:
    """All of them, whatever becomes of one; and when the service stops, those under way may end in a moment."""
    tasks = [asyncio.create_task(one) for one in attempts]
    try:
        await asyncio.wait(tasks)
    except asyncio.CancelledError:
        _, unfinished = await asyncio.wait(tasks, timeout=GRACE)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    for task in tasks:
        task.result()
