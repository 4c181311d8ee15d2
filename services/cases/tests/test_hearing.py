"""What does a case note of each fact that another service tells?"""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from cases.domain.commands import (
    NoteChairCommissioned,
    NoteChairConflict,
    NoteChairReplaced,
    NoteDispatch,
    NoteEvaluation,
    NotePayment,
    NotePlan,
    NoteWriterChanged,
)
from cases.reactions import REACTIONS
from shared.contracts.chairs import facts as chairs
from shared.contracts.notifications import facts as notifications
from shared.contracts.notifications.values import Notice, RecipientKind, Stage
from shared.contracts.tracker import facts as tracker
from shared.message import Command, Contract
from shared.testing.example import example_of
from shared.testing.spec import some_id

from . import story
from .story import CASE_ID, CHAIR_ACCOUNT, CHAIR_ID

DAY, RECORDED = date(2026, 8, 1), date(2026, 3, 2)
"""What is told without a day of its own is noted on the day on which it was recorded."""
DISPATCH = some_id("a dispatch")
sent: dict[str, Any] = {
    "case_id": CASE_ID,
    "dispatch_id": DISPATCH,
    "notice": Notice.CORONER,
    "recipient_kind": RecipientKind.CORONER,
    "on": DAY,
}
taken: dict[str, Any] = {**sent, "at": datetime(2026, 8, 1, 9, tzinfo=UTC)}


def noted(stage: Stage) -> NoteDispatch:
    return NoteDispatch(
        case_id=CASE_ID,
        dispatch_id=DISPATCH,
        notice=Notice.CORONER,
        recipient=RecipientKind.CORONER,
        stage=stage,
        on=DAY,
    )


def heard(fact: Contract) -> list[Command]:
    (reaction,) = (one for one in REACTIONS if one.contract is type(fact))
    return reaction.react(story.recorded(fact))


@pytest.mark.rule("X-02", "X-07")
@pytest.mark.parametrize(
    ("fact", "stage"),
    [
        (notifications.DispatchTaken(**taken, by_hand=False), Stage.TAKEN),
        (notifications.DispatchTaken(**taken, by_hand=True), Stage.SENT_BY_HAND),
        (notifications.DispatchAcknowledged(**sent), Stage.ACKNOWLEDGED),
        (notifications.DispatchFailed(**sent), Stage.FAILED),
        (notifications.DispatchUncertain(**sent), Stage.UNCERTAIN),
        (notifications.DispatchCancelled(**sent), Stage.CANCELLED),
    ],
)
def test_how_far_a_dispatch_has_come(fact: Contract, stage: Stage) -> None:
    assert heard(fact) == [noted(stage)]


@pytest.mark.rule("H-06", "H-07", "H-08", "H-12", "Y-05", "Q-01", "Q-03")
@pytest.mark.parametrize(
    ("fact", "command"),
    [
        (
            example_of(
                chairs.ChairCommissioned,
                case_id=CASE_ID,
                chair_id=CHAIR_ID,
                chair_name="Chris Chair",
                writer_name="Rory Writer",
                commissioned_on=DAY,
                account_id=CHAIR_ACCOUNT,
            ),
            NoteChairCommissioned(
                case_id=CASE_ID,
                chair_id=CHAIR_ID,
                chair_name="Chris Chair",
                writer_name="Rory Writer",
                commissioned_on=DAY,
                account_id=CHAIR_ACCOUNT,
            ),
        ),
        (
            chairs.ConflictFound(case_id=CASE_ID, chair_id=CHAIR_ID, chair_name="Chris Chair"),
            NoteChairConflict(case_id=CASE_ID, chair_name="Chris Chair", on=RECORDED),
        ),
        *(
            (
                chairs.ConflictDecided(case_id=CASE_ID, chair_id=CHAIR_ID, chair_continues=goes_on),
                NoteChairConflict(case_id=CASE_ID, chair_continues=goes_on, on=RECORDED),
            )
            for goes_on in (True, False)
        ),
        (
            chairs.ChairReplaced(
                case_id=CASE_ID, chair_id=CHAIR_ID, chair_name="Chris", ended_on=DAY, account_id=CHAIR_ACCOUNT
            ),
            NoteChairReplaced(
                case_id=CASE_ID, chair_id=CHAIR_ID, chair_name="Chris", ended_on=DAY, account_id=CHAIR_ACCOUNT
            ),
        ),
        (
            chairs.WriterChanged(
                case_id=CASE_ID, writer_name="Next", former_name="Rory", changed_on=DAY, former_account="rory"
            ),
            NoteWriterChanged(
                case_id=CASE_ID, writer_name="Next", former_name="Rory", changed_on=DAY, former_account="rory"
            ),
        ),
        (
            example_of(chairs.InvoicePaid, case_id=CASE_ID, number="2026/17", paid_on=DAY),
            NotePayment(case_id=CASE_ID, number="2026/17", on=DAY),
        ),
        (
            chairs.EvaluationReceived(case_id=CASE_ID, member_id=None, received=2, expected=5),
            NoteEvaluation(case_id=CASE_ID, received=2, expected=5, first_time_point=False, on=RECORDED),
        ),
        (
            chairs.FirstTimePointGiven(case_id=CASE_ID, chair_id=CHAIR_ID, given_on=DAY),
            NoteEvaluation(case_id=CASE_ID, received=0, expected=0, first_time_point=True, on=DAY),
        ),
    ],
    ids=lambda one: type(one).__name__,
)
def test_what_chairs_tell(fact: Contract, command: Command) -> None:
    assert heard(fact) == [command]


@pytest.mark.rule("A-01", "A-04", "A-07", "A-09")
@pytest.mark.parametrize(
    ("fact", "command"),
    [
        (
            tracker.PlanLoaded(case_id=CASE_ID, recommendations=7, actions=11),
            NotePlan(case_id=CASE_ID, loaded=7, on=RECORDED),
        ),
        (
            tracker.ActionAssured(case_id=CASE_ID, number="9.1 a", assured_on=DAY, still_open=3),
            NotePlan(case_id=CASE_ID, assured="9.1 a", on=DAY),
        ),
        (
            tracker.ActionReopened(case_id=CASE_ID, number="9.1 a"),
            NotePlan(case_id=CASE_ID, reopened="9.1 a", on=RECORDED),
        ),
        (
            tracker.PlanCompleted(case_id=CASE_ID, completed_on=DAY),
            NotePlan(case_id=CASE_ID, completed=True, on=DAY),
        ),
    ],
    ids=lambda one: type(one).__name__,
)
def test_what_the_tracker_tells(fact: Contract, command: Command) -> None:
    assert heard(fact) == [command]
