"""From a fact of a case to a message in a mailbox: on both databases, with a real mail server."""

import asyncio
import hashlib
import io
from base64 import b64decode
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any
from zipfile import ZipFile

import pytest
from notifications.service import NOTIFICATIONS
from notifications.views.tables import METADATA
from notifications.workers.sender import CUT_SHORT, send_waiting
from pypdf import PdfReader
from shared.contracts.notifications.answers import DispatchRecord, EvidencePack, Tasks
from shared.contracts.notifications.commands import ResolveUncertain, RetryDispatch
from shared.contracts.notifications.queries import (
    DispatchDetail,
    DispatchEvidence,
    DispatchList,
    DispatchTasks,
)
from shared.contracts.notifications.values import AttemptOutcome, Notice, RecipientKind, Stage
from shared.service import NotFound
from shared.testing.spec import DCI, OFFICER, SUBGROUP_CHAIR, csp_chair_of
from shared.writing.projection import rebuild
from sqlalchemy import text

from tests.servers import eventually

from .asking import OUTSIDE, attachments, detail, rows, stands_at
from .made_up import CASE, DECIDED, EXTENDED, SUBMITTED
from .mailbox import answer, drop
from .world import World

pytestmark = pytest.mark.servers


@pytest.mark.rule("X-01")
@pytest.mark.rule("X-02")
async def test_a_decision_reaches_the_home_office_the_coroner_and_the_boards(addressed: World) -> None:
    world = addressed
    await world.tell(DECIDED)
    assert {row.state for row in (await rows(world)).values()} == {Stage.PREPARING}
    await world.work()
    found = await rows(world, case_id=CASE)
    assert {kind: row.state for kind, row in found.items()} == dict.fromkeys(OUTSIDE, Stage.TAKEN)
    assert sorted(to for [to] in world.mailbox.recipients) == sorted(OUTSIDE.values())
    assert all(world.mailbox.tls_seen)
    sent = {hashlib.sha256(pdf).hexdigest() for pdf in attachments(world)}
    assert sent == {row.sha256 for row in found.values()}
    home_office = await detail(world, RecipientKind.HOME_OFFICE)
    assert home_office.pdf is not None
    assert hashlib.sha256(b64decode(home_office.pdf)).hexdigest() == home_office.row.sha256
    assert home_office.address == "dhr@homeoffice.example"
    assert home_office.template == "decision 1, look 1"
    assert home_office.missing[0] == "The full date of birth of the person who died"
    [attempt] = home_office.attempts
    assert (attempt.number, attempt.outcome, attempt.tls) == (1, AttemptOutcome.TAKEN, "TLSv1.3")
    assert attempt.words == "250 2.0.0 OK, queued as 4711"
    assert home_office.row.acknowledge_by == date(2026, 11, 10)
    first_page = PdfReader(io.BytesIO(b64decode(home_office.pdf))).pages[0].extract_text()
    assert "A Domestic Homicide Review will be held" in first_page


async def test_nothing_personal_stands_outside_the_document(addressed: World) -> None:
    world = addressed
    await world.tell(DECIDED)
    await world.work()
    for message in world.mailbox.received:
        body = message.get_body(("plain",))
        assert body is not None
        message.set_boundary("parts")  # it is of random digits, and four of them may be a year of birth
        outside = " ".join([*(f"{name}: {value}" for name, value in message.items()), body.get_content()])
        for personal in ("Amara", "Testwell", "Example", "Made-up Lane", "1984"):
            assert personal not in outside
    with world.running.database.read() as tx:
        for table in METADATA.tables:
            kept = str([tuple(row) for row in tx.execute(text(f"SELECT * FROM {table}"))])
            assert "Testwell" not in kept
            assert "Made-up Lane" not in kept
        stored = str(list(tx.scalars(text("SELECT data FROM events WHERE stream LIKE 'dispatch-%'"))))
    for personal in ("Testwell", "Made-up Lane", "dhr@homeoffice.example", "JVBERi0"):
        assert personal not in stored


@pytest.mark.rule("X-03")
async def test_the_same_fact_again_a_restart_and_a_rebuild_send_nothing_twice(addressed: World) -> None:
    world = addressed
    await world.tell(DECIDED)
    await world.work()
    before = await rows(world)
    await world.tell(DECIDED, number=1)
    other = await world.replicas()
    await other.work()
    await asyncio.to_thread(rebuild, NOTIFICATIONS, other.running.database, other.running.vault, "dispatches")
    await other.work()
    other.told = world.told
    await other.tell(DECIDED, version=1)  # the producer tells the same event under another number
    await other.work()
    assert len(world.mailbox.received) == 4
    assert await rows(other) == before


