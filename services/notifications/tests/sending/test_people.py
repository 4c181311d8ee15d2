"""What do people do with dispatches: recipients, approvals, corrections, acknowledgements?"""

import io
from datetime import UTC, date, datetime

import pytest
from notifications.ticking import tick
from pypdf import PdfReader
from shared.contracts.notifications.answers import Directory
from shared.contracts.notifications.commands import (
    ApproveDispatch,
    ConfirmRecipient,
    CorrectDispatch,
    HoldNotice,
    RecordAcknowledgement,
    RecordSentByHand,
)
from shared.contracts.notifications.queries import (
    DispatchList,
    DispatchTasks,
    NoticesHeld,
    RecipientDirectory,
)
from shared.contracts.notifications.values import Channel, Notice, RecipientKind, Stage
from shared.testing.spec import ADMINISTRATOR, MANAGER, OFFICER, some_id

from .asking import attachments, detail, enter, rows
from .made_up import CASE, COMPLETED, EXTENDED
from .world import World

pytestmark = pytest.mark.servers


@pytest.mark.rule("X-08")
async def test_a_notice_waits_for_its_recipient_and_one_by_hand_for_a_person(world: World) -> None:
    await world.tell(EXTENDED)
    await world.work()
    assert (await rows(world))[RecipientKind.HOME_OFFICE].state is Stage.NO_RECIPIENT
    await enter(world, RecipientKind.HOME_OFFICE, "the secure portal", Channel.BY_HAND)
    await world.work()
    row = (await rows(world))[RecipientKind.HOME_OFFICE]
    assert row.state is Stage.TO_SEND
    [task] = (await world.ask(DispatchTasks(case_id=CASE))).tasks
    assert task.what == "Send it to the Home Office by hand, and say when"
    noon = datetime(2026, 11, 3, 0, 5, tzinfo=UTC)
    sent = RecordSentByHand(dispatch_id=row.dispatch_id, reference="HO-4711", sent_at=noon)
    assert (await world.do(sent, OFFICER)).accepted
    assert world.mailbox.received == []
    assert (await rows(world))[RecipientKind.HOME_OFFICE].sent_at == noon


@pytest.mark.rule("X-08")
async def test_a_change_of_recipient_needs_a_second_person_and_then_is_used(addressed: World) -> None:
    world = addressed
    await enter(world, RecipientKind.HOME_OFFICE, "other@homeoffice.example")
    directory: Directory = await world.ask(RecipientDirectory(), ADMINISTRATOR)
    assert [proposal.address for proposal in directory.proposals] == ["other@homeoffice.example"]
    assert "CSP Chair, Watford" in directory.unset
    assert "Home Office" not in directory.unset
    confirm = ConfirmRecipient(recipient=RecipientKind.HOME_OFFICE)
    assert (await world.do(confirm, OFFICER)).refused is not None
    assert (await world.do(confirm, MANAGER)).accepted
    await world.tell(EXTENDED)
    await world.work()
    assert world.mailbox.recipients == [["other@homeoffice.example"]]


@pytest.mark.rule("X-04")
async def test_a_kind_of_notice_can_be_held_for_approval(addressed: World) -> None:
    world = addressed
    assert (await world.do(HoldNotice(notice=Notice.DELAY, held=True), OFFICER)).forbidden is not None
    assert (await world.do(HoldNotice(notice=Notice.DELAY, held=True))).accepted
    assert (await world.ask(NoticesHeld())).held == (Notice.DELAY,)
    await world.tell(EXTENDED)
    await world.work()
    row = (await rows(world))[RecipientKind.HOME_OFFICE]
    assert row.state is Stage.HELD
    assert world.mailbox.received == []
    assert (await world.do(ApproveDispatch(dispatch_id=row.dispatch_id))).accepted
    await world.work()
    record = await detail(world, RecipientKind.HOME_OFFICE)
    assert record.row.state is Stage.TAKEN
    assert record.approved_by == MANAGER.id


@pytest.mark.rule("N-02")
async def test_part_1_goes_to_five_people_of_whom_the_chair_is_the_partnerships_own(world: World) -> None:
    await enter(world, RecipientKind.CSP_CHAIR, "chair@dacorum.example", csp="Dacorum")
    await enter(world, RecipientKind.CSP_CHAIR, "chair@watford.example", csp="Watford")
    for kind in (
        RecipientKind.BOARD_CHAIR,
        RecipientKind.SUBGROUP_CHAIR,
        RecipientKind.DCI,
        RecipientKind.MANAGER,
    ):
        await enter(world, kind, f"{kind.name.lower().replace('_', '.')}@county.example")
    await world.tell(COMPLETED)
    await world.work()
    assert sorted(to for [to] in world.mailbox.recipients) == [
        "board.chair@county.example",
        "chair@watford.example",
        "dci@county.example",
        "manager@county.example",
        "subgroup.chair@county.example",
    ]


@pytest.mark.rule("X-06")
async def test_a_correction_follows_and_the_first_stays(addressed: World) -> None:
    world = addressed
    await world.tell(EXTENDED)
    await world.work()
    first = (await rows(world))[RecipientKind.HOME_OFFICE]
    correct = CorrectDispatch(
        dispatch_id=some_id("correction"), corrects=first.dispatch_id, correction="The new date is 1 October 2027."
    )
    assert (await world.do(correct, OFFICER)).accepted
    await world.work()
    page = await world.ask(DispatchList(case_id=CASE))
    assert page.total == 2
    by_id = {row.dispatch_id: row for row in page.rows}
    assert by_id[first.dispatch_id].corrected_by == correct.dispatch_id
    assert by_id[correct.dispatch_id].corrects == first.dispatch_id
    assert by_id[correct.dispatch_id].state is Stage.TAKEN
    assert world.mailbox.received[1]["Subject"].startswith("OFFICIAL: correction, our reference")
    said = PdfReader(io.BytesIO(list(attachments(world))[1])).pages[0].extract_text()
    assert "The new date is 1 October 2027." in said


@pytest.mark.rule("X-07")
async def test_an_acknowledgement_that_does_not_come_becomes_a_task(addressed: World) -> None:
    world = addressed
    await world.tell(EXTENDED)
    await world.work()
    for day, expected in ((date(2026, 11, 10), 0), (date(2026, 11, 11), 1)):
        world.calendar.today = day
        commands = await world.running.answering.read(tick)
        assert len(commands) == expected
        for command in commands:
            assert (await world.running.execute(command)).accepted
    assert await world.running.answering.read(tick) == []
    [task] = (await world.ask(DispatchTasks())).tasks
    assert task.why == "The notice of delay was not acknowledged by 10 November 2026."
    row = (await rows(world))[RecipientKind.HOME_OFFICE]
    record = RecordAcknowledgement(dispatch_id=row.dispatch_id, on=date(2026, 11, 11), reference="HO/1")
    assert (await world.do(record, OFFICER)).accepted
    assert (await world.ask(DispatchTasks())).tasks == ()
