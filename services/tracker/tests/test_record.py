"""What is kept, told and published of each fact: golden examples, sentences, contracts."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from shared.contracts.tracker import facts
from shared.contracts.tracker.report import QuarterlyReportContent
from shared.decider import fold
from shared.message import Event, members
from shared.record import Recorded
from shared.testing.example import example_of
from shared.testing.golden import check_event, check_names
from shared.testing.spec import TODAY
from tracker.domain.events import quarter as q
from tracker.domain.events.plan import PlanEvent
from tracker.domain.events.quarter import QuarterEvent
from tracker.domain.plan import PLAN
from tracker.publish import publish
from tracker.service import TRACKER
from tracker.timeline import describe

from . import story

GOLDEN = Path(__file__).parent / "golden"
CHOSEN: dict[type[Event], dict[str, Any]] = {
    q.QuarterlyReportPresented: {
        "content": example_of(
            QuarterlyReportContent,
            quarter="2026-Q4",
            budget={
                "year": 2026,
                "allocated": "60000.00",
                "committed": "16000.00",
                "invoiced": "8000.00",
                "paid": "0.00",
            },
        )
    }
}


def example(event: type[Event]) -> Event:
    quarter = {"quarter": "2026-Q4"} if issubclass(event, q.OfQuarter) else {}
    return example_of(event, **quarter, **CHOSEN.get(event, {}))


@pytest.mark.parametrize("event", [*members(PlanEvent), *members(QuarterEvent)])
def test_stored_events_stay_readable_and_have_a_sentence(event: type[Any]) -> None:
    check_event(GOLDEN, event, describe, example(event))


def test_stored_names_are_kept() -> None:
    check_names(GOLDEN, PlanEvent | QuarterEvent)


def test_commands_and_events_of_the_service_have_names_of_their_own() -> None:
    assert len(TRACKER.events) == len([*members(PlanEvent), *members(QuarterEvent)])
    assert len({command.type_name() for command in TRACKER.commands}) == len(TRACKER.commands)


def test_nothing_personal_is_in_the_sentences() -> None:
    said = [describe(event) for event in (story.claimed(), story.assured(), story.assigned())]
    assert not any("audit report" in sentence for sentence in said)


def told(*events: PlanEvent) -> list[Any]:
    at = datetime(2026, 11, 3, 12, tzinfo=UTC)
    last = Recorded(
        events[-1], "tracker", f"plan-{story.CASE_ID}", len(events), len(events), at, "manager", story.CASE_ID
    )
    return publish(last, fold(PLAN, events))


@pytest.mark.rule("A-07")
def test_others_are_told_of_the_plan() -> None:
    case_id = story.CASE_ID
    start = (story.added(story.POLICE, story.NHS), story.assigned(1), story.assigned(2, story.NHS))
    assert told(start[0]) == [facts.PlanLoaded(case_id=case_id, recommendations=1, actions=2)]
    first = (*start, story.claimed(1), story.assured(1))
    assert told(*first) == [facts.ActionAssured(case_id=case_id, number="1", assured_on=TODAY, still_open=1)]
    assert told(*first, story.closed(2), story.completed) == [facts.PlanCompleted(case_id=case_id, completed_on=TODAY)]
    assert told(*first, story.closed(2), story.completed, story.reopened()) == [
        facts.ActionReopened(case_id=case_id, number="1")
    ]
    assert told(*start, story.claimed(1)) == []
