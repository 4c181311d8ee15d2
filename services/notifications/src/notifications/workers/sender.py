"""Who sends? The replica that holds the lease: it says that it begins, does it, and says what came of it (X-03).

Each recipient has a line of its own, and is sent one message at a time: one that cannot be reached, or answers slowly,
delays no other (X-12).
"""

import asyncio
from dataclasses import dataclass, field

import structlog
from shared.contracts.notifications.values import AttemptOutcome, Stage
from shared.decider import fold
from shared.hosting.running import Running
from shared.reader import Reader
from shared.wire import Reply

from notifications.channels.letter import Enclosed, Letter, PlainLetter, message_id
from notifications.channels.outcome import FailedForGood, FailedForNow, Outcome, Taken, Uncertain
from notifications.channels.smtp import STOPPED, send
from notifications.domain.commands import AddressDispatch, RecordAttempt, StartAttempt
from notifications.domain.dispatch import DISPATCH
from notifications.domain.state import Dispatch
from notifications.settings import NotificationSettings, mail_server
from notifications.workers.enclosing import enclosed
from notifications.workers.mailing import History, mail_of
from notifications.workers.waiting import Whom, at_stage, due, now_in_directory, whom

log = structlog.get_logger()

SIDE_BY_SIDE = 6
GRACE = 10.0
"""Seconds in which an attempt that is under way may end when the service stops."""
REST = 60.0
"""Seconds until a dispatch whose attempt could not be begun is tried again."""

CUT_SHORT = "The service stopped while it was sending, so nobody knows whether it was sent."
NOT_BEGUN = "The beginning of this attempt could not be recorded, so nothing was sent."
NOT_READ = "The system could not read the notice, so nothing was sent."
NO_SERVER = "No mail server has been set up yet."
NOT_RECORDED = "The end of an attempt to send could not be recorded; it is tried again."

type End = tuple[int, Outcome]
"""The number of an attempt, and what came of it."""


@dataclass(slots=True)
class Sending:
    """What the sender has in hand: who is sent something now, which ends are not on the record yet, and what rests."""

    under_way: dict[Whom, asyncio.Task[None]] = field(default_factory=dict)
    ended: dict[str, End] = field(default_factory=dict)
    resting: dict[str, float] = field(default_factory=dict)

    async def moved(self, seconds: float) -> None:
        """An attempt has ended, or the time is over."""
        if self.under_way:
            await asyncio.wait(self.under_way.values(), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(seconds)


async def send_waiting(running: Running) -> None:
    """The worker. A start without an end that is found now is of an attempt that was cut short: uncertain (X-03)."""
    settings, sending = running.settings, Sending()
    assert isinstance(settings, NotificationSettings)
    async for unfinished in at_stage(running, Stage.SENDING):
        sending.ended[unfinished.dispatch_id] = (unfinished.attempts, Uncertain(CUT_SHORT))
    try:
        while True:
            if not running.held:  # after a restore, until a person has checked what waits
                await begin(running, settings, sending)
            await sending.moved(settings.poll_seconds)
    finally:
        await _let_end(running, sending)


async def begin(running: Running, settings: NotificationSettings, sending: Sending) -> None:
    """Everything that can be begun now."""
    for known in tuple(sending.ended):
        await _record(running, sending, known)
    async for named in now_in_directory(running):
        await running.execute(AddressDispatch(dispatch_id=named.dispatch_id))
    now = asyncio.get_running_loop().time()
    sending.resting = {known: until for known, until in sending.resting.items() if until > now}
    resting = sending.resting.keys() | sending.ended.keys()
    for waiting in await due(running, sending.under_way.keys(), resting):
        if len(sending.under_way) >= SIDE_BY_SIDE:
            break
        to = whom(waiting)
        task = asyncio.create_task(attempt(running, settings, sending, waiting))
        sending.under_way[to] = task
        task.add_done_callback(lambda _, to=to: sending.under_way.pop(to))  # type: ignore[misc]


async def attempt(running: Running, settings: NotificationSettings, sending: Sending, waiting: Dispatch) -> None:
    number, known = waiting.attempts + 1, waiting.dispatch_id
    message = message_id(known, settings.mail_from)
    start = StartAttempt(dispatch_id=known, attempt=number, message_id=message)
    try:
        begun = await running.execute(start)
    except asyncio.CancelledError:
        begun = Reply(fault="cancelled")
    if not begun.accepted:
        # somebody called it off, or sent it by hand, meanwhile; or nobody knows whether this start is on the record
        sending.resting[known] = asyncio.get_running_loop().time() + REST
        outcome: Outcome | None = FailedForNow(NOT_BEGUN) if begun.fault or begun.away else None
    else:
        outcome = await _deed(running, settings, known, number)
    if outcome is not None:
        sending.ended[known] = (number, outcome)
        await _record(running, sending, known)


async def _deed(running: Running, settings: NotificationSettings, dispatch_id: str, number: int) -> Outcome | None:
    """None: the directory names another way by now. Until the channel has the mail nothing can have left, so whatever
    goes wrong before that has failed, and is not uncertain."""
    try:
        at, history = await running.answering.read(lambda reader: _to_send(reader, dispatch_id))
        if at.stage is not Stage.SENDING or at.attempts != number:
            return None
        file = await enclosed(running, at, history)
        mail = mail_of(at, history, settings, file) if file is None or isinstance(file, Enclosed) else file
        server = mail_server(settings)
    except asyncio.CancelledError:
        return FailedForNow(STOPPED)
    except Exception:
        log.exception("What is to be sent could not be read", attempt=number)
        return FailedForNow(NOT_READ)
    if not isinstance(mail, Letter | PlainLetter):
        return mail
    if server is None:
        return FailedForNow(NO_SERVER)
    return await send(server, mail, at=running.clock.now())


async def _record(running: Running, sending: Sending, dispatch_id: str) -> None:
    """What cannot be recorded now is kept in hand, so that what is known of it is not lost."""
    if (end := sending.ended.get(dispatch_id)) is None:
        return  # meanwhile it is on the record
    number, outcome = end
    kind, words, tls = _said(outcome)
    recorded = await running.execute(
        RecordAttempt(dispatch_id=dispatch_id, attempt=number, outcome=kind, words=words, tls=tls)
    )
    if recorded.accepted:
        sending.ended.pop(dispatch_id, None)
        log.info("An attempt to send has ended", attempt=number, status=kind.value)
    running.trouble("sending", NOT_RECORDED if sending.ended else None)


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


async def _let_end(running: Running, sending: Sending) -> None:
    """When the service stops, attempts under way may end in a moment."""
    tasks = list(sending.under_way.values())
    if tasks:
        _, unfinished = await asyncio.wait(tasks, timeout=GRACE)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for known in tuple(sending.ended):
        await _record(running, sending, known)
