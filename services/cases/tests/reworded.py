"""What does a review come to, told in members and names alone? With `reworded`: after every word of cases was changed.

Run as a program, in a process of its own: the words are changed while the modules are imported.
"""

import json
import sys
from datetime import date
from typing import Any

from shared.testing.rewording import reword

KEPT = frozenset({"cases.domain.events.dispatch_words"})
"""What was stored once stays as it was."""


def _told() -> dict[str, Any]:
    """For each day of two reviews: the stage, the steps, the deeds that are open, what closes the case."""
    from cases.domain.case import CASE
    from cases.domain.commands import NoteDispatch, PassTime
    from cases.domain.deeds import deeds
    from cases.domain.events import ClockBecameOverdue, DispatchNoted
    from cases.domain.milestones import Milestones, reach, stage
    from cases.domain.task_list import task_list
    from cases.policy import may_do
    from cases.timeline import describe
    from shared.decider import fold
    from shared.testing.spec import EVERYBODY, SYSTEM, Spec

    from services.cases.tests import story, test_deeds

    words = {"dispatch_id": story.IMR_ID, "notice": "Coroner's notification", "recipient": "the Coroner"}
    old = DispatchNoted.from_stored({**words, "state": "sent", "on": "2026-03-21"}, 1)
    told: dict[str, Any] = {}
    sentences: list[str] = []
    for name, life in test_deeds.LIVES.items():
        reached, events = Milestones(), (*life[:8], old, *life[8:])
        for number, event in enumerate(events, start=1):
            reached = reach(reached, event)
            case = fold(CASE, events[:number])
            sentences.append(describe(event))
            told[f"{name} {number}"] = {
                "stage": stage(reached).name,
                "steps": [
                    (one.number, one.state.name, one.state.tone.name, one.owner.name, one.action, one.due)
                    + ((one.waiting_for.what.name, one.waiting_for.count) if one.waiting_for else ())
                    for one in task_list(reached, story.LATER)
                ],
                "open": [
                    (one.command, one.reason is None, sorted(who.id for who in EVERYBODY if may_do(one, case, who)))
                    for one in deeds(case, story.LATER)
                ],
                "imrs": [(imr.state.name, imr.state.tone.name) for imr in case.imrs.values()],
                "commissioner": case.noted.commissioner_told,
            }
    ready = Spec(CASE).given(*story.APPROVED, story.published, story.plan_done)
    note = NoteDispatch(case_id=story.CASE_ID, **dict(story.commissioner_told))
    told["closes"] = [type(one).__name__ for one in ready.when(note, by=SYSTEM, on=story.LATER).events]
    late = Spec(CASE).given(*story.OPENED).when(PassTime(case_id=story.CASE_ID), by=SYSTEM, on=date(2026, 3, 31))
    told["late"] = [one.clock.name for one in late.events if isinstance(one, ClockBecameOverdue)]
    told["sentences"] = sentences
    return told


if __name__ == "__main__":
    if "reworded" in sys.argv:
        reword("cases", "shared.contracts.cases", "shared.contracts.notifications.values", kept=KEPT)
    sys.stdout.write(json.dumps(_told(), default=str))
