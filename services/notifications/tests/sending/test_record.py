"""What is kept, said and told of each fact: golden examples, sentences, contracts."""

from pathlib import Path
from typing import Any

import pytest
from notifications.domain.commands import LookForAcknowledgement
from notifications.domain.events.corrections import CorrectionCalledFor
from notifications.domain.events.dispatch import DispatchEvent
from notifications.domain.events.notice import NoticeEvent
from notifications.domain.events.recipient import RecipientEvent
from notifications.domain.state import State
from notifications.publish import publish
from notifications.timeline import describe
from notifications.views.dispatches import DISPATCHES as VIEW
from notifications.views.dispatches import from_row, to_row
from shared.contracts.notifications import facts
from shared.contracts.notifications.commands import (
    CancelDispatch,
    RecordAcknowledgement,
    RecordSentByHand,
    ResolveUncertain,
)
from shared.contracts.notifications.values import Notice, RecipientKind
from shared.decider import fold
from shared.message import Contract, members
from shared.record import Recorded
from shared.testing.golden import check_event, check_names
from shared.testing.spec import MANAGER, OFFICER, SYSTEM, TODAY, Outcome

from .dispatches import (
    DISPATCH_ID,
    DISPATCHES,
    NOW,
    PORTAL,
    Dispatches,
    failed,
    prepared,
    queued,
    sending,
    taken,
    tomorrow,
    uncertain,
)
from .made_up import CASE

GOLDEN = Path(__file__).parent / "golden"
EVENTS = (*members(DispatchEvent), *members(RecipientEvent), *members(NoticeEvent), CorrectionCalledFor)


@pytest.mark.parametrize("event", EVENTS)
def test_what_was_stored_can_be_read_and_said(event: type[Any]) -> None:
    check_event(GOLDEN, event, describe)


def test_no_name_is_used_twice_or_lost() -> None:
    check_names(GOLDEN, DispatchEvent | RecipientEvent | NoticeEvent | CorrectionCalledFor)


def recorded(message: Any, version: int = 1) -> Recorded[Any]:
    return Recorded(
        message=message,
        producer="notifications",
        stream=f"dispatch-{DISPATCH_ID}",
        version=version,
        position=version,
        at=NOW,
        actor_id="service:notifications",
        command_id="c" * 32,
    )


def told(outcome: Outcome[Any, State, Any] | Dispatches) -> list[Contract]:
    """What others hear of the last of it."""
    spec = outcome if not isinstance(outcome, Outcome) else outcome.and_then
    return publish(recorded(spec.events[-1]), spec.state)


OF = {
    "case_id": CASE,
    "dispatch_id": DISPATCH_ID,
    "notice": Notice.CORONER,
    "recipient_kind": RecipientKind.CORONER,
    "on": TODAY,
}


@pytest.mark.rule("X-02")
def test_others_are_told_how_far_it_has_come_and_nothing_of_what_it_says() -> None:
    assert told(taken()) == [facts.DispatchTaken(**OF, by_hand=False, at=NOW)]
    assert told(failed()) == [facts.DispatchFailed(**OF)]
    assert told(uncertain()) == [facts.DispatchUncertain(**OF)]
    by_hand = RecordSentByHand(dispatch_id=DISPATCH_ID, reference="HO-1", sent_at=NOW)
    assert told(queued(PORTAL).when(by_hand, by=OFFICER)) == [facts.DispatchTaken(**OF, by_hand=True, at=NOW)]
    found = ResolveUncertain(dispatch_id=DISPATCH_ID, was_sent=True, reason="Yes", on=TODAY)
    assert told(uncertain().when(found, by=OFFICER)) == [facts.DispatchTaken(**OF, by_hand=False, at=NOW)]
    said = RecordAcknowledgement(dispatch_id=DISPATCH_ID, on=TODAY)
    assert told(taken().when(said, by=OFFICER)) == [facts.DispatchAcknowledged(**OF)]
    off = CancelDispatch(dispatch_id=DISPATCH_ID, reason="Not applicable")
    assert told(queued().when(off, by=MANAGER)) == [facts.DispatchCancelled(**OF)]
    [late] = told(taken().when(LookForAcknowledgement(dispatch_id=DISPATCH_ID), by=SYSTEM, on=tomorrow(30)))
    assert isinstance(late, facts.AcknowledgementOverdue)
    for quiet in (prepared(), queued(), sending()):
        assert told(quiet) == []


def test_the_view_is_the_state_without_the_address() -> None:
    for spec in (prepared(), queued(None), queued(PORTAL), sending(), taken(), uncertain(), failed()):
        row = None
        for version, event in enumerate(spec.events, 1):
            row = VIEW.apply(row, recorded(event, version))
        assert row is not None
        assert "address" not in row
        assert "name" not in row
        assert set(row) == {column.name for column in VIEW.table.columns}
        state = fold(DISPATCHES.decider, spec.events)
        assert to_row(from_row(row)) == row == to_row(state)  # type: ignore[arg-type]
