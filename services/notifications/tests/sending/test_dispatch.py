"""What may be done with a dispatch, and what follows?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from notifications.domain.commands import AddressDispatch, LookForAcknowledgement, RecordAttempt, StartAttempt
from notifications.domain.events.dispatch import (
    AcknowledgementFellDue,
    AttemptFailedForGood,
    AttemptFailedForNow,
    AttemptStarted,
    AttemptSucceeded,
    AttemptUncertain,
    ContentMade,
    DispatchAcknowledged,
    DispatchAddressed,
    DispatchApproved,
    DispatchCancelled,
    DispatchPrepared,
    DispatchRetried,
    DispatchSentByHand,
    UncertaintyResolved,
)
from notifications.domain.known import DispatchKnown, Holder, Sent
from notifications.domain.retry import WAITS
from notifications.domain.state import Dispatch, Nothing
from shared.contracts.notifications.commands import (
    ApproveDispatch,
    CancelDispatch,
    CorrectDispatch,
    RecordAcknowledgement,
    RecordSentByHand,
    ResolveUncertain,
    RetryDispatch,
)
from shared.contracts.notifications.values import AttemptOutcome, Channel, Notice, RecipientKind, Stage
from shared.testing.spec import MANAGER, OFFICER, SYSTEM, TODAY, some_id

from .dispatches import (
    CORONER,
    DISPATCH_ID,
    DISPATCHES,
    KEEP,
    MESSAGE_ID,
    NOW,
    PORTAL,
    PREPARE,
    Dispatches,
    ended,
    failed,
    having,
    prepared,
    queued,
    sending,
    taken,
    tomorrow,
    uncertain,
)
from .made_up import CASE, REFERENCE

FOUND = DispatchKnown(holders=having(CORONER))
START = StartAttempt(dispatch_id=DISPATCH_ID, attempt=1, message_id=MESSAGE_ID)
OF = {"dispatch_id": DISPATCH_ID, "case_id": CASE}
FAILED = failed()


def stage(spec: Dispatches) -> Stage:
    state = spec.state
    assert isinstance(state, Dispatch)
    return state.stage


def outcome(kind: AttemptOutcome, attempt: int = 1) -> RecordAttempt:
    return RecordAttempt(dispatch_id=DISPATCH_ID, attempt=attempt, outcome=kind, words="why", tls=None)


# One fact, one dispatch


@pytest.mark.rule("X-03")
def test_a_fact_calls_for_one_dispatch_however_often_it_is_told() -> None:
    asked = DISPATCHES.when(PREPARE, by=SYSTEM, found=FOUND)
    asked.then_kinds(DispatchPrepared, DispatchAddressed).twice_changes_nothing()
    for spec in (queued(), sending(), taken(), uncertain(), failed()):
        spec.when(PREPARE, by=SYSTEM, found=FOUND).nothing()


@pytest.mark.rule("X-02")
def test_the_printed_document_is_kept_once_and_then_it_waits_to_be_sent() -> None:
    assert stage(prepared()) is Stage.PREPARING
    kept = prepared().when(KEEP, by=SYSTEM)
    kept.then(ContentMade(**OF, template="coroner 1, look 1", sha256="ab" * 32, size=9, pdf="JVBERi0xLjcK"))
    kept.twice_changes_nothing()
    other = KEEP.model_copy(update={"sha256": "cd" * 32})
    kept.and_then.when(other, by=SYSTEM).nothing()
    assert stage(kept.and_then) is Stage.QUEUED


def test_what_nobody_asked_for_can_not_be_worked_on() -> None:
    assert DISPATCHES.state == Nothing()
    DISPATCHES.when(START, by=SYSTEM).refused("There is no such dispatch.")


# Recipients and approval


@pytest.mark.rule("X-08")
def test_without_a_recipient_it_waits_until_the_directory_has_one() -> None:
    waiting = queued(None)
    assert stage(waiting) is Stage.NO_RECIPIENT
    ask = AddressDispatch(dispatch_id=DISPATCH_ID)
    waiting.when(ask, by=SYSTEM, found=DispatchKnown()).nothing()
    found = waiting.when(ask, by=SYSTEM, found=FOUND)
    found.then(
        DispatchAddressed(**OF, channel=Channel.EMAIL, name="HM Senior Coroner", address="coroner@coroner.example")
    ).twice_changes_nothing()
    assert stage(found.and_then) is Stage.QUEUED


@pytest.mark.rule("X-08")
def test_a_channel_by_hand_waits_for_a_person_and_the_sending_is_recorded() -> None:
    pack = queued(PORTAL)
    assert stage(pack) is Stage.TO_SEND
    pack.when(START, by=SYSTEM, found=DispatchKnown(holders=having(PORTAL))).refused("does not wait to be sent")
    sent_at = datetime(2026, 11, 3, 14, 2, tzinfo=UTC)
    record = RecordSentByHand(dispatch_id=DISPATCH_ID, reference="HO-12345", sent_at=sent_at)
    sent = pack.when(record, by=OFFICER)
    sent.then(
        DispatchSentByHand(**OF, reference="HO-12345", sent_at=sent_at, acknowledge_by=date(2026, 11, 10))
    ).twice_changes_nothing()
    assert stage(sent.and_then) is Stage.SENT_BY_HAND


def test_a_sending_by_hand_is_neither_in_the_future_nor_before_it_was_prepared() -> None:
    for days, reason in ((2, "in the future"), (-1, "before the day it was prepared")):
        record = RecordSentByHand(dispatch_id=DISPATCH_ID, reference="HO-1", sent_at=NOW + timedelta(days=days))
        queued(PORTAL).when(record, by=OFFICER).refused(reason, field="sent_at")


@pytest.mark.parametrize(
    ("spec", "reason"),
    [
        (queued(PORTAL, held=True), "waits for approval"),
        (uncertain(), "may have been sent already"),
        (taken(), "cannot record a sending by hand now"),
        (sending(), "cannot record a sending by hand now"),
    ],
)
def test_what_may_have_left_or_may_not_leave_is_not_sent_by_hand(spec: Dispatches, reason: str) -> None:
    spec.when(RecordSentByHand(dispatch_id=DISPATCH_ID, reference="HO-1", sent_at=NOW), by=OFFICER).refused(reason)


@pytest.mark.rule("X-04")
def test_a_dispatch_that_is_held_goes_only_after_approval() -> None:
    held = queued(held=True)
    assert stage(held) is Stage.HELD
    held.when(START, by=SYSTEM, found=FOUND).refused("does not wait to be sent")
    approved = held.when(ApproveDispatch(dispatch_id=DISPATCH_ID), by=MANAGER)
    approved.then(DispatchApproved(**OF, approved_on=TODAY)).twice_changes_nothing()
    assert stage(approved.and_then) is Stage.QUEUED
    queued().when(ApproveDispatch(dispatch_id=DISPATCH_ID)).refused("does not wait for approval")


def test_the_address_of_the_day_is_used_and_stands_on_the_record() -> None:
    moved = Holder(Channel.EMAIL, "HM Senior Coroner", "new@coroner.example")
    queued().when(START, by=SYSTEM, at=NOW, found=DispatchKnown(holders=having(moved))).then(
        DispatchAddressed(**OF, channel=Channel.EMAIL, name="HM Senior Coroner", address="new@coroner.example"),
        AttemptStarted(**OF, attempt=1, at=NOW, message_id=MESSAGE_ID),
    )
    queued().when(START, by=SYSTEM, at=NOW, found=DispatchKnown(holders=having(PORTAL))).then_kinds(DispatchAddressed)


# Attempts


@pytest.mark.rule("X-02")
@pytest.mark.rule("X-07")
def test_an_attempt_is_two_facts_and_taken_is_not_acknowledged() -> None:
    started = (
        queued()
        .when(START, by=SYSTEM, at=NOW, found=FOUND)
        .then(AttemptStarted(**OF, attempt=1, at=NOW, message_id=MESSAGE_ID))
    )
    assert stage(started.and_then) is Stage.SENDING
    ended_ = started.and_then.when(
        RecordAttempt(
            dispatch_id=DISPATCH_ID, attempt=1, outcome=AttemptOutcome.TAKEN, words="250 OK 4711", tls="TLSv1.3"
        ),
        by=SYSTEM,
        at=NOW,
    )
    ended_.then(
        AttemptSucceeded(**OF, attempt=1, at=NOW, words="250 OK 4711", tls="TLSv1.3", acknowledge_by=date(2026, 11, 10))
    ).twice_changes_nothing()
    assert stage(ended_.and_then) is Stage.TAKEN


@pytest.mark.rule("X-03")
def test_no_attempt_is_started_twice() -> None:
    sending().when(START, by=SYSTEM, found=FOUND).refused("was made already")
    again = StartAttempt(dispatch_id=DISPATCH_ID, attempt=2, message_id=MESSAGE_ID)
    for spec in (sending(), taken(), uncertain(), failed()):
        spec.when(again, by=SYSTEM, found=FOUND, at=NOW + timedelta(days=9)).refused("does not wait to be sent")


@pytest.mark.rule("X-05")
def test_a_failure_for_now_is_tried_again_when_its_wait_is_over_and_not_before() -> None:
    waiting = sending().when(outcome(AttemptOutcome.FAILED_FOR_NOW), by=SYSTEM, at=NOW)
    due = NOW + WAITS[0]
    waiting.then(AttemptFailedForNow(**OF, attempt=1, at=NOW, words="why", next_try=due))
    second = StartAttempt(dispatch_id=DISPATCH_ID, attempt=2, message_id=MESSAGE_ID)
    just_before = due - timedelta(microseconds=1)
    waiting.and_then.when(second, by=SYSTEM, at=just_before, found=FOUND).refused("does not wait to be sent now")
    waiting.and_then.when(second, by=SYSTEM, at=due, found=FOUND).then_kinds(AttemptStarted)


@pytest.mark.rule("X-05")
def test_after_more_than_24_hours_of_failures_it_has_failed_for_good_and_can_be_tried_again_by_a_person() -> None:
    spec, now, attempt = queued(), NOW, 0
    while stage(spec) is not Stage.FAILED:
        attempt += 1
        spec = ended(AttemptOutcome.FAILED_FOR_NOW, sending(spec, attempt=attempt, at=now), attempt=attempt, at=now)
        state = spec.state
        assert isinstance(state, Dispatch)
        now = state.next_try or now
    assert attempt == len(WAITS) + 1
    assert now - NOW >= timedelta(hours=24)
    assert isinstance(spec.events[-1], AttemptFailedForGood)
    retried = spec.when(RetryDispatch(dispatch_id=DISPATCH_ID), by=OFFICER)
    retried.then(DispatchRetried(**OF, asked_on=TODAY)).twice_changes_nothing()
    once_more = sending(retried.and_then, attempt=attempt + 1, at=now)
    once_more.when(outcome(AttemptOutcome.FAILED_FOR_NOW, attempt + 1), by=SYSTEM, at=now).then(
        AttemptFailedForNow(**OF, attempt=attempt + 1, at=now, words="why", next_try=now + WAITS[0])
    )


def test_a_failure_for_good_is_not_tried_again_by_itself() -> None:
    sending().when(outcome(AttemptOutcome.FAILED_FOR_GOOD), by=SYSTEM, at=NOW).then(
        AttemptFailedForGood(**OF, attempt=1, at=NOW, words="why")
    )
    assert stage(failed()) is Stage.FAILED


@pytest.mark.parametrize("spec", [queued(), taken(), failed()])
def test_the_end_of_an_attempt_is_recorded_once(spec: Dispatches) -> None:
    for kind in AttemptOutcome:
        spec.when(outcome(kind), by=SYSTEM).nothing()


# Uncertain


@pytest.mark.rule("X-03")
def test_an_uncertain_attempt_waits_for_a_person() -> None:
    spec = sending().when(outcome(AttemptOutcome.UNCERTAIN), by=SYSTEM, at=NOW)
    spec.then(AttemptUncertain(**OF, attempt=1, at=NOW, words="why"))
    assert stage(spec.and_then) is Stage.UNCERTAIN
    spec.and_then.when(RetryDispatch(dispatch_id=DISPATCH_ID), by=OFFICER).refused("Find out first")
    spec.and_then.when(CancelDispatch(dispatch_id=DISPATCH_ID, reason="No"), by=OFFICER).refused("may have been sent")


@pytest.mark.rule("X-03")
@pytest.mark.parametrize(
    ("late", "then"),
    [
        (AttemptOutcome.TAKEN, Stage.TAKEN),
        (AttemptOutcome.FAILED_FOR_NOW, Stage.WAITING),
        (AttemptOutcome.FAILED_FOR_GOOD, Stage.FAILED),
        (AttemptOutcome.UNCERTAIN, Stage.UNCERTAIN),
    ],
)
def test_the_replica_that_made_the_attempt_ends_the_doubt_when_it_is_late(late: AttemptOutcome, then: Stage) -> None:
    settled = uncertain().when(outcome(late), by=SYSTEM, at=NOW + timedelta(minutes=1)).twice_changes_nothing()
    assert stage(settled.and_then) is then
    state = settled.and_then.state
    assert isinstance(state, Dispatch)
    assert (state.sent_at is None) is (then in {Stage.WAITING, Stage.FAILED})


@pytest.mark.rule("X-03")
def test_what_was_taken_after_all_is_not_sent_again_though_a_person_said_that_it_was_not_sent() -> None:
    resolve = ResolveUncertain(dispatch_id=DISPATCH_ID, was_sent=False, reason="They do not have it.", on=TODAY)
    again = uncertain().when(resolve, by=OFFICER).and_then
    late = again.when(outcome(AttemptOutcome.TAKEN), by=SYSTEM, at=NOW)
    assert stage(late.then_kinds(AttemptSucceeded).and_then) is Stage.TAKEN
    again.when(outcome(AttemptOutcome.FAILED_FOR_NOW), by=SYSTEM, at=NOW).nothing()
    sending(again, attempt=2).when(outcome(AttemptOutcome.TAKEN), by=SYSTEM, at=NOW).nothing()


@pytest.mark.rule("X-03")
def test_a_person_who_finds_that_it_was_sent_ends_the_doubt() -> None:
    resolve = ResolveUncertain(dispatch_id=DISPATCH_ID, was_sent=True, reason="They have it.", on=TODAY)
    resolved = uncertain().when(resolve, by=OFFICER)
    resolved.then(
        UncertaintyResolved(**OF, was_sent=True, reason="They have it.", on=TODAY, acknowledge_by=date(2026, 11, 10))
    ).twice_changes_nothing()
    assert stage(resolved.and_then) is Stage.TAKEN


@pytest.mark.rule("X-03")
def test_a_person_who_finds_that_it_was_not_sent_lets_it_go_again() -> None:
    resolve = ResolveUncertain(dispatch_id=DISPATCH_ID, was_sent=False, reason="They do not have it.", on=TODAY)
    resolved = uncertain().when(resolve, by=OFFICER).then_kinds(UncertaintyResolved).twice_changes_nothing()
    assert stage(resolved.and_then) is Stage.QUEUED
    assert stage(sending(resolved.and_then, attempt=2)) is Stage.SENDING


def test_a_doubt_is_resolved_neither_in_the_future_nor_before_the_attempt_nor_where_there_is_none() -> None:
    for days, reason in ((1, "in the future"), (-1, "before the attempt")):
        resolve = ResolveUncertain(dispatch_id=DISPATCH_ID, was_sent=True, reason="So", on=tomorrow(days))
        uncertain().when(resolve, by=OFFICER).refused(reason, field="on")
    resolve = ResolveUncertain(dispatch_id=DISPATCH_ID, was_sent=True, reason="So", on=TODAY)
    taken().when(resolve, by=OFFICER).refused("Only a dispatch in the state")


# Calling off, acknowledging


@pytest.mark.rule("X-01")
@pytest.mark.parametrize("spec", [prepared(), queued(), queued(None), queued(held=True), queued(PORTAL), FAILED])
def test_what_does_not_apply_is_called_off_with_a_reason(spec: Dispatches) -> None:
    cancel = CancelDispatch(dispatch_id=DISPATCH_ID, reason="The coroner opened no inquest.")
    called_off = spec.when(cancel, by=MANAGER)
    called_off.then(
        DispatchCancelled(**OF, reason="The coroner opened no inquest.", cancelled_on=TODAY)
    ).twice_changes_nothing()
    assert stage(called_off.and_then) is Stage.CANCELLED
    called_off.and_then.when(KEEP, by=SYSTEM).nothing()
    again = StartAttempt(dispatch_id=DISPATCH_ID, attempt=2 if spec is FAILED else 1, message_id=MESSAGE_ID)
    called_off.and_then.when(again, by=SYSTEM, found=FOUND).refused("does not wait to be sent")


def test_what_was_sent_is_not_called_off() -> None:
    cancel = CancelDispatch(dispatch_id=DISPATCH_ID, reason="Wrong")
    taken().when(cancel, by=MANAGER).refused("Send a correction instead")


@pytest.mark.rule("X-07")
def test_an_acknowledgement_is_recorded_and_missed_once_when_it_does_not_come() -> None:
    look = LookForAcknowledgement(dispatch_id=DISPATCH_ID)
    due = date(2026, 11, 10)
    taken().when(look, by=SYSTEM, on=due).nothing()
    missed = taken().when(look, by=SYSTEM, on=date(2026, 11, 11))
    missed.then(AcknowledgementFellDue(**OF, due=due)).twice_changes_nothing()
    record = RecordAcknowledgement(dispatch_id=DISPATCH_ID, on=date(2026, 11, 12), reference="C/9")
    late = missed.and_then.when(record, by=OFFICER, on=date(2026, 11, 12))
    late.then(DispatchAcknowledged(**OF, on=date(2026, 11, 12), reference="C/9")).twice_changes_nothing()
    assert stage(late.and_then) is Stage.ACKNOWLEDGED
    late.and_then.when(look, by=SYSTEM, on=date(2026, 12, 1)).nothing()


def test_an_acknowledgement_comes_after_the_sending_and_not_in_the_future() -> None:
    for days, reason in ((1, "in the future"), (-1, "before the day it was sent")):
        record = RecordAcknowledgement(dispatch_id=DISPATCH_ID, on=tomorrow(days))
        taken().when(record, by=OFFICER).refused(reason, field="on")
    record = RecordAcknowledgement(dispatch_id=DISPATCH_ID, on=TODAY)
    queued().when(record, by=OFFICER).refused("has not been sent yet")
    uncertain().when(record, by=OFFICER).refused("Record first that it was sent")


@pytest.mark.rule("X-07")
def test_offices_of_the_partnership_itself_are_not_asked_to_acknowledge() -> None:
    inside = PREPARE.model_copy(update={"notice": Notice.PART_ONE, "recipient": RecipientKind.DCI})
    spec = DISPATCHES.when(inside, by=SYSTEM, found=FOUND).and_then.when(KEEP, by=SYSTEM).and_then
    state = ended(AttemptOutcome.TAKEN, sending(spec)).state
    assert isinstance(state, Dispatch)
    assert state.acknowledge_by is None


# Corrections

SENT = Sent(
    case_id=CASE,
    reference=REFERENCE,
    csp="Watford",
    notice=Notice.CORONER,
    recipient=RecipientKind.CORONER,
    occasion=1,
    sent_at=NOW,
    sha256="ab" * 32,
)
CORRECT = CorrectDispatch(
    dispatch_id=some_id("a correction"), corrects=DISPATCH_ID, correction="The date of death is 8 October 2026."
)


@pytest.mark.rule("X-06")
def test_a_correction_is_a_dispatch_of_its_own_that_refers_to_the_first() -> None:
    spec = DISPATCHES.when(CORRECT, by=MANAGER, found=DispatchKnown(holders=having(CORONER), original=SENT))
    spec.then_kinds(DispatchPrepared, DispatchAddressed).twice_changes_nothing()
    prepared_ = spec.events[0]
    assert isinstance(prepared_, DispatchPrepared)
    assert prepared_.corrects == DISPATCH_ID
    assert prepared_.recipient is RecipientKind.CORONER
    assert prepared_.content is not None
    said = prepared_.content.model_dump_json()
    assert "The date of death is 8 October 2026." in said
    assert "ab" * 32 in said
    assert "3 November 2026" in said


def test_only_what_was_sent_is_corrected() -> None:
    DISPATCHES.when(CORRECT, by=MANAGER, found=DispatchKnown()).refused("no such dispatch", field="corrects")
    never = DispatchKnown(original=Sent(**{**{name: getattr(SENT, name) for name in SENT.__slots__}, "sent_at": None}))
    DISPATCHES.when(CORRECT, by=MANAGER, found=never).refused("Call it off instead", field="corrects")
