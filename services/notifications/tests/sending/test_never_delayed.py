"""Does one recipient, kind or message that cannot go delay another (X-12), and what has failed before it left?"""

import asyncio
from contextlib import suppress
from typing import Any

import pytest
from notifications.channels.smtp import STOPPED
from notifications.domain.commands import KeepContent, PrepareDispatch, RecordAttempt, StartAttempt
from notifications.forms import part_one
from notifications.settings import letterhead
from notifications.workers import printing, sender, waiting
from notifications.workers.printing import Resting, print_prepared
from notifications.workers.sender import NOT_READ, send_waiting
from shared.contracts.notifications.queries import DispatchList
from shared.contracts.notifications.values import Notice, RecipientKind, Stage
from shared.privacy.documents import Documents
from shared.wire import Envelope, Reply

from tests.servers import eventually

from .asking import OUTSIDE, detail, enter, rows
from .made_up import CASE, FIRST, MADE_ON, REFERENCE
from .test_enclosing import WITH_FILE
from .world import World

pytestmark = pytest.mark.servers

CORONER, HOME_OFFICE, ADULTS = RecipientKind.CORONER, RecipientKind.HOME_OFFICE, RecipientKind.ADULTS_BOARD


def prepare(dispatch_id: str, kind: RecipientKind, occasion: int) -> PrepareDispatch:
    return PrepareDispatch(
        dispatch_id=dispatch_id,
        case_id=CASE,
        reference=REFERENCE,
        csp="Watford",
        notice=Notice.CORONER,
        recipient=kind,
        occasion=occasion,
        content=part_one.part_one(FIRST, to=kind.value, made_on=MADE_ON),
    )


async def ready(world: World, kind: RecipientKind, count: int, *, stage: Stage = Stage.NO_RECIPIENT) -> None:
    """So many notices to one kind of recipient, of the same day, printed."""
    for number in range(count):
        dispatch_id = f"{number:030x}{list(RecipientKind).index(kind):02x}"
        keep = KeepContent(dispatch_id=dispatch_id, template="made up 1", sha256="ab" * 32, size=9, pdf="JVBERi0xLjcK")
        assert (await world.running.execute(prepare(dispatch_id, kind, number + 1))).accepted
        assert (await world.running.execute(keep)).accepted
    assert await at(world, kind) == {stage}


async def at(world: World, kind: RecipientKind) -> set[Stage]:
    """Where the dispatches to this kind of recipient are."""
    page = await world.ask(DispatchList(size=100, recipient=kind))
    return {row.state for row in page.rows}


@pytest.mark.rule("X-12")
async def test_when_one_address_is_entered_all_of_its_kind_leave_whatever_else_waits(world: World) -> None:
    for kind in (HOME_OFFICE, ADULTS, CORONER):
        await ready(world, kind, 30)
    await enter(world, CORONER, OUTSIDE[CORONER])
    await world.work()
    assert await at(world, CORONER) == {Stage.TAKEN}
    assert len(world.mailbox.received) == 30
    assert await at(world, HOME_OFFICE) == await at(world, ADULTS) == {Stage.NO_RECIPIENT}


@pytest.mark.rule("X-12")
async def test_a_recipient_whose_server_keeps_silent_delays_nobody_else(addressed: World) -> None:
    world, over = addressed, asyncio.Event()
    world.mailbox.silent[OUTSIDE[CORONER]] = over
    await ready(world, CORONER, 60, stage=Stage.QUEUED)
    await ready(world, HOME_OFFICE, 3, stage=Stage.QUEUED)
    worker = asyncio.create_task(send_waiting(world.running))

    async def all_sent() -> bool:
        return await at(world, HOME_OFFICE) == {Stage.TAKEN}

    await eventually(all_sent)
    assert Stage.TAKEN not in await at(world, CORONER)
    over.set()
    worker.cancel()
    with suppress(asyncio.CancelledError):
        await worker


@pytest.mark.rule("X-12")
async def test_forms_that_cannot_be_printed_delay_no_other_and_rest_before_they_are_tried_again(
    addressed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, tried = addressed, 0
    printed = printing._printed

    def breaking(dispatch_id: str, form: Any, head: Any) -> Any:
        nonlocal tried
        if form.to == CORONER.value:
            tried += 1
            raise KeyError("a form that nobody thought of")
        return printed(dispatch_id, form, head)

    monkeypatch.setattr(printing, "_printed", breaking)
    monkeypatch.setattr(waiting, "PAGE", 2)
    for number in range(3):
        await world.running.execute(prepare(f"{number:032x}", CORONER, number + 1))
    await world.running.execute(prepare("f" * 32, HOME_OFFICE, 1))
    resting: Resting = {}
    for _ in range(2):
        await print_prepared(world.running, letterhead(world.settings), resting)
    assert await at(world, HOME_OFFICE) == {Stage.QUEUED}
    assert (tried, len(resting)) == (3, 3)
    assert world.running.troubles["printing"] == "A form could not be printed."


@pytest.mark.rule("X-03")
async def test_a_document_that_cannot_be_read_has_failed_with_the_reason_and_is_not_uncertain(
    addressed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: Any) -> bytes:
        raise OSError("the disk does not answer")

    world = addressed
    monkeypatch.setattr(Documents, "get", unreadable)
    await world.tell(WITH_FILE)
    await world.work()
    record = await detail(world, HOME_OFFICE)
    assert (record.row.state, record.attempts[-1].words) == (Stage.WAITING, NOT_READ)
    assert world.mailbox.received == []


@pytest.mark.rule("X-03")
async def test_a_stop_before_the_message_has_left_is_a_failure_for_now(
    addressed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, never, asked = addressed, asyncio.Event(), asyncio.Event()

    async def keep_silent(_: Any) -> str:
        asked.set()
        await never.wait()
        return "250 never heard"

    monkeypatch.setattr(sender, "GRACE", 0.1)
    world.mailbox.rcpt = keep_silent
    await ready(world, HOME_OFFICE, 1, stage=Stage.QUEUED)
    worker = asyncio.create_task(send_waiting(world.running))
    await asyncio.wait_for(asked.wait(), 30)
    worker.cancel()
    with suppress(asyncio.CancelledError):
        await worker
    record = await detail(world, HOME_OFFICE)
    assert (record.row.state, record.attempts[-1].words) == (Stage.WAITING, STOPPED)
    never.set()


@pytest.mark.rule("X-03")
@pytest.mark.parametrize("which", [StartAttempt, RecordAttempt])
async def test_a_database_that_is_away_for_a_moment_makes_no_attempt_uncertain(
    addressed: World, monkeypatch: pytest.MonkeyPatch, which: type
) -> None:
    """The command is done, or not; the answer to it is lost."""
    world, faults = addressed, 2
    execute = world.running.writer.execute

    async def failing(envelope: Envelope) -> Reply:
        nonlocal faults
        if isinstance(envelope.command, which) and faults:
            faults -= 1
            if which is StartAttempt:
                await execute(envelope)
            return Reply(fault="the database is away")
        return await execute(envelope)

    monkeypatch.setattr(world.running.writer, "execute", failing)
    monkeypatch.setattr(sender, "REST", 0.0)
    await ready(world, HOME_OFFICE, 1, stage=Stage.QUEUED)
    await world.work()
    [row] = (await rows(world)).values()
    if which is StartAttempt:
        assert row.state is Stage.WAITING
        assert world.mailbox.received == []
    else:
        assert row.state is Stage.TAKEN
        assert len(world.mailbox.received) == 1
    assert world.running.troubles == {}
