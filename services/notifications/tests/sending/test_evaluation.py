"""Invitations to evaluate a chair and reminders: to whom they go, what they say, what is kept of them, when not."""

import re
from datetime import date

import pytest
from notifications.domain.commands import CallOffDispatch, KeepLetter, PrepareDispatch, RecordAttempt, StartAttempt
from notifications.domain.events.dispatch import (
    AttemptFailedForGood,
    AttemptSucceeded,
    AttemptUncertain,
    DispatchAddressed,
    DispatchCancelled,
    DispatchNotNeeded,
    DispatchPrepared,
    LetterWritten,
    UncertaintyResolved,
)
from notifications.domain.known import DispatchKnown
from notifications.domain.state import Dispatch
from notifications.forms.evaluation import LINK, invitation
from notifications.settings import personal_link
from shared.calendar import civil_date
from shared.contracts.cases.values import Evaluator
from shared.contracts.chairs.facts import (
    EvaluationClosed,
    EvaluationOpened,
    EvaluationReceived,
    EvaluationReminderDue,
    EvaluatorInvitedAgain,
)
from shared.contracts.evaluation_link import Invited, whose
from shared.contracts.notifications.answers import DispatchRecord, DispatchRow
from shared.contracts.notifications.commands import CorrectDispatch, ResolveUncertain, RetryDispatch, SetRecipient
from shared.contracts.notifications.queries import DispatchDetail, DispatchEvidence, DispatchList, DispatchTasks
from shared.contracts.notifications.values import AttemptOutcome, Channel, Notice, RecipientKind, Stage
from shared.testing.spec import OFFICER, SYSTEM, some_id
from sqlalchemy import text

from .dispatches import DISPATCHES, NOW
from .made_up import CASE, LINK_KEY, MADE_ON, REFERENCE
from .mailbox import answer
from .world import World

PAULA, ALEX, NADIA = (some_id(name) for name in ("Paula", "Alex", "Nadia"))
MEMBERS = (PAULA, ALEX, NADIA)
PEOPLE = (
    Evaluator(member_id=PAULA, name="Paula Marsh", email="paula.marsh@probation.example"),
    Evaluator(member_id=ALEX, name="Alex Lowe", email="alex.lowe@police.example"),
    Evaluator(member_id=NADIA, name="Nadia Brook"),
)
OPENED = EvaluationOpened(
    case_id=CASE,
    reference=REFERENCE,
    csp="Watford",
    chair_name="Dana Reed",
    member_ids=MEMBERS,
    closes_on=date(2026, 12, 1),
    evaluators=PEOPLE,
)
REMINDER_DUE = EvaluationReminderDue(
    case_id=CASE,
    reference=REFERENCE,
    csp="Watford",
    chair_name="Dana Reed",
    member_ids=MEMBERS,
    closes_on=date(2026, 12, 1),
    evaluators=PEOPLE,
)
CLOSED = EvaluationClosed(case_id=CASE, member_ids=MEMBERS, received=1, expected=3)


def answered_by(member_id: str) -> EvaluationReceived:
    return EvaluationReceived(case_id=CASE, member_id=member_id, received=1, expected=3)


async def sent(world: World) -> dict[tuple[Notice, str | None], DispatchRow]:
    page = await world.ask(DispatchList(case_id=CASE, recipient=RecipientKind.PANEL_MEMBER))
    return {(row.notice, row.member_id): row for row in page.rows}


async def detail(world: World, notice: Notice, member_id: str) -> DispatchRecord:
    row = (await sent(world))[notice, member_id]
    record: DispatchRecord = await world.ask(DispatchDetail(dispatch_id=row.dispatch_id))
    return record


def body(world: World, at: int) -> str:
    part = world.mailbox.received[at].get_body(("plain",))
    assert part is not None
    content: str = part.get_content().replace("\r\n", "\n")
    return content


def link_in(letter: str) -> str:
    (found,) = re.findall(r"(?m)^https://reviews\.county\.example/evaluate/(\S+)$", letter)
    token: str = found
    return token


@pytest.mark.rule("Q-01")
async def test_each_member_with_an_address_gets_one_letter_with_a_link_of_their_own(world: World) -> None:
    await world.tell_of_chairs(OPENED)
    await world.tell_of_chairs(OPENED, number=1)
    await world.work()
    await world.work()
    await world.tell_of_chairs(OPENED)  # told once more, as another fact
    await world.work()
    assert sorted(to for [to] in world.mailbox.recipients) == [
        "alex.lowe@police.example",
        "paula.marsh@probation.example",
    ]
    invited = {whose(link_in(body(world, at)), LINK_KEY) for at in range(2)}
    assert invited == {Invited(CASE, PAULA), Invited(CASE, ALEX)}
    rows = await sent(world)
    assert {key: row.state for key, row in rows.items()} == {
        (Notice.INVITATION, PAULA): Stage.TAKEN,
        (Notice.INVITATION, ALEX): Stage.TAKEN,
    }
    assert all(row.acknowledge_by is None for row in rows.values()), "nobody has to say that they have it"


