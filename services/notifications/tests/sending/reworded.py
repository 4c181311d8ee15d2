"""What becomes of a dispatch, told in members and names alone? With `reworded`: after every word of ours was changed.

Run as a program, in a process of its own: the words are changed while the modules are imported.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from shared.testing.rewording import reword
from shared.testing.spec import EVERYBODY, MANAGER, OFFICER, SYSTEM, TODAY, Spec

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)


def _told() -> dict[str, Any]:
    from services.notifications.tests.sending.dispatches import CORONER, PORTAL

    lives = {"by e-mail": _life(CORONER), "by hand": _life(PORTAL), "to nobody yet": _life(None)}
    told: dict[str, Any] = {name: steps for name, (steps, _) in lives.items()}
    return {
        **told,
        "may": _may(),
        "called for": _called_for(),
        "sentences": [one for _, said in lives.values() for one in said],
    }


def _life(holder: Any) -> tuple[list[Any], list[str]]:
    """From each stage on: where each command leads, who may give it, what others are told, and what is said."""
    from notifications.domain.known import DispatchKnown
    from notifications.domain.state import Dispatch
    from notifications.publish import publish
    from notifications.timeline import describe
    from notifications.views.dispatches import from_row, to_row
    from shared.record import Recorded

    from services.notifications.tests.sending.dispatches import DISPATCHES, having

    found = DispatchKnown(holders=having(holder), held=True)
    steps: list[Any] = []
    said: list[str] = []
    waiting, seen = [DISPATCHES], set()
    while waiting:
        spec = waiting.pop(0)
        for command in _commands():
            later = TODAY + timedelta(days=30)
            done = spec.when(command, by=MANAGER, on=later, at=NOW + timedelta(days=30), found=found)
            after = done.and_then.state
            steps.append(
                (
                    type(command).__name__,
                    [type(event).__name__ for event in done.events],
                    done.refusal is None,
                    (after.stage.name, after.stage.tone.name, after.stage.sent)
                    if isinstance(after, Dispatch)
                    else None,
                )
            )
            if isinstance(after, Dispatch) and done.events:
                row = {name: value for name, value in to_row(after).items() if value is not None}
                assert from_row(to_row(after)).stage is after.stage, row
                for event in done.events:
                    record = Recorded(event, "notifications", "dispatch", 1, 1, NOW, "s", "c")
                    steps.append([type(one).__name__ for one in publish(record, after)])
                    said.append(describe(event))
                way = (after.stage, after.attempts, after.approved, after.not_needed)
                if way not in seen and after.attempts < 2:
                    seen.add(way)
                    waiting.append(done.and_then)
    return steps, said


def _may() -> list[Any]:
    from notifications.domain.dispatch import DISPATCH
    from notifications.domain.known import DispatchKnown
    from notifications.policy import may_dispatch

    spec = Spec(DISPATCH, may_dispatch, found=DispatchKnown())
    return [
        (type(one).__name__, sorted(who.id for who in EVERYBODY if spec.when(one, by=who).no is None))
        for one in _commands()
    ]


def _commands() -> list[Any]:
    from notifications.domain.commands import CallOffDispatch, LookForAcknowledgement, RecordAttempt, StartAttempt
    from shared.contracts.notifications import commands as c
    from shared.contracts.notifications.values import AttemptOutcome

    from services.notifications.tests.sending.dispatches import DISPATCH_ID, KEEP, MESSAGE_ID, PREPARE

    of: dict[str, Any] = {"dispatch_id": DISPATCH_ID}
    day = TODAY + timedelta(days=30)
    return [
        PREPARE,
        KEEP,
        c.ApproveDispatch(**of),
        StartAttempt(**of, attempt=1, message_id=MESSAGE_ID),
        StartAttempt(**of, attempt=2, message_id=MESSAGE_ID),
        *(
            RecordAttempt(**of, attempt=attempt, outcome=outcome, words="250")
            for outcome in AttemptOutcome
            for attempt in (1, 2)
        ),
        c.ResolveUncertain(**of, was_sent=True, reason="They have it", on=day),
        c.RetryDispatch(**of),
        c.RecordSentByHand(**of, reference="HO-1", sent_at=NOW + timedelta(days=30)),
        c.RecordAcknowledgement(**of, on=day),
        LookForAcknowledgement(**of),
        c.CancelDispatch(**of, reason="Not needed"),
        CallOffDispatch(**of, reason="Answered"),
    ]


def _called_for() -> list[Any]:
    """Which notices each fact calls for, and whom they go to; of whom the directory wants to know."""
    from notifications.domain.commands import PrepareDispatch
    from notifications.reactions import of_cases
    from shared.contracts.notifications.values import Notice, RecipientKind

    from services.notifications.tests.sending.made_up import COMPLETED, DECIDED, EXTENDED, SUBMITTED
    from services.notifications.tests.sending.test_reactions import told

    commands = [
        *of_cases.part_one_completed(told(COMPLETED)),
        *of_cases.part_two_completed(told(DECIDED)),
        *of_cases.delay_explained(told(EXTENDED)),
        *of_cases.report_submitted(told(SUBMITTED)),
    ]
    prepared = [one for one in commands if isinstance(one, PrepareDispatch)]
    return [
        [(one.notice.name, one.recipient.name, len(one.content.missing) if one.content else 0) for one in prepared],
        [(one.name, one.letter) for one in Notice],
        [(one.name, one.in_directory, one.outside) for one in RecipientKind],
        [who.id for who in (MANAGER, OFFICER, SYSTEM)],
    ]


if __name__ == "__main__":
    if "reworded" in sys.argv:
        reword("notifications", "shared.contracts.notifications")
    sys.stdout.write(json.dumps(_told(), default=str))
