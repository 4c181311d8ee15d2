"""Does the report itself go with its covering note, the very file that was put on record (S-01, S-06)?"""

import hashlib
from datetime import date
from typing import cast

import pytest
from notifications.forms import notes
from notifications.workers.enclosing import NOT_THERE
from shared.contracts.notifications.values import Enclosure, RecipientKind, Stage
from shared.privacy.documents import Documents

from .asking import detail, enter, rows
from .made_up import CASE, SUBMITTED
from .world import CASE_KEY, World

pytestmark = pytest.mark.servers

REPORT = b"%PDF-1.7 the overview report " + bytes(2_000_000)
WITH_FILE = SUBMITTED.model_copy(update={"report_sha256": hashlib.sha256(REPORT).hexdigest(), "report_kind": "pdf"})


def store(world: World) -> Documents:
    return cast(Documents, world.running.documents)


@pytest.mark.rule("S-01")
@pytest.mark.rule("S-06")
async def test_the_report_goes_to_the_home_office_and_the_commissioner_with_its_note(addressed: World) -> None:
    world = addressed
    await enter(world, RecipientKind.COMMISSIONER, "reports@commissioner.example")
    store(world).put(REPORT, CASE_KEY)
    await world.tell(WITH_FILE)
    await world.work()
    assert sorted(to for [to] in world.mailbox.recipients) == ["dhr@homeoffice.example", "reports@commissioner.example"]
    for message in world.mailbox.received:
        note, report = message.iter_attachments()
        assert note.get_content_type() == report.get_content_type() == "application/pdf"
        assert report.get_content() == REPORT
        assert str(report.get_filename()).endswith("-overview-report.pdf")
        assert "a covering note and the report itself" in str(message.get_body(("plain",)))
    record = await detail(world, RecipientKind.HOME_OFFICE)
    assert record.enclosure == Enclosure(sha256=hashlib.sha256(REPORT).hexdigest(), kind="pdf")
    assert record.missing == ()


@pytest.mark.rule("X-05")
async def test_a_file_that_is_not_there_is_said_and_nothing_is_sent_without_it(addressed: World) -> None:
    world = addressed
    await world.tell(WITH_FILE)
    await world.work()
    assert world.mailbox.received == []
    record = await detail(world, RecipientKind.HOME_OFFICE)
    assert record.row.state is Stage.WAITING
    assert record.attempts[-1].words == NOT_THERE
    store(world).put(REPORT, CASE_KEY)
    world.calendar.today = date(2026, 11, 4)
    await world.work()
    assert len(world.mailbox.received) == 1
    assert (await rows(world))[RecipientKind.HOME_OFFICE].state is Stage.TAKEN


async def test_another_file_in_its_place_is_not_sent(addressed: World) -> None:
    world = addressed
    assert WITH_FILE.report_sha256 is not None
    for at, piece in enumerate((b"x" * 700_000, b"another report")):
        store(world).put_piece(WITH_FILE.report_sha256, at, piece, CASE_KEY)
    await world.tell(WITH_FILE)
    await world.work()
    assert world.mailbox.received == []
    assert (await detail(world, RecipientKind.HOME_OFFICE)).row.state is Stage.FAILED


def test_without_a_file_the_note_says_that_it_comes_apart() -> None:
    for told in (
        SUBMITTED.model_copy(update={"report_sha256": None}),
        SUBMITTED.model_copy(update={"report_kind": None}),
        SUBMITTED.model_copy(update={"report_kind": "zip"}),
    ):
        form = notes.report(told, to="Home Office", made_on=date(2027, 9, 20))
        assert form.missing == ("The file of the report; it was not kept in this system and comes apart",)
    assert notes.report(WITH_FILE, to="Home Office", made_on=date(2027, 9, 20)).missing == ()
    assert WITH_FILE.case_id == CASE