@pytest.mark.rule("Q-01")
async def test_the_letter_says_what_a_member_needs_and_nothing_of_the_death(world: World) -> None:
    await world.tell_of_chairs(OPENED)
    await world.work()
    [at] = [at for at, [to] in enumerate(world.mailbox.recipients) if to.startswith("paula")]
    message, letter = world.mailbox.received[at], " ".join(body(world, at).split())
    assert message["Subject"] == f"OFFICIAL: please tell us how the review was chaired, our reference {REFERENCE}"
    assert list(message.iter_attachments()) == []
    for said in (
        "Dear Paula Marsh,",
        "a review that Dana Reed chaired",
        REFERENCE,
        "It takes about ten minutes",
        "1 December 2026",
        "Nobody is shown who gave which score",
        "please write to reviews@county.example",
        "Hertfordshire County Council",
    ):
        assert said in letter, said
    for unsaid in ("omicide", "death", "died", "victim", "Watford"):
        assert unsaid not in letter, unsaid


@pytest.mark.rule("Q-01", "X-02")
async def test_the_link_is_kept_nowhere_and_the_team_can_not_read_it(world: World) -> None:
    await world.tell_of_chairs(OPENED)
    await world.work()
    record = await detail(world, Notice.INVITATION, PAULA)
    link = personal_link(world.settings, Invited(CASE, PAULA))
    assert link is not None
    assert record.text is not None
    assert LINK in record.text
    assert record.name == "Paula Marsh"
    assert record.address == "paula.marsh@probation.example"
    pack = await world.ask(DispatchEvidence(dispatch_id=record.row.dispatch_id))
    assert pack.filename.endswith("evaluation-invitation-evidence.zip")
    token = link.rpartition("/")[2]
    assert token not in record.model_dump_json()
    history = await world.running.answering.read(lambda reader: reader.history(f"dispatch-{record.row.dispatch_id}"))
    assert token not in repr(history)
    with world.running.database.read() as tx:
        for table in ("events", "feed", "dispatches"):
            kept = repr([tuple(row) for row in tx.execute(text(f"SELECT * FROM {table}"))])
            for hidden in (token, "Marsh", "probation.example"):
                assert hidden not in kept, f"{hidden} in {table}"


@pytest.mark.rule("Q-01")
async def test_a_reminder_goes_to_those_it_names_and_not_to_who_answered_meanwhile(world: World) -> None:
    await world.tell_of_chairs(OPENED)
    await world.work()
    await world.tell_of_chairs(REMINDER_DUE)
    await world.tell_of_chairs(answered_by(ALEX))
    await world.tell_of_chairs(answered_by(NADIA))  # on paper: nothing was ever sent to her
    await world.work()
    rows = await sent(world)
    assert rows[Notice.REMINDER, PAULA].state is Stage.TAKEN
    assert rows[Notice.REMINDER, ALEX].state is Stage.CANCELLED
    assert rows[Notice.INVITATION, ALEX].state is Stage.TAKEN, "what has left stays as it is"
    assert [to for [to] in world.mailbox.recipients[2:]] == ["paula.marsh@probation.example"]
    assert whose(link_in(body(world, 2)), LINK_KEY) == Invited(CASE, PAULA)
    assert "have not had your answer yet" in " ".join(body(world, 2).split())