@pytest.mark.rule("X-03")
async def test_a_start_without_an_end_is_uncertain_at_the_next_start_and_goes_when_a_person_says_so(
    addressed: World,
) -> None:
    world, cut = addressed, asyncio.Event()

    async def hang(_: Any) -> str:
        cut.set()
        await asyncio.Event().wait()
        return "never"

    await world.tell(EXTENDED)
    world.mailbox.data = hang
    sending = asyncio.create_task(world.work())
    await cut.wait()
    for task in asyncio.all_tasks() - {asyncio.current_task()}:  # a power cut: nobody tidies up
        if "attempt" in repr(task.get_coro()) or task is sending:
            task.cancel()
    with suppress(asyncio.CancelledError):
        await sending
    assert (await rows(world))[RecipientKind.HOME_OFFICE].state is Stage.SENDING
    world.mailbox.data = None
    other = await world.replicas()
    worker = asyncio.create_task(send_waiting(other.running))
    await eventually(partial(stands_at, other, Stage.UNCERTAIN))
    record = await detail(other, RecipientKind.HOME_OFFICE)
    assert record.row.state is Stage.UNCERTAIN
    assert record.attempts[-1].words == CUT_SHORT
    tasks: Tasks = await other.ask(DispatchTasks())
    assert [task.what for task in tasks.tasks] == ["Find out whether the Home Office has it"]
    said = ResolveUncertain(
        dispatch_id=record.row.dispatch_id, was_sent=False, reason="They do not have it.", on=date(2026, 11, 3)
    )
    assert (await other.do(said, OFFICER)).accepted
    await eventually(partial(stands_at, other, Stage.TAKEN))
    worker.cancel()
    with suppress(asyncio.CancelledError):
        await worker
    first, second = (message["Message-ID"] for message in world.mailbox.received)
    assert first == second


@pytest.mark.rule("X-03")
async def test_what_the_mail_server_may_have_taken_is_not_sent_again_by_itself(addressed: World) -> None:
    world = addressed
    world.mailbox.data = drop
    await world.tell(EXTENDED)
    await world.work()
    world.calendar.today = date(2026, 11, 5)
    await world.work()
    assert (await rows(world))[RecipientKind.HOME_OFFICE].state is Stage.UNCERTAIN
    assert len(world.mailbox.received) == 1


@pytest.mark.rule("X-05")
async def test_a_failure_for_now_is_tried_again_later_and_a_refusal_becomes_a_task(addressed: World) -> None:
    world = addressed
    world.mailbox.rcpt = answer("451 4.3.0 Try later")
    await world.tell(EXTENDED)
    await world.work()
    await world.work()
    waiting = (await rows(world))[RecipientKind.HOME_OFFICE]
    assert (waiting.state, waiting.attempts) == (Stage.WAITING, 1)
    world.calendar.today = date(2026, 11, 4)
    world.mailbox.rcpt = answer("550 5.1.1 No such mailbox")
    await world.work()
    record = await detail(world, RecipientKind.HOME_OFFICE)
    assert [one.outcome for one in record.attempts] == [AttemptOutcome.FAILED_FOR_NOW, AttemptOutcome.FAILED_FOR_GOOD]
    assert record.told_of_failure == "Business Support Officer"
    [task] = (await world.ask(DispatchTasks(), OFFICER)).tasks
    assert task.what == "Send it to the Home Office in another way, or try again"
    world.mailbox.rcpt = None
    assert (await world.do(RetryDispatch(dispatch_id=record.row.dispatch_id), OFFICER)).accepted
    await world.work()
    assert (await rows(world))[RecipientKind.HOME_OFFICE].state is Stage.TAKEN


@pytest.mark.rule("X-09")
async def test_an_evidence_pack_proves_what_was_sent(addressed: World) -> None:
    world = addressed
    await world.tell(SUBMITTED)
    await world.work()
    row = (await rows(world))[RecipientKind.HOME_OFFICE]
    pack: EvidencePack = await world.ask(DispatchEvidence(dispatch_id=row.dispatch_id))
    assert pack == await world.ask(DispatchEvidence(dispatch_id=row.dispatch_id))
    with ZipFile(io.BytesIO(b64decode(pack.zip))) as packed:
        [document] = [name for name in packed.namelist() if name.endswith(".pdf")]
        assert hashlib.sha256(packed.read(document)).hexdigest() == row.sha256
        said = packed.read("record.txt").decode()
    assert row.sha256 is not None
    for proof in (row.sha256, "dhr@homeoffice.example", "250 2.0.0 OK, queued as 4711", "TLSv1.3", row.dispatch_id):
        assert proof in said


@pytest.mark.rule("G-05")
async def test_after_an_erasure_the_record_stays_and_what_it_said_is_gone(addressed: World) -> None:
    world = addressed
    await world.tell(DECIDED)
    await world.work()
    await world.tell(EXTENDED)
    await asyncio.to_thread(world.running.vault.destroy, f"case-{CASE}")
    other = await world.replicas()
    await other.work()
    page = await other.ask(DispatchList(case_id=CASE, notice=Notice.DELAY))
    assert [row.state for row in page.rows] == [Stage.CANCELLED]
    page = await other.ask(DispatchList(case_id=CASE, notice=Notice.CORONER))
    record: DispatchRecord = await other.ask(DispatchDetail(dispatch_id=page.rows[0].dispatch_id))
    assert record.pdf is None
    assert record.content is None
    assert record.address == "[erased]"
    assert record.row.state is Stage.TAKEN
    assert len(world.mailbox.received) == 4


@pytest.mark.rule("G-01")
async def test_a_csp_chair_sees_the_dispatches_of_their_own_partnership(addressed: World) -> None:
    world = addressed
    await world.tell(DECIDED)
    assert (await world.ask(DispatchList(), csp_chair_of("Watford"))).total == 4
    assert (await world.ask(DispatchList(), csp_chair_of("Dacorum"))).total == 0
    for actor in (DCI, SUBGROUP_CHAIR, OFFICER):
        assert (await world.ask(DispatchList(size=1), actor)).total == 4
    with pytest.raises(NotFound):
        await world.ask(DispatchDetail(dispatch_id="0" * 32))
