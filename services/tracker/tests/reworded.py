"""What does a plan come to, told in members and names alone? With `reworded`: after every word of the tracker changed.

Run as a program, in a process of its own: the words are changed while the modules are imported.
"""

import json
import sys
from datetime import UTC, date, datetime
from typing import Any

from shared.testing.rewording import reword
from shared.testing.spec import TODAY


def _told() -> dict[str, Any]:
    return {"plan": _plan(), "reviews": _reviews(), "sentences": _sentences()}


def _life() -> tuple[Any, ...]:
    from shared.contracts.tracker.values import Rating
    from tracker.domain.events import plan as e

    from services.tracker.tests import story

    of = {"case_id": story.CASE_ID, "action": 1, "number": "1"}
    return (
        story.added(story.POLICE, story.NHS),
        story.assigned(1),
        story.assigned(2, story.NHS),
        e.PlanAgreed(case_id=story.CASE_ID, agreed_on=TODAY),
        e.ProgressReported(**of, evidence="Begun", reported_on=TODAY),
        e.RatingOverridden(**of, rating=Rating.RED, reason="It stopped"),
        e.RatingRestored(**of),
        e.ActionBecameOverdue(**of, target=story.TARGET),
        story.claimed(),
        story.assured(),
        story.closed(2),
        story.completed,
    )


def _plan() -> dict[str, Any]:
    """After each fact, on three days: state, rating, what may be asked by whom, and what it and a day lead to."""
    from shared.contracts.tracker import commands as c
    from shared.contracts.tracker.values import End, Rating
    from shared.testing.spec import EVERYBODY, SYSTEM, Spec
    from tracker.domain.rating import rating_of, state_of
    from tracker.policy import may_plan

    from services.tracker.tests import story
    from services.tracker.tests.story import CHAIR

    told: dict[str, Any] = {}
    of: dict[str, Any] = {"case_id": story.CASE_ID, "action": 1}
    asked = (
        c.CloseAction(**of, end=End.SUPERSEDED, reason="A new law covers it", closed_on=TODAY),
        c.OverrideRating(**of, rating=Rating.AMBER, reason="It is late"),
        c.ReopenAction(**of, reason="It came back"),
        story.claim(),
        story.assure(),
    )
    for number in range(1, len(_life()) + 1):
        plan = story.plan.given(*_life()[:number])
        for day in (TODAY, date(2026, 12, 20), date(2027, 1, 1), date(2027, 12, 1)):
            told[f"{number} {day}"] = {
                "states": [
                    (
                        state_of(one.progress, one.target, day).name,
                        state_of(one.progress, one.target, day).tone.name,
                        rating_of(one.progress, one.owner, one.target, day)[0].name,
                    )
                    for one in plan.state.actions.values()
                ],
                "time": [type(one).__name__ for one in plan.when(story.pass_time(), by=SYSTEM, on=day).events],
            }
        told[f"{number} asked"] = [
            (type(one).__name__, [type(event).__name__ for event in plan.when(one, by=CHAIR).events]) for one in asked
        ]
        with_policy = Spec(plan.decider, may_plan, plan.events, story.IN_WATFORD)
        told[f"{number} may"] = [
            (type(one).__name__, sorted(who.id for who in EVERYBODY if with_policy.when(one, by=who).no is None))
            for one in asked
        ]
    return told


def _reviews() -> list[Any]:
    """Where a review stands after each fact of it, of whom its update is asked, and what the report says is missing."""
    from shared.contracts.cases import facts
    from shared.contracts.cases.values import Category, Criterion, Outcome, ReportStage
    from shared.contracts.notifications.facts import DispatchTaken
    from shared.contracts.notifications.values import Notice, RecipientKind
    from shared.contracts.tracker import commands as c
    from shared.contracts.tracker.values import Stage
    from shared.record import Recorded
    from shared.testing.spec import Spec
    from tracker.domain.known import QuarterKnown
    from tracker.domain.quarter import QUARTER
    from tracker.domain.report import Source
    from tracker.views.look_ups import case_line
    from tracker.views.tracker import apply

    from services.tracker.tests import story

    day = TODAY
    of: dict[str, Any] = {"case_id": story.CASE_ID, "reference": "DHR-2026-001", "csp": "Watford"}
    tale = (
        facts.CaseOpened(
            **of,
            attention_date=day,
            decision_due=day,
            category=Category.FAMILIAL,
            murder_suicide=False,
            victims=1,
            perpetrator_deaths=0,
            children=0,
            earliest_death=day,
        ),
        facts.DecisionMade(
            **of, proceed=True, decided_on=day, criterion=next(iter(Criterion)), report_due=day, children=0
        ),
        facts.InitialMeetingHeld(**of, held_on=day, appointment_agreed=True),
        DispatchTaken(
            case_id=story.CASE_ID,
            dispatch_id=story.OTHER_CASE,
            notice=Notice.DELAY,
            recipient_kind=RecipientKind.HOME_OFFICE,
            on=day,
            by_hand=False,
            at=datetime(2026, 11, 3, tzinfo=UTC),
        ),
        facts.ReportAgreed(**of, stage=ReportStage.SUBGROUP, agreed_on=day),
        facts.ReportAgreed(**of, stage=ReportStage.CSP, agreed_on=day),
        facts.ReportSubmitted(**of, round=1, submitted_on=day, report_name="Report", report_sha256=None),
        facts.OutcomeRecorded(
            **of, round=1, outcome=Outcome.RESUBMIT, recorded_on=day, panel_members=(), evaluators=()
        ),
        *(
            facts.OutcomeRecorded(**of, round=2, outcome=outcome, recorded_on=day, panel_members=(), evaluators=())
            for outcome in Outcome
            if outcome is not Outcome.RESUBMIT
        ),
        facts.ReportPublished(**of, published_on=day, where="Online"),
        facts.CaseClosed(**of, closed_on=day),
    )
    row: Any = None
    told = []
    for fact in tale:
        row = apply(row, Recorded(fact, "cases", "case-1", 1, 1, datetime(2026, 11, 3, tzinfo=UTC), "s", "c"))
        full = dict.fromkeys(("chair", "extended_to", "published", "outcome", "agreed_stage")) | dict(row)
        line = case_line({**dict.fromkeys(_COLUMNS), **full})
        known = QuarterKnown(county=Source(cases=(line,)))
        asked = Spec(QUARTER, found=known).when(c.AskForUpdates(quarter="2026-Q4")).events
        report = Spec(QUARTER, found=known).when(c.PresentQuarterlyReport(quarter="2026-Q4")).events
        told.append(
            (
                Stage(row["stage"]).name,
                Stage(row["stage"]).tone.name,
                line.asked_of.name,
                row.get("home_office_told"),
                [type(one).__name__ for one in asked],
                [bool(one.asked_of) for event in report for one in event.content.cases],  # type: ignore[union-attr]
            )
        )
    return told


_COLUMNS = ("referral", "decided_on", "next_due", "home_office_told", "submitted_on", "agreed_on")


def _sentences() -> list[str]:
    from tracker.timeline import describe

    return [describe(event) for event in _life()]


if __name__ == "__main__":
    if "reworded" in sys.argv:
        reword(
            "tracker",
            "shared.contracts.tracker",
            "shared.contracts.notifications.values",
            "shared.contracts.cases.values",
        )
    sys.stdout.write(json.dumps(_told(), default=str))