@pytest.mark.rule("Q-01")
async def test_a_new_link_goes_to_the_new_address_and_what_was_on_its_way_is_called_off(world: World) -> None:
    world.mailbox.rcpt = answer("451 4.3.0 Try later")
    await world.tell_of_chairs(OPENED.model_copy(update={"evaluators": PEOPLE[:1]}))
    await world.work()
    world.mailbox.rcpt = None
    again = EvaluatorInvitedAgain(
        case_id=CASE,
        reference=REFERENCE,
        csp="Watford",
        chair_name="Dana Reed",
        closes_on=date(2026, 12, 1),
        evaluator=PEOPLE[0].model_copy(update={"email": "p.marsh@elsewhere.example"}),
        link=2,
    )
    await world.tell_of_chairs(again)
    await world.tell_of_chairs(again)
    await world.work()
    await world.tell_of_chairs(REMINDER_DUE.model_copy(update={"evaluators": (again.evaluator,), "links": {PAULA: 2}}))
    await world.work()
    assert world.mailbox.recipients == [["p.marsh@elsewhere.example"]] * 2
    assert {whose(link_in(body(world, at)), LINK_KEY) for at in range(2)} == {Invited(CASE, PAULA, 2)}
    page = await world.ask(DispatchList(case_id=CASE, recipient=RecipientKind.PANEL_MEMBER))
    assert {(row.notice, row.occasion): row.state for row in page.rows} == {
        (Notice.INVITATION, 1): Stage.CANCELLED,
        (Notice.INVITATION, 2): Stage.TAKEN,
        (Notice.REMINDER, 2): Stage.TAKEN,
    }


@pytest.mark.rule("Q-01")
async def test_who_answers_by_their_new_link_is_not_reminded_by_it(world: World) -> None:
    world.mailbox.rcpt = answer("451 4.3.0 Try later")
    await world.tell_of_chairs(REMINDER_DUE.model_copy(update={"links": {PAULA: 3, ALEX: 2}}))
    await world.work()
    await world.tell_of_chairs(answered_by(PAULA).model_copy(update={"link": 3}))
    assert (await sent(world))[Notice.REMINDER, PAULA].state is Stage.CANCELLED
    await world.tell_of_chairs(CLOSED.model_copy(update={"links": {PAULA: 3, ALEX: 2}}))
    assert (await sent(world))[Notice.REMINDER, ALEX].state is Stage.CANCELLED


@pytest.mark.rule("Q-01")
async def test_when_the_evaluation_has_closed_nothing_pointless_is_sent(world: World) -> None:
    world.mailbox.rcpt = answer("451 4.3.0 Try later")
    await world.tell_of_chairs(OPENED)
    await world.work()
    await world.tell_of_chairs(REMINDER_DUE)
    await world.tell_of_chairs(CLOSED)
    world.mailbox.rcpt = None
    world.calendar.today = date(2026, 12, 2)
    await world.work()
    assert {row.state for row in (await sent(world)).values()} == {Stage.CANCELLED}
    assert world.mailbox.received == []


@pytest.mark.rule("Q-01", "X-05")
async def test_a_letter_that_can_not_be_sent_is_a_task_and_can_be_tried_again(world: World) -> None:
    world.mailbox.rcpt = answer("550 5.1.1 No such mailbox")
    await world.tell_of_chairs(OPENED.model_copy(update={"evaluators": PEOPLE[:1]}))
    await world.work()
    [task] = (await world.ask(DispatchTasks(), OFFICER)).tasks
    assert task.what == "Give the panel member the form on paper, or try again"
    assert task.dispatch_id is not None
    world.mailbox.rcpt = None
    assert (await world.do(RetryDispatch(dispatch_id=task.dispatch_id), OFFICER)).accepted
    await world.work()
    assert (await sent(world))[Notice.INVITATION, PAULA].state is Stage.TAKEN


async def test_without_an_address_of_the_system_a_letter_waits(world: World) -> None:
    world.settings = world.settings.model_copy(update={"public_url": None})
    await world.tell_of_chairs(OPENED.model_copy(update={"evaluators": PEOPLE[:1]}))
    await world.work()
    record = await detail(world, Notice.INVITATION, PAULA)
    assert record.row.state is Stage.WAITING
    assert "address of this system" in record.attempts[-1].words
    assert world.mailbox.received == []


@pytest.mark.rule("X-06", "X-08")
async def test_a_letter_is_not_corrected_and_members_stand_in_no_directory(world: World) -> None:
    await world.tell_of_chairs(OPENED)
    await world.work()
    first = (await sent(world))[Notice.INVITATION, PAULA].dispatch_id
    correction = CorrectDispatch(dispatch_id=some_id("correction"), corrects=first, correction="Not so.")
    assert "cannot correct a personal letter" in str((await world.do(correction, OFFICER)).refused)
    entry = SetRecipient(
        recipient=RecipientKind.PANEL_MEMBER,
        channel=Channel.EMAIL,
        name="Paula Marsh",
        address="paula@elsewhere.example",
        from_date=date(2026, 1, 1),
    )
    assert "on their panel's page" in str((await world.do(entry, OFFICER)).refused)


# What the decider says, without a database

