"""Rules B-02, B-03: a quarter's updates are asked for, given, chased, and its report is frozen."""

from datetime import date

import pytest
from shared.contracts.tracker import commands as c
from shared.contracts.tracker.values import Stage
from shared.testing import TODAY, Spec
from tracker.domain import quarter_events as q
from tracker.domain.found import Found
from tracker.domain.quarter import QUARTER
from tracker.domain.rating import Progress
from tracker.domain.report import ActionLine, CaseLine, Source

from .story import CASE_ID, OTHER_CASE, POLICE

NAME = "2026-Q4"
AFTER = date(2027, 1, 8)
quarter = Spec(QUARTER)
live = CaseLine(CASE_ID, "DHR-2026-001", "Watford", Stage.PANEL, decided_on=date(2026, 10, 20))
followed = CaseLine(OTHER_CASE, "DHR-2026-002", "Dacorum", Stage.PUBLISHED, report_complete=True)
waiting = CaseLine(OTHER_CASE, "DHR-2026-003", "Dacorum", Stage.AWAITING_DECISION)
found = Source(cases=(live, followed), actions=(ActionLine(CASE_ID, "Watford", POLICE, Progress.NOT_STARTED, TODAY),))
ask = c.AskForUpdates(quarter=NAME)
update = c.RecordQuarterlyUpdate(quarter=NAME, case_id=CASE_ID, text="The panel met twice")
given = q.QuarterlyUpdateRecorded(
    quarter=NAME, case_id=CASE_ID, text="The panel met twice", delay_reason=None, given_on=TODAY
)
OF_PANEL_CHAIR = q.Asked(case_id=CASE_ID, of="panel chair")
OF_CSP_CHAIR = q.Asked(case_id=OTHER_CASE, of="CSP Chair")


@pytest.mark.rule("B-03")
def test_the_panel_chair_is_asked_until_the_report_is_complete_and_the_csp_chair_after() -> None:
    asked = q.UpdatesAsked(quarter=NAME, asked=(OF_PANEL_CHAIR, OF_CSP_CHAIR), asked_on=TODAY)
    quarter.when(ask, found=found).then(asked)
    quarter.given(asked).when(ask, found=found).nothing()
    quarter.when(ask, found=Source(cases=(waiting,))).nothing()


@pytest.mark.rule("B-03")
def test_what_is_missing_after_the_quarter_is_chased_once() -> None:
    asked = q.UpdatesAsked(quarter=NAME, asked=(OF_PANEL_CHAIR, OF_CSP_CHAIR), asked_on=TODAY)
    chased = q.UpdatesChased(quarter=NAME, asked=(OF_CSP_CHAIR,), chased_on=AFTER)
    quarter.given(asked, given).when(ask, found=found, on=AFTER).then(chased)
    quarter.given(asked, given, chased).when(ask, found=found, on=AFTER).nothing()


@pytest.mark.rule("B-03")
def test_a_review_decided_on_after_the_quarter_owes_no_update_for_it() -> None:
    earlier = c.AskForUpdates(quarter="2026-Q3")
    quarter.when(earlier, found=Source(cases=(live,))).nothing()


@pytest.mark.rule("B-03")
def test_an_update_is_recorded_and_can_be_mended_until_the_report_is_presented() -> None:
    quarter.when(update, found=Found("Watford")).then(given)
    mended = update.model_copy(update={"text": "The panel met three times"})
    quarter.given(given).when(mended).then_kinds(q.QuarterlyUpdateRecorded)
    quarter.given(given).when(update).nothing()
    quarter.when(update, found=Found(None)).refused("does not know this review")
    future = update.model_copy(update={"quarter": "2027-Q1"})
    quarter.when(future).refused("January to March 2027 has not begun", field="quarter")


@pytest.mark.rule("B-02")
@pytest.mark.rule("B-03")
def test_the_report_says_what_is_missing_and_is_frozen_when_it_is_presented() -> None:
    present = c.PresentQuarterlyReport(quarter=NAME)
    frozen = quarter.given(given).when(present, found=found, on=AFTER)
    frozen.twice_changes_nothing()
    [event] = frozen.events
    assert isinstance(event, q.QuarterlyReportPresented)
    assert [(one.reference, one.update) for one in event.content.cases] == [
        ("DHR-2026-001", "The panel met twice"),
        ("DHR-2026-002", None),
    ]
    assert [(one.name, one.actions.overdue) for one in event.content.by_agency] == [(POLICE, 1)]
    assert [(one.name, one.count) for one in event.content.stages] == [
        ("panel at work", 1),
        ("published, actions followed", 1),
    ]
    frozen.and_then.when(update, on=AFTER).refused("was presented on 8 January 2027")
    frozen.and_then.when(ask, found=found, on=AFTER).nothing()