LETTER = PrepareDispatch(
    dispatch_id=some_id("a letter"),
    case_id=CASE,
    reference=REFERENCE,
    csp="Watford",
    notice=Notice.INVITATION,
    recipient=RecipientKind.PANEL_MEMBER,
    content=invitation(OPENED, PEOPLE[0], MADE_ON),
    member_id=PAULA,
    address=PEOPLE[0].email,
)
KEEP_LETTER = KeepLetter(
    dispatch_id=LETTER.dispatch_id, template="evaluation-invitation 1", sha256="ab" * 32, text=LINK
)


@pytest.mark.rule("Q-01", "X-03")
def test_one_fact_calls_for_one_letter_and_it_goes_to_the_address_it_came_with() -> None:
    asked = DISPATCHES.when(LETTER, by=SYSTEM, found=DispatchKnown()).then_kinds(DispatchPrepared, DispatchAddressed)
    asked.and_then.when(LETTER, by=SYSTEM, found=DispatchKnown()).nothing()
    addressed = asked.events[1]
    assert isinstance(addressed, DispatchAddressed)
    assert (addressed.channel, addressed.name) == (Channel.EMAIL, "the panel member"), "a name would not be sealed"
    kept = asked.and_then.when(KEEP_LETTER, by=SYSTEM).then_kinds(LetterWritten).twice_changes_nothing().and_then
    assert isinstance(kept.state, Dispatch)
    assert kept.state.stage is Stage.QUEUED


@pytest.mark.rule("Q-01")
def test_what_is_not_needed_any_more_is_called_off_unless_it_has_left() -> None:
    off = CallOffDispatch(dispatch_id=LETTER.dispatch_id, reason="They have answered.")
    DISPATCHES.when(off, by=SYSTEM).nothing()
    ready = DISPATCHES.when(LETTER, by=SYSTEM, found=DispatchKnown()).and_then.when(KEEP_LETTER, by=SYSTEM).and_then
    ready.when(off, by=SYSTEM).then_kinds(DispatchCancelled).twice_changes_nothing()
    start = StartAttempt(dispatch_id=LETTER.dispatch_id, attempt=1, message_id="<1@county.example>")
    under_way = ready.when(start, by=SYSTEM, at=NOW, found=DispatchKnown()).and_then
    end = RecordAttempt(
        dispatch_id=LETTER.dispatch_id, attempt=1, outcome=AttemptOutcome.TAKEN, words="250", tls="TLSv1.3"
    )
    under_way.when(end, by=SYSTEM, at=NOW).and_then.when(off, by=SYSTEM).nothing()


@pytest.mark.rule("Q-01", "X-05")
def test_what_is_called_off_while_it_is_being_sent_is_not_tried_again() -> None:
    ready = DISPATCHES.when(LETTER, by=SYSTEM, found=DispatchKnown()).and_then.when(KEEP_LETTER, by=SYSTEM).and_then
    start = StartAttempt(dispatch_id=LETTER.dispatch_id, attempt=1, message_id="<1@county.example>")
    off = CallOffDispatch(dispatch_id=LETTER.dispatch_id, reason="They have answered.")
    called_off = ready.when(start, by=SYSTEM, at=NOW, found=DispatchKnown()).and_then.when(off, by=SYSTEM)
    under_way = called_off.then_kinds(DispatchNotNeeded).twice_changes_nothing().and_then

    def ended(outcome: AttemptOutcome) -> RecordAttempt:
        return RecordAttempt(dispatch_id=LETTER.dispatch_id, attempt=1, outcome=outcome, words="451 Later", tls=None)

    for outcome in (AttemptOutcome.FAILED_FOR_NOW, AttemptOutcome.FAILED_FOR_GOOD):
        failed = under_way.when(ended(outcome), by=SYSTEM, at=NOW)
        failed.then_kinds(AttemptFailedForGood, DispatchCancelled).twice_changes_nothing()
    under_way.when(ended(AttemptOutcome.TAKEN), by=SYSTEM, at=NOW).then_kinds(AttemptSucceeded)
    uncertain = under_way.when(ended(AttemptOutcome.UNCERTAIN), by=SYSTEM, at=NOW)
    doubt = uncertain.then_kinds(AttemptUncertain).and_then

    def found_out(*, was_sent: bool) -> ResolveUncertain:
        return ResolveUncertain(
            dispatch_id=LETTER.dispatch_id, was_sent=was_sent, reason="Asked them.", on=civil_date(NOW)
        )

    doubt.when(found_out(was_sent=True), by=OFFICER).then_kinds(UncertaintyResolved)
    doubt.when(found_out(was_sent=False), by=OFFICER).then_kinds(UncertaintyResolved, DispatchCancelled)
